//! A repeated authorization response: it waits for the first arrival and gets the same result.
//!
//! The two requests can reach different processes, so they meet in the store. The first request holds no lock there, only a
//! record that expires after [`ANSWERING_LIFETIME`](crate::server::session::ANSWERING_LIFETIME) even if the process crashes.

use std::time::Duration;

use super::{Auth, AuthError, CallbackResponse};
use crate::server::{
    oidc::AuthorizationResponse,
    session::{Outcome, ResponseLookup, SignInCookie, Visitor},
};

/// The interval at which the store is polled for the outcome of the first arrival.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// A response that arrived before, and the browser that brought it.
pub(super) struct SecondArrival<'a> {
    pub auth: &'a Auth,
    pub visitor: &'a Visitor,
    pub response: &'a AuthorizationResponse,
    pub cookie: &'a SignInCookie,
}

impl SecondArrival<'_> {
    /// Leads where the first arrival led, and to the same session. The session cookie is not set again if the browser has
    /// another live session by now.
    pub async fn complete(&self, known: Option<Outcome>) -> Result<CallbackResponse, AuthError> {
        let outcome = self.outcome(known).await?;
        let response = CallbackResponse::redirect_to(outcome.leads_to);
        let Some(session) = outcome.session else { return Ok(response) };
        let store = &self.auth.store;
        if !store.has_session(session.id).await? {
            return Err(AuthError::UnknownTransaction);
        }
        // Read from the store and not from the request's session, which would remove its cookie if it finds no record.
        let has_another = match self.visitor.brought.filter(|brought| *brought != session.id) {
            Some(brought) => store.has_session(brought).await.unwrap_or(false),
            None => false,
        };
        Ok(CallbackResponse { session: (!has_another).then_some(session), ..response })
    }

    /// Waits for the outcome of the first arrival.
    async fn outcome(&self, mut known: Option<Outcome>) -> Result<Outcome, AuthError> {
        let answer = self.response.fingerprint();
        loop {
            if let Some(outcome) = known {
                return Ok(outcome);
            }
            tokio::time::sleep(POLL_INTERVAL).await;
            known = match self.auth.store.outcome_of(&self.response.state, self.cookie, answer).await? {
                ResponseLookup::Repeated(outcome) => outcome,
                // The first arrival took too long, or its process crashed.
                ResponseLookup::First(_) | ResponseLookup::Unknown => return Err(AuthError::UnknownTransaction),
            };
        }
    }
}
