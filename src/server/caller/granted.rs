//! Whether somebody has a right; what is missing is asked for where it can be given.

use std::sync::Arc;

use openidconnect::{AccessToken, CsrfToken, Scope};

use super::{Caller, NotSignedIn, Right, SignedIn, signed_in::NotGranted};
use crate::{
    error::AppError,
    model::Action,
    server::{
        auth::{self, RefreshError, RefusedToken},
        detached,
        oidc::{ApiScopes, ClaimsRequest},
        session::{Challenge, Person, StepUp, StoreError, session_key},
    },
};

impl Caller {
    /// Returns the proof that somebody is signed in and has a right.
    ///
    /// A missing scope is asked for silently first, with the refresh token; then, as an authentication context, by one
    /// more step at the provider, to which the reference in the error leads. No step at the provider brings an app role.
    pub async fn signed_in_with<R: Right>(&self) -> Result<SignedIn<R>, NotGranted> {
        let signed_in = self.signed_in().await?;
        let (needs, user) = (R::needs(), signed_in.user());
        if !needs.roles.iter().all(|role| user.membership.has_role(role)) {
            tracing::info!(event = "authz_fail", "an app role is missing");
            return Err(NotGranted::RoleMissing);
        }
        // Whatever is missing, the session after the step has met what that step asks for: all of them, every time.
        let contexts = ClaimsRequest::of_contexts(&needs.contexts);
        if !needs.contexts.iter().all(|context| user.contexts.iter().any(|met| met == context)) {
            return Err(signed_in.needs_step(&needs.scopes, contexts).await);
        }
        for scopes in signed_in.services().relying_party.scopes().wanted(&needs.scopes) {
            match signed_in.access_token(&scopes, None).await {
                Ok(_) => {}
                Err(RefreshError::StepUp | RefreshError::Irreplaceable) => {
                    return Err(signed_in.needs_step(&needs.scopes, contexts).await);
                }
                Err(error) => return Err(NotGranted::Token(error)),
            }
        }
        Ok(signed_in.with_right())
    }

    /// Takes out what this session has to do now that its person is back from the provider: nobody gets it a second time.
    pub async fn take_action(&self) -> Result<Option<Action>, StoreError> {
        match self.session().id() {
            Some(id) => self.services().store.take_action(id).await,
            None => Ok(None),
        }
    }
}

impl<R> SignedIn<R> {
    /// Returns an access token for these scopes. A sign-in that has ended at the provider ends here, too.
    pub async fn access_token(
        &self,
        scopes: &ApiScopes,
        refused: Option<RefusedToken>,
    ) -> Result<AccessToken, RefreshError> {
        let (services, id, scopes) = (Arc::clone(self.services()), self.session_id(), scopes.clone());
        let asked = detached(async move {
            auth::access_token(&services.relying_party, &services.store, id, &scopes, refused.as_ref()).await
        });
        let token = asked.await.unwrap_or(Err(RefreshError::Stopped));
        if matches!(token, Err(RefreshError::Ended)) {
            // Signed in without tokens helps nobody: the session goes with them.
            self.end().await?;
        }
        token
    }

    /// Remembers what the downstream API asks for: the next sign-in asks for it.
    pub async fn remember(&self, challenge: Challenge) -> Result<(), RefreshError> {
        let (services, id) = (Arc::clone(self.services()), self.session_id());
        let noted =
            detached(async move { auth::remember(&services.relying_party, &services.store, id, challenge).await });
        noted.await.unwrap_or(Err(RefreshError::Stopped))
    }

    /// Keeps what a step at the provider is for, and returns the reference that the way there takes along.
    pub async fn ask_for(&self, scopes: &[Scope], claims: Option<ClaimsRequest>) -> Result<CsrfToken, StoreError> {
        let step_up = StepUp {
            session: session_key(self.session_id()),
            person: Person::of(self.user()),
            scopes: scopes.to_vec(),
            claims,
            then: self.then().clone(),
        };
        self.services().store.put_step_up(&step_up).await
    }

    /// Returns what a step at the provider is for, if this session asked for it.
    pub async fn asked_for(&self, reference: &CsrfToken) -> Result<Option<StepUp>, StoreError> {
        let found = self.services().store.step_up(reference).await?;
        Ok(found.filter(|step_up| step_up.was_asked_by(Some(session_key(self.session_id())), self.user())))
    }

    async fn needs_step(&self, scopes: &[Scope], claims: Option<ClaimsRequest>) -> NotGranted {
        match self.ask_for(scopes, claims).await {
            Ok(reference) => NotGranted::StepUp(reference),
            Err(error) => NotGranted::NotSignedIn(NotSignedIn::Store(error)),
        }
    }
}

impl From<NotGranted> for AppError {
    fn from(error: NotGranted) -> Self {
        match error {
            NotGranted::NotSignedIn(error) => error.into(),
            NotGranted::RoleMissing => Self::RoleMissing,
            NotGranted::StepUp(reference) => Self::step_up(reference.into_secret()),
            NotGranted::Token(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "there is no access token for a right");
                match error {
                    RefreshError::Ended => Self::SessionEnded,
                    RefreshError::Busy => Self::Busy,
                    RefreshError::Provider(_) => Self::ProviderUnavailable,
                    RefreshError::Store(_) => Self::StoreUnavailable,
                    RefreshError::StepUp | RefreshError::Irreplaceable => Self::ApiUnauthorized,
                    RefreshError::Stopped => Self::Unexpected,
                }
            }
        }
    }
}
