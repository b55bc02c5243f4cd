//! A step-up: a sign-in that requests more than usual, and leads back to the page or action that needed it.

use openidconnect::Scope;
use tower_sessions::session::Id;

use super::Auth;
use crate::{
    paths,
    server::{
        oidc::{ClaimsRequest, ProofRequest},
        session::{AfterStepUp, Reference, SessionKey, StoreError, UserSession},
    },
};

/// The part of an authorization request that goes beyond the request of every sign-in.
#[derive(Default)]
pub struct ExtraRequest {
    pub scopes: Vec<Scope>,
    /// The claims that the provider or the downstream API requires (a claims challenge).
    pub claims: Option<ClaimsRequest>,
    /// The proof of authentication that a right needs.
    pub proof: ProofRequest,
    /// Identifies the pending step-up ([`StepUp`](crate::server::session::StepUp)) in the store.
    pub reference: Option<Reference>,
    /// Whether this request repeats a sign-in with the claims that the token endpoint required instead of issuing
    /// tokens.
    pub answers_challenge: bool,
}

/// A sign-in that has succeeded, and the step-up for which it may have been started.
pub(super) struct FinishedStepUp<'a> {
    pub reference: Option<&'a Reference>,
    /// The session that requested the step-up.
    pub requested_by: Option<SessionKey>,
    /// The session that the sign-in established.
    pub session: Option<Id>,
    pub user: &'a UserSession,
}

impl Auth {
    /// Returns the path to which the browser goes after a finished step-up. `None` if the sign-in was no step-up, or if
    /// another session or user requested it.
    ///
    /// The sign-in has succeeded, so a failure here is only logged.
    pub(super) async fn path_after(&self, finished: FinishedStepUp<'_>) -> Option<String> {
        self.settle(finished).await.unwrap_or_else(|error| {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the user's request before a step-up could not be read and is not continued"
            );
            None
        })
    }

    /// Takes the step-up out of the store. Its pending action moves to a record that is bound to the new session.
    async fn settle(&self, finished: FinishedStepUp<'_>) -> Result<Option<String>, StoreError> {
        let Some(reference) = finished.reference else { return Ok(None) };
        let step_up = self.store.take_step_up(reference).await?;
        let step_up = step_up.filter(|step_up| step_up.was_requested_by(finished.requested_by, finished.user));
        match step_up.map(|step_up| step_up.then) {
            Some(AfterStepUp::Show(path)) => Ok(Some(path)),
            Some(AfterStepUp::Do(action)) => {
                self.store.put_action(finished.session.ok_or(StoreError::Gone)?, action).await?;
                Ok(Some(paths::CONTINUE.to_owned()))
            }
            None => Ok(None),
        }
    }
}
