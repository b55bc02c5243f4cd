//! The records of sign-ins under way and of people signed in, their cookies, and the store.
//!
//! A cookie carries an ID and nothing else. Tokens stand in a table of their own that dies with the session's row,
//! so that nobody is ever signed in without tokens or the other way round.

mod browser_name;
mod cookies;
mod device_flow;
pub mod keys;
mod outcome;
mod set_cookie;
mod sign_in_transaction;
mod step_up;
pub mod store;
mod tries;
mod user_session;

pub use browser_name::browser_name;
pub use cookies::{CookieNames, RequestCookies, SignInCookie};
pub use device_flow::{DeviceFlow, DeviceFlowState};
pub use keys::KeyRing;
pub use outcome::{Arrival, Outcome};
pub use set_cookie::SetCookie;
pub use sign_in_transaction::{Journey, SignInTransaction};
pub use step_up::{AfterStepUp, StepUp};
pub use store::{
    Person, Store, StoreError, TokenVersion,
    backend::{Key as SessionKey, ListedSession},
    session_key,
};
pub use tries::Tries;
pub use user_session::{ApiToken, Challenge, TokenSet, UserSession};

use std::{collections::HashMap, fmt, time::Duration};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;
use tower_sessions::{
    Session, SessionStore as _,
    session::{self, Id, Record},
};

use self::store::BROWSER;
use super::clock;

/// The longest a session lives, whatever happens (ASVS 7.3.2). It ends earlier where the provider says that the refresh token
/// does.
pub const ABSOLUTE_LIFETIME: Duration = Duration::from_hours(12);
/// A session that is not used for so long ends (ASVS 7.3.1).
pub const IDLE_LIFETIME: Duration = Duration::from_hours(1);
/// A sign-in has to come back within this time.
pub const TRANSACTION_LIFETIME: Duration = Duration::from_mins(10);
/// A second arrival of an answer waits at most so long for the first; whoever dies meanwhile leaves no lock behind.
pub const ANSWERING_LIFETIME: Duration = Duration::from_secs(30);
/// How a sign-in ended is known for so long.
pub const OUTCOME_LIFETIME: Duration = Duration::from_mins(1);

const USER: &str = "user";

/// Returns the person's record, if somebody is signed in. A record of another shape, such as one of an older version,
/// is nobody's: its session ends, and signing in again helps.
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

/// Returns who is signed in in the session with this ID: asked of the store, so that the request's own session is not touched.
pub async fn user_in(store: &Store, id: Option<Id>) -> Result<Option<UserSession>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    let record = store.load(&id).await?;
    Ok(record.and_then(|mut record| serde_json::from_value(record.data.remove(USER)?).ok()))
}

/// The browser in which a journey ends.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The session whose cookie came along, whether or not there is such a session.
    pub brought: Option<Id>,
    /// Such as "Firefox on Android".
    pub browser: String,
}

/// A session that the browser has to hear of.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstablishedSession {
    pub id: Id,
    /// In seconds since 1970.
    pub ends_at: i64,
}

impl fmt::Debug for EstablishedSession {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EstablishedSession").field("ends_at", &self.ends_at).finish_non_exhaustive()
    }
}

/// Signs the person in: a new session under a new ID, and the end of the one that the browser brought along (ASVS 7.2.4) and of
/// the one that it takes the place of. If anything fails, the person is signed in as before.
///
/// The record goes into the store here and once. The request's own session would be written a second time with the answer,
/// when it is too late to say that it failed.
pub async fn establish(
    store: &Store,
    visitor: &Visitor,
    user: &UserSession,
    tokens: &TokenSet,
    replaces: Option<SessionKey>,
) -> Result<EstablishedSession, StoreError> {
    let user = serde_json::to_value(user).map_err(session::Error::from)?;
    let data = HashMap::from([(USER.to_owned(), user), (BROWSER.to_owned(), Value::from(visitor.browser.as_str()))]);
    let mut record = Record { id: Id::default(), data, expiry_date: ends_at(tokens) };
    store.create(&mut record).await?;
    let completed = complete(store, record.id, tokens, [replaces, visitor.brought.map(session_key)]).await;
    if let Err(error) = completed {
        // Signed in without tokens would be worse than not signed in, and so would be two sessions of which one is known.
        store.end_session(session_key(record.id)).await?;
        return Err(error);
    }
    Ok(EstablishedSession { id: record.id, ends_at: record.expiry_date.unix_timestamp() })
}

async fn complete(store: &Store, id: Id, tokens: &TokenSet, before: [Option<SessionKey>; 2]) -> Result<(), StoreError> {
    store.insert_tokens(id, tokens).await?;
    for ended in before.into_iter().flatten() {
        store.end_session(ended).await?;
    }
    Ok(())
}

/// A session that outlives its refresh token would be one without tokens.
fn ends_at(tokens: &TokenSet) -> OffsetDateTime {
    let at_the_latest = clock::now() + ABSOLUTE_LIFETIME;
    let with_tokens = tokens.refresh_token_ends_at.and_then(|end| OffsetDateTime::from_unix_timestamp(end).ok());
    with_tokens.map_or(at_the_latest, |end| end.min(at_the_latest))
}

/// Returns a number that nobody can guess: who has a lease, which writing of a record this is, what is left to chance.
pub fn random() -> i64 {
    Id::default().0.to_le_bytes().first_chunk().copied().map_or(0, i64::from_le_bytes)
}

/// Ends the session: its row and its tokens are gone when this returns.
pub async fn end(session: &Session) -> Result<(), StoreError> {
    session.flush().await.map_err(StoreError::from)
}
