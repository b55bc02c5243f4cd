//! The records of sign-ins and sessions, their cookies, and the store.
//!
//! A cookie contains only an ID. Tokens are in a separate table, whose rows are deleted with the session's row, so that there are
//! never tokens without a session.

mod action;
mod browser_name;
mod cookies;
mod device_flow;
mod entries;
pub mod keys;
mod lifetimes;
mod lookup_keys;
mod outcome;
mod parked_sessions;
mod random;
mod reference;
mod request_cookies;
mod set_cookie;
mod sign_in_attempts;
mod sign_in_cookie;
mod sign_in_transaction;
mod step_up;
pub mod store;
mod store_error;
mod time_left;
mod user_session;

pub use action::Action;
pub use browser_name::{BrowserParts, browser_name, browser_parts};
pub use cookies::CookieNames;
pub use device_flow::{DeviceFlow, DeviceFlowState};
pub use keys::KeyRing;
pub use lifetimes::{ENDED_SESSION_LIFETIME, HANDLING_LIFETIME, OUTCOME_LIFETIME, TRANSACTION_LIFETIME};
pub use lookup_keys::{BrowserKey, PersonKey, ProviderSessionKey, RecordKey, SessionKey};
pub use outcome::{Outcome, ResponseLookup};
pub use parked_sessions::ParkedSessions;
pub use random::random;
pub use reference::Reference;
pub use request_cookies::RequestCookies;
pub use set_cookie::SetCookie;
pub use sign_in_attempts::SignInAttempts;
pub use sign_in_cookie::SignInCookie;
pub use sign_in_transaction::{Journey, SignInTransaction};
pub use step_up::{AfterStepUp, StepUp};
pub use store::{
    MOST_SESSIONS_OF_A_USER, Person, ProbeFailure, SessionsOfTenant, Store, TokenVersion, backend::ListedSession,
    session_key,
};
pub use store_error::StoreError;
pub use time_left::{SessionTimes, TimeLeft};
pub use user_session::{ApiToken, Challenge, TokenSet, UserSession, update_membership};

use std::{collections::HashMap, fmt};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;
use tower_sessions::{
    Session, SessionStore as _,
    session::{self, Id, Record},
};

use self::entries::{BROWSER, TIMES, USER};
use super::{clock, config::SessionLifetimes};

/// Returns the signed-in user of a session. A record with an unexpected shape, for example of an older version of the
/// app, ends the session, so that the user can sign in again.
pub async fn user(session: &Session) -> Result<Option<UserSession>, StoreError> {
    match session.get(USER).await {
        Ok(user) => Ok(user),
        Err(tower_sessions::session::Error::SerdeJson(_)) => {
            end(session).await?;
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Returns the time that is left of a session. A session that this request has created is as long as a new one.
pub async fn time_left(session: &Session, lifetimes: SessionLifetimes) -> Result<TimeLeft, StoreError> {
    let now = clock::unix_now();
    let created = SessionTimes { expires_at: (clock::now() + lifetimes.absolute).unix_timestamp(), used_at: now };
    let times = session.get(TIMES).await?.unwrap_or(created);
    Ok(times.left(lifetimes.idle, now))
}

/// The browser that completes a sign-in.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The session ID in the browser's cookie, which may be invalid.
    pub brought: Option<Id>,
    /// The sessions of the other accounts of the browser, which may be invalid.
    pub parked: ParkedSessions,
    /// The name of the browser, for example "Firefox on Android".
    pub browser: String,
}

/// A session whose cookie must be sent to the browser.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstablishedSession {
    pub id: Id,
    /// The end of the session, in seconds since 1970. The field name is stored, so it must not change.
    pub ends_at: i64,
}

impl fmt::Debug for EstablishedSession {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EstablishedSession").field("ends_at", &self.ends_at).finish_non_exhaustive()
    }
}

/// The data of a session that a sign-in establishes.
pub struct NewSignIn<'a> {
    pub user: &'a UserSession,
    pub tokens: &'a TokenSet,
    /// A session that the new session replaces, besides the session in the browser's cookie.
    pub replaces: Option<SessionKey>,
    /// Whether the session in the browser's cookie is parked instead of replaced, because the user adds an account.
    pub adds_account: bool,
}

