//! The ID token of a refresh: it must be about the same user, and its roles and groups replace the session's.

use std::sync::Arc;

use super::{RefreshError, RelyingParty, refresh::TokenRefresh};
use crate::server::{
    clock,
    oidc::{
        self, ProviderSnapshot, RawIdToken, RefreshedIdTokenError, RefreshedIdTokenRules, TokenResponse, TokenSender,
        VerifiedIdToken,
    },
    security_event::SecurityEvent,
    session::{self, TokenSet},
};

impl TokenRefresh<'_> {
    /// Verifies the ID token of a refresh response, and returns it. `None` if the response has none.
    ///
    /// An ID token that is invalid, or that is about another user, ends the session: the response may belong to another
    /// sign-in.
    pub(super) async fn verified_id_token(
        &self,
        response: &TokenResponse,
        before: &TokenSet,
    ) -> Result<Option<VerifiedIdToken>, RefreshError> {
        let Some(raw) = &response.id_token else { return Ok(None) };
        let relying_party = &self.auth.relying_party;
        match relying_party.verify_refreshed(raw, response, &before.id_token, self.provider).await {
            Ok(token) => Ok(Some(token)),
            Err(error) => {
                let (error, session) = (&error as &dyn std::error::Error, self.in_log());
                let event = SecurityEvent::TokenInvalid.name();
                tracing::warn!(event, session, error, "the ID token of a refresh is invalid, so its session ends");
                Err(RefreshError::Ended)
            }
        }
    }

    /// Replaces the roles and groups of the session's user, so that a role that was taken away disappears.
    ///
    /// The authentication contexts of the session stay as they are, because a refresh proves no authentication of the
    /// user. A failure of the store is only logged, because the new tokens are stored already. The next refresh repeats
    /// the update.
    pub(super) async fn update_membership(&self, token: &VerifiedIdToken) {
        if let Err(error) = session::update_membership(&self.auth.store, self.id, &token.membership).await {
            let error = &error as &dyn std::error::Error;
            tracing::error!(
                error,
                "the roles and groups of a session could not be updated; the app retries at the next refresh"
            );
        }
    }
}

impl RelyingParty {
    /// Verifies the ID token of a refresh as [`Self::verify`] verifies that of a sign-in. `before` is the ID token of
    /// the session.
    async fn verify_refreshed(
        &self,
        raw: &RawIdToken,
        response: &TokenResponse,
        before: &RawIdToken,
        provider: &Arc<ProviderSnapshot>,
    ) -> Result<VerifiedIdToken, RefreshedIdTokenError> {
        let rules = |provider| RefreshedIdTokenRules {
            provider,
            client_id: self.client_id(),
            before,
            access_token: response.access_token.as_ref(),
            now: clock::now(),
        };
        match oidc::verify_refreshed(raw, &rules(provider)) {
            Err(error) if error.is_unknown_key() => match self.newer_snapshot(provider, TokenSender::Provider).await {
                Ok(Some(newer)) => oidc::verify_refreshed(raw, &rules(&newer)),
                Ok(None) | Err(_) => Err(error),
            },
            verified => verified,
        }
    }
}
