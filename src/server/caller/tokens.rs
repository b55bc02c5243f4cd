//! The tokens of a signed-in user, and the steps at the provider that can give more.

use openidconnect::{AccessToken, Scope};

use super::SignedIn;
use crate::server::{
    auth::{RefreshError, RefusedToken},
    oidc::{ApiScopes, ClaimsRequest, ProofRequest},
    session::{ApiToken, Challenge, Person, Reference, StepUp, StoreError, session_key},
};

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

    pub(in crate::server) async fn api_token(
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
        self.put_step_up(scopes, claims, ProofRequest::default()).await
    }

    /// As [`Self::request_step_up`], with the proof of authentication that a right needs.
    pub(in crate::server) async fn request_proof(
        &self,
        scopes: &[Scope],
        proof: ProofRequest,
    ) -> Result<Reference, StoreError> {
        self.put_step_up(scopes, proof.claims(), proof).await
    }

    async fn put_step_up(
        &self,
        scopes: &[Scope],
        claims: Option<ClaimsRequest>,
        proof: ProofRequest,
    ) -> Result<Reference, StoreError> {
        let step_up = StepUp {
            session: session_key(self.session_id()),
            person: Person::of(self.user()),
            scopes: scopes.to_vec(),
            claims,
            proof,
            then: self.then().clone(),
        };
        self.services().auth.store.put_step_up(&step_up).await
    }

    /// Returns the pending step-up with this reference. `None` if another session or user requested it.
    pub async fn pending_step_up(&self, reference: &Reference) -> Result<Option<StepUp>, StoreError> {
        let found = self.services().auth.store.step_up(reference).await?;
        Ok(found.filter(|step_up| step_up.was_requested_by(Some(session_key(self.session_id())), self.user())))
    }
}
