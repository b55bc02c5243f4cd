//! A sign-out at the provider, reported by a hidden frame of its page (OpenID Connect Front-Channel Logout 1.0).
//!
//! The frame belongs to another site, so it sends no cookie. The session is found by `sid` alone, which cannot be guessed.
//! Entra ID often omits `iss`.

use std::sync::Arc;

use super::{Auth, AuthError};
use crate::server::{
    detached,
    security_event::SecurityEvent,
    session::{ListedSession, StoreError},
};

impl Auth {
    /// Ends the sessions that belong to a session at the provider, with their tokens, and returns their number. `None` if
    /// the task panicked.
    ///
    /// If `iss` is present, it must be an issuer of this app's ID tokens. With a multi-tenant authority the issuer is not
    /// compared further: an attacker could simply omit `iss`.
    ///
    /// It runs in its own task, because the provider's page may close its frames before they get a response.
    pub async fn end_front_channel(
        self: &Arc<Self>,
        provider_session: String,
        issuer: Option<String>,
    ) -> Option<Result<usize, AuthError>> {
        let auth = Arc::clone(self);
        detached(async move { auth.end_at_provider(&provider_session, issuer.as_deref()).await }).await
    }

    async fn end_at_provider(&self, provider_session: &str, issuer: Option<&str>) -> Result<usize, AuthError> {
        let relying_party = &self.relying_party;
        if let Some(issuer) = issuer
            && !relying_party.snapshot().await?.issuer_policy.accepts_issuer(issuer)
        {
            return Ok(0);
        }
        let found = self.store.sessions_at_provider(relying_party.name(), provider_session).await?;
        Ok(self.end_announced(&found, "front-channel logout").await?)
    }

    /// Ends sessions whose sign-out the provider has announced in this way. Returns how many existed.
    pub(super) async fn end_announced(&self, found: &[ListedSession], announcement: &str) -> Result<usize, StoreError> {
        let ended = self.store.end_at_provider(found).await?;
        if ended > 0 {
            let sessions = self.store.sessions_in_log(found.iter().map(|session| session.key));
            let (event, reason) = (SecurityEvent::SessionEnded.name(), "logout");
            tracing::info!(event, reason, ended, sessions, "sessions were ended by a {announcement} of the provider");
        }
        Ok(ended)
    }
}
