//! The same authorization response once more: it waits for the first and ends up where that one did.
//!
//! The two may be in different processes, so they meet in the store. The first leaves no lock there, only a record that
//! is gone after [`ANSWERING_LIFETIME`](crate::server::session::ANSWERING_LIFETIME), whatever becomes of it.

use std::time::Duration;

use openidconnect::CsrfToken;

use super::AuthError;
use crate::server::session::{Outcome, ResponseLookup, SignInCookie, Store};

const ASK_EVERY: Duration = Duration::from_millis(50);

/// Returns the outcome of the first arrival, as soon as there is one.
pub async fn outcome(
    store: &Store,
    state: &CsrfToken,
    cookie: &SignInCookie,
    answer: [u8; 32],
    mut known: Option<Outcome>,
) -> Result<Outcome, AuthError> {
    loop {
        if let Some(outcome) = known {
            return Ok(outcome);
        }
        tokio::time::sleep(ASK_EVERY).await;
        known = match store.outcome_of(state, cookie, answer).await? {
            ResponseLookup::Repeated(outcome) => outcome,
            // The first took too long, or its process is gone.
            ResponseLookup::First(_) | ResponseLookup::Unknown => return Err(AuthError::UnknownTransaction),
        };
    }
}
