//! A repeated authorization response: it waits for the first arrival and gets the same result.
//!
//! The two requests with the response can reach different processes, so they meet in the store. The first request holds
//! no lock there, only a record that expires after [`HANDLING_LIFETIME`](crate::server::session::HANDLING_LIFETIME)
//! even if its process crashes.

use std::time::Duration;

use tower_sessions::session::Id;

use super::{Auth, AuthError, CallbackResponse};
use crate::server::{
    oidc::AuthorizationResponse,
    session::{Outcome, ResponseLookup, SignInCookie, Visitor},
};

/// The interval at which the store is polled for the outcome of the first request.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// An authorization response that arrived before, and the browser that brought it.
pub(super) struct RepeatedResponse<'a> {
    pub auth: &'a Auth,
    pub visitor: &'a Visitor,
    pub response: &'a AuthorizationResponse,
    pub cookie: &'a SignInCookie,
}

impl RepeatedResponse<'_> {
    /// Returns the redirect and the session of the first arrival. The session cookie is not set again if the browser
    /// has another live session by now, unless the sign-in has parked that session.
    pub async fn complete(&self, known: Option<Outcome>) -> Result<CallbackResponse, AuthError> {
        let outcome = self.outcome(known).await?;
        let response = CallbackResponse { parked: outcome.parked, ..CallbackResponse::redirect_to(outcome.leads_to) };
        let Some(session) = outcome.session else { return Ok(response) };
        let store = &self.auth.store;
        if !store.has_session(session.id).await? {
            return Err(AuthError::UnknownTransaction);
        }
        // The browser's other session is looked up in the store and not through the request's `Session`, which would
        // remove its cookie if it finds no record.
        let is_older = |id: &Id| *id == session.id || response.parked.ids().contains(id);
        let has_another = match self.visitor.brought.filter(|brought| !is_older(brought)) {
            Some(brought) => store.has_session(brought).await.unwrap_or(false),
            None => false,
        };
        Ok(CallbackResponse { session: (!has_another).then_some(session), ..response })
    }

    /// Waits until the first request with this authorization response has its outcome.
    async fn outcome(&self, mut known: Option<Outcome>) -> Result<Outcome, AuthError> {
        let answer = self.response.fingerprint();
        loop {
            if let Some(outcome) = known {
                return Ok(outcome);
            }
            tokio::time::sleep(POLL_INTERVAL).await;
            known = match self.auth.store.outcome_of(&self.response.state, self.cookie, answer).await? {
                ResponseLookup::Repeated(outcome) => outcome,
                // The first request took too long, or its process crashed, so that its record has expired.
                ResponseLookup::First(_) | ResponseLookup::Unknown => return Err(AuthError::UnknownTransaction),
            };
        }
    }
}
