//! The check of a right. A missing permission is requested from the provider if the provider can grant it.

use openidconnect::{AccessToken, Scope};

use super::{Caller, Needs, NotGranted, NotSignedIn, Right, SignedIn, log_store_error};
use crate::server::{
    auth::{RefreshError, RefusedToken},
    clock,
    oidc::{ApiScopes, ClaimsRequest},
    security_event::SecurityEvent,
    session::{ApiToken, Challenge, Person, Reference, StepUp, StoreError, session_key},
};

/// The time after a sign-in in which a scope that it requested without success is not requested again.
const STEP_UP_REPEAT_AFTER_SECONDS: i64 = 10 * 60;

impl Caller {
    /// Returns the proof that the user is signed in and has a right.
    ///
    /// A missing scope is requested silently first, with the refresh token. Otherwise it is requested, like an authentication
    /// context, by the step-up to which the reference in the error leads. If the provider does not grant the scope even then,
    /// the error is [`NotGranted::ScopeMissing`]. No step-up grants an app role or changes the tenant.
    pub async fn signed_in_with<R: Right>(&self) -> Result<SignedIn<R>, NotGranted> {
        Ok(self.signed_in_and_meets(&R::needs()).await?.with_right())
    }

    /// As [`Self::signed_in_with`], for permissions that are known at run time only. The proof carries no right.
    pub async fn signed_in_and_meets(&self, needs: &Needs) -> Result<SignedIn, NotGranted> {
        let signed_in = self.signed_in().await?;
        let user = signed_in.user();
        let is_of = |tenant: &&str| user.tenant_id.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(tenant));
        if !needs.tenants.iter().all(is_of) {
            signed_in.log_missing_right("the user belongs to another tenant");
            return Err(NotGranted::OtherTenant);
        }
        if !needs.roles.iter().all(|role| user.membership.has_role(role)) {
            signed_in.log_missing_right("an app role is missing");
            return Err(NotGranted::RoleMissing);
        }
        let scopes = signed_in.needed_scopes(needs)?;
        // A step-up requests all authentication contexts of the right every time, because the session that follows has
        // met only the requested contexts.
        let contexts = ClaimsRequest::of_contexts(&needs.contexts);
        if !needs.contexts.iter().all(|context| user.contexts.iter().any(|met| met == context)) {
            return Err(signed_in.needs_step(&scopes, contexts).await);
        }
        let known = signed_in.services().auth.relying_party.scopes();
        for (needed, wanted) in known.by_resource(scopes.clone()).iter().zip(known.wanted(&scopes)) {
            match signed_in.api_token(&wanted, None).await {
                Ok(token) if token.grants(needed) => {}
                Ok(_) | Err(RefreshError::StepUp | RefreshError::Irreplaceable) => {
                    return Err(signed_in.needs_consent(needed.scopes(), &scopes, contexts).await);
                }
                Err(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "no access token for the permissions of a page"
                    );
                    return Err(NotGranted::Token(error));
                }
            }
        }
        Ok(signed_in)
    }
}

impl<R> SignedIn<R> {
    /// Returns an access token of the user for these scopes. If the sign-in has ended at the provider, the session
    /// ends, too. `refused` is a token that the downstream API rejected.
    ///
    /// This function spawns no task, because [`Auth::api_token`](crate::server::auth::Auth::api_token) runs the refresh
    /// in its own task.
    pub async fn access_token(
        &self,
        scopes: &ApiScopes,
        refused: Option<RefusedToken>,
    ) -> Result<AccessToken, RefreshError> {
        self.api_token(scopes, refused.as_ref()).await.map(|token| token.access_token)
    }

    pub(super) async fn api_token(
        &self,
        scopes: &ApiScopes,
        refused: Option<&RefusedToken>,
    ) -> Result<ApiToken, RefreshError> {
        let token = self.services().auth.api_token(self.session_id(), scopes, refused).await;
        if matches!(token, Err(RefreshError::Ended)) {
            // A session whose tokens can no longer be refreshed is useless, so it ends.
            self.end().await?;
        }
        token
    }

    /// Stores a claims challenge of the downstream API with the session's tokens, so that the next sign-in requests the
    /// claims.
    pub async fn remember(&self, challenge: Challenge) -> Result<(), RefreshError> {
        self.services().auth.remember(self.session_id(), challenge).await
    }

    /// Stores a pending step-up that requests these scopes and claims, and returns the reference for the link that
    /// starts it.
    pub async fn request_step_up(
        &self,
        scopes: &[Scope],
        claims: Option<ClaimsRequest>,
    ) -> Result<Reference, StoreError> {
        let step_up = StepUp {
            session: session_key(self.session_id()),
            person: Person::of(self.user()),
            scopes: scopes.to_vec(),
            claims,
            then: self.then().clone(),
        };
        self.services().auth.store.put_step_up(&step_up).await
    }

    /// Returns the pending step-up with this reference. `None` if another session or user requested it.
    pub async fn pending_step_up(&self, reference: &Reference) -> Result<Option<StepUp>, StoreError> {
        let found = self.services().auth.store.step_up(reference).await?;
        Ok(found.filter(|step_up| step_up.was_requested_by(Some(session_key(self.session_id())), self.user())))
    }

    /// Returns the scopes of a right, with those of the settings of its APIs by name.
    fn needed_scopes(&self, needs: &Needs) -> Result<Vec<Scope>, NotGranted> {
        let mut scopes = needs.scopes.clone();
        for name in &needs.apis {
            let api = self.services().apis.get(name).ok_or(NotGranted::ApiNotConfigured)?;
            scopes.extend(api.scopes.iter().cloned());
        }
        Ok(scopes)
    }

    fn log_missing_right(&self, reason: &str) {
        let store = &self.services().auth.store;
        let session = store.session_in_log(session_key(self.session_id()));
        let user = store.user_in_log(Person::of(self.user()));
        tracing::info!(event = SecurityEvent::RightMissing.name(), session, user, "{reason}");
    }

    /// Requests consent to the missing scopes by a step-up. If a recent step-up has requested them without success, the
    /// scopes are reported as missing, because another step-up would be a redirect loop. Exception: a claims challenge
    /// is stored, whose claims that step-up did not request.
    async fn needs_consent(&self, missing: &[Scope], scopes: &[Scope], claims: Option<ClaimsRequest>) -> NotGranted {
        let user = self.user();
        let is_recent = user.signed_in_at.saturating_add(STEP_UP_REPEAT_AFTER_SECONDS) > clock::unix_now();
        let was_requested = missing.iter().all(|scope| user.consent_requested.contains(scope));
        if is_recent && was_requested && matches!(self.claims_request().await, Ok(None)) {
            self.log_missing_right("the provider did not grant a scope");
            return NotGranted::ScopeMissing;
        }
        self.needs_step(scopes, claims).await
    }

    async fn needs_step(&self, scopes: &[Scope], claims: Option<ClaimsRequest>) -> NotGranted {
        match self.request_step_up(scopes, claims).await {
            Ok(reference) => NotGranted::StepUp(reference),
            Err(error) => {
                log_store_error(&error);
                NotGranted::NotSignedIn(NotSignedIn::Store(error))
            }
        }
    }
}