/// Signs a user in. Creates a session with a new ID, and ends the sessions that it replaces: the one in the browser's cookie
/// (ASVS 7.2.4), the one in [`NewSignIn::replaces`], and the user's oldest sessions beyond the limit. A sign-in that adds an account
/// parks the session in the browser's cookie, unless it belongs to the same user. If anything fails, the browser stays signed in as
/// before.
///
/// Returns the session, and the sessions of the browser's other accounts.
///
/// The session's record is written here and only once. The [`Session`] of the request would be written with the
/// response, when it is too late to report a failure.
pub async fn establish(
    store: &Store,
    visitor: &Visitor,
    sign_in: NewSignIn<'_>,
) -> Result<(EstablishedSession, ParkedSessions), StoreError> {
    let user = serde_json::to_value(sign_in.user).map_err(session::Error::from)?;
    let data = HashMap::from([(USER.to_owned(), user), (BROWSER.to_owned(), Value::from(visitor.browser.as_str()))]);
    let mut record = Record { id: Id::default(), data, expiry_date: expiry(store.lifetimes(), sign_in.tokens) };
    store.create(&mut record).await?;
    match complete(store, record.id, visitor, sign_in).await {
        Ok(parked) => Ok((EstablishedSession { id: record.id, ends_at: record.expiry_date.unix_timestamp() }, parked)),
        Err(error) => {
            // A session without tokens, or a second session of this browser, would be worse than none, so the new session
            // ends.
            store.end_session(session_key(record.id)).await?;
            Err(error)
        }
    }
}

async fn complete(
    store: &Store,
    id: Id,
    visitor: &Visitor,
    sign_in: NewSignIn<'_>,
) -> Result<ParkedSessions, StoreError> {
    store.insert_tokens(id, sign_in.tokens).await?;
    let own: Vec<_> = store.sessions_of(Person::of(sign_in.user)).await?.iter().map(|session| session.key).collect();
    let active = visitor.brought;
    let mut ended: Vec<_> = sign_in.replaces.into_iter().collect();
    let added = if sign_in.adds_account { active } else { None };
    ended.extend(active.filter(|_| added.is_none()).map(session_key));
    let is_own = |id: Id| own.contains(&session_key(id));
    // An ID that an attacker or an old cookie brought must not get into the list, so the session must exist.
    let added = match added {
        Some(id) if is_own(id) || store.user_of_parked(id).await?.is_some() => Some(id),
        _ => None,
    };
    let listed = visitor.parked.clone().without(|id| Some(id) == active);
    // The same user is signed in only once in a browser, so the new session replaces the older ones.
    let (doubled, kept): (Vec<_>, Vec<_>) =
        added.into_iter().chain(listed.ids().iter().copied()).partition(|id| is_own(*id));
    let mut parked: ParkedSessions = kept.into_iter().collect();
    if parked.ids().len() > ParkedSessions::MOST {
        parked = still_live(store, &parked).await?;
    }
    ended.extend(doubled.into_iter().chain(parked.split_off_surplus()).map(session_key));
    ended.extend(surplus_of(&own, session_key(id), &ended));
    store.end_keys(&ended).await?;
    Ok(parked)
}

/// Returns the sessions of a list that have not ended, so that an ended session does not take the place of one that continues.
async fn still_live(store: &Store, parked: &ParkedSessions) -> Result<ParkedSessions, StoreError> {
    let mut live = Vec::new();
    for id in parked.ids() {
        if store.user_of_parked(*id).await?.is_some() {
            live.push(*id);
        }
    }
    Ok(live.into_iter().collect())
}

/// Returns the oldest sessions of a user that are beyond [`MOST_SESSIONS_OF_A_USER`] after a sign-in. `own` are the sessions of the
/// user, the newest first. The list contains neither the `new` session nor the sessions that it replaces.
fn surplus_of(own: &[SessionKey], new: SessionKey, replaced: &[SessionKey]) -> Vec<SessionKey> {
    let others = own.iter().copied().filter(|key| *key != new && !replaced.contains(key));
    others.skip(MOST_SESSIONS_OF_A_USER - 1).collect()
}

/// Gives a session a new ID, with its data, its tokens and its expiry. `None` if it has ended.
pub async fn renew(store: &Store, id: Id, tokens: &TokenSet) -> Result<Option<EstablishedSession>, StoreError> {
    let Some(mut record) = store.load(&id).await? else { return Ok(None) };
    record.id = Id::default();
    store.create(&mut record).await?;
    let copied = match store.insert_tokens(record.id, tokens).await {
        Ok(()) => store.end_session(session_key(id)).await,
        Err(error) => Err(error),
    };
    // If the old session ended during the copy, for example at the provider, the copy must not outlive it.
    match copied {
        Ok(true) => Ok(Some(EstablishedSession { id: record.id, ends_at: record.expiry_date.unix_timestamp() })),
        Ok(false) => store.end_session(session_key(record.id)).await.map(|_| None),
        Err(error) => {
            store.end_session(session_key(record.id)).await?;
            Err(error)
        }
    }
}

/// Returns the expiry of a new session. A session must not outlive its refresh token, because it would have no valid
/// tokens.
fn expiry(lifetimes: SessionLifetimes, tokens: &TokenSet) -> OffsetDateTime {
    let latest = clock::now() + lifetimes.absolute;
    let with_tokens = tokens.refresh_token_ends_at.and_then(|end| OffsetDateTime::from_unix_timestamp(end).ok());
    with_tokens.map_or(latest, |end| end.min(latest))
}

/// Ends a session. Its row and its tokens are deleted when this returns.
pub async fn end(session: &Session) -> Result<(), StoreError> {
    session.flush().await.map_err(StoreError::from)
}
