//! One more step at the provider that a signed-in person has to take: what it asks for, and what is done afterwards.

use std::time::Duration;

use openidconnect::Scope;
use serde::{Deserialize, Serialize};

use super::{Person, SessionKey, TRANSACTION_LIFETIME, UserSession};
use crate::{model::Action, server::oidc::ClaimsRequest};

/// What a step at the provider is for. It waits on the server; the browser knows a reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepUp {
    /// The session that requested the step-up.
    pub session: SessionKey,
    pub person: Person,
    /// Scopes that the person has to consent to, besides those of every sign-in.
    pub scopes: Vec<Scope>,
    pub claims: Option<ClaimsRequest>,
    pub then: Then,
}

/// What comes after a step at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Then {
    /// This page is shown: a path of this app.
    Show(String),
    /// What the person asked for is done, and its answer shown.
    Do(Action),
}

impl StepUp {
    /// It is asked for with a click, and lasts as long as two sign-ins: people read first what they are asked.
    pub const LIFETIME: Duration = TRANSACTION_LIFETIME.saturating_mul(2);

    /// Says whether this is who asked, now that they are back from the session that asked.
    ///
    /// Another session or another person gets nothing done in their name: the account can be changed at the provider.
    pub fn was_asked_by(&self, session: Option<SessionKey>, user: &UserSession) -> bool {
        session == Some(self.session) && self.person == Person::of(user)
    }
}
