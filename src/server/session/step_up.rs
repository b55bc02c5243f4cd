//! A pending step-up of a signed-in user: what it requests from the provider, and what follows.

use std::time::Duration;

use openidconnect::Scope;
use serde::{Deserialize, Serialize};

use super::{Action, Person, SessionKey, TRANSACTION_LIFETIME, UserSession};
use crate::server::oidc::{ClaimsRequest, ProofRequest};

/// A pending step-up. It is stored on the server, and the browser has only its reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepUp {
    /// The session that requested the step-up.
    pub session: SessionKey,
    pub person: Person,
    /// Scopes that the user must consent to, in addition to the scopes of every sign-in.
    pub scopes: Vec<Scope>,
    pub claims: Option<ClaimsRequest>,
    #[serde(default, skip_serializing_if = "ProofRequest::is_empty")]
    pub proof: ProofRequest,
    pub then: AfterStepUp,
}

/// The page to show or the action to run after a step-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AfterStepUp {
    /// Shows a page: a path of this app.
    Show(String),
    /// Runs the action that the user requested, and shows its result.
    Do(Action),
}

impl StepUp {
    /// The lifetime of a pending step-up: that of two sign-ins, because users read the consent page first.
    pub const LIFETIME: Duration = TRANSACTION_LIFETIME.saturating_mul(2);

    /// Whether this user requested the step-up, in this session.
    ///
    /// The user can switch the account at the provider, so another user or session must not run the action.
    pub fn was_requested_by(&self, session: Option<SessionKey>, user: &UserSession) -> bool {
        session == Some(self.session) && self.person == Person::of(user)
    }
}
