//! The records of sign-ins under way and of people signed in, their cookies, and the store.
//!
//! A cookie carries an ID and nothing else. Tokens stand in a table of their own that dies with the session's row,
//! so that nobody is ever signed in without tokens or the other way round.

mod cookies;
mod device_flow;
pub mod keys;
mod outcome;
mod sign_in_transaction;
mod step_up;
pub mod store;
mod tries;
mod user_session;

pub use cookies::{CookieNames, RequestCookies, SignInCookie};
pub use device_flow::{DeviceFlow, DeviceFlowState};
pub use keys::KeyRing;
pub use outcome::{Arrival, Outcome, SealedSession};
pub use sign_in_transaction::{Journey, SignInTransaction};
pub use step_up::{StepUp, Then};
pub use store::{Person, Store, StoreError, TokenVersion, session_key};
pub use tries::Tries;
pub use user_session::{ApiToken, Challenge, TokenSet, UserSession};

use std::time::Duration;

use time::OffsetDateTime;
use tower_sessions::{Expiry, Session};

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

/// Signs the person in: a new session under a new ID, whatever the browser brought along (ASVS 7.2.4).
pub async fn establish(
    session: &Session,
    store: &Store,
    user: &UserSession,
    tokens: &TokenSet,
) -> Result<(), StoreError> {
    session.clear().await;
    session.cycle_id().await?;
    session.set_expiry(Some(Expiry::AtDateTime(ends_at(tokens))));
    session.insert(USER, user).await?;
    session.save().await?;
    let id = session.id().ok_or(StoreError::Gone)?;
    let inserted = store.insert_tokens(id, tokens).await;
    if inserted.is_err() {
        // Signed in without tokens would be worse than not signed in.
        end(session).await?;
    }
    inserted
}

/// A session that outlives its refresh token would be one without tokens.
fn ends_at(tokens: &TokenSet) -> OffsetDateTime {
    let at_the_latest = clock::now() + ABSOLUTE_LIFETIME;
    let with_tokens = tokens.refresh_token_ends_at.and_then(|end| OffsetDateTime::from_unix_timestamp(end).ok());
    with_tokens.map_or(at_the_latest, |end| end.min(at_the_latest))
}

/// Ends the session: its row and its tokens are gone when this returns.
pub async fn end(session: &Session) -> Result<(), StoreError> {
    session.flush().await.map_err(StoreError::from)
}
