//! Step 3: a fresh access token for a page or an API call, with one refresh at a time.

use std::{sync::Arc, time::Duration};

use tokio::time::timeout;
use tower_sessions::session::Id;

use super::{Auth, RefreshError, RefusedToken, lease::LeaseOutcome, refresh::TokenRefresh, usable_token};
use crate::server::{
    detached,
    metrics::labels::RefreshOutcome,
    oidc::ApiScopes,
    security_event::SecurityEvent,
    session::{ApiToken, Challenge, TokenSet, session_key},
};

/// Upper bound of the wait for a new access token while the old access token is still valid.
const SHORT_WAIT: Duration = Duration::from_secs(2);

impl Auth {
    /// Returns an access token for these scopes that is not about to expire, with the scopes that the provider granted,
    /// which can be fewer. The requested scopes need not be configured (`SCOPE`). If the user has not consented to
    /// them, the error is [`RefreshError::StepUp`], and a sign-in must name them.
    ///
    /// `refused` is a token that the downstream API rejected. It is never returned, even if it has not expired.
    ///
    /// If the refresh times out, the caller gets the old token if it is still valid. A failed refresh is not repeated
    /// for 30 s while the old token is valid.
    pub async fn api_token(
        self: &Arc<Self>,
        id: Id,
        scopes: &ApiScopes,
        refused: Option<&RefusedToken>,
    ) -> Result<ApiToken, RefreshError> {
        let (tokens, _) = self.store.tokens(id).await?.ok_or(RefreshError::Ended)?;
        if let Some(token) = usable_token::fresh(&tokens, scopes, refused) {
            return Ok(token);
        }
        let old = usable_token::not_expired(&tokens, scopes, refused);
        if let Some(old) = old.as_ref().filter(|_| self.refresh_backoff.is_active(id, scopes)) {
            return Ok(old.clone());
        }
        let request =
            AccessTokenRequest { auth: Arc::clone(self), id, scopes: scopes.clone(), refused: refused.cloned() };
        let result = if tokens.refresh_token.is_some() {
            request.refreshed(old.is_some()).await
        } else {
            request.without_refresh_token(&tokens, old.clone()).await
        };
        match (result, old) {
            (Err(error @ (RefreshError::Provider(_) | RefreshError::StepUp | RefreshError::Busy)), Some(old)) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the access token could not be refreshed; the old access token is used until it expires"
                );
                Ok(old)
            }
            (result, _) => result,
        }
    }
}

/// The request of a caller for an access token: the session, the scopes, and the token that the downstream API
/// rejected.
#[derive(Clone)]
struct AccessTokenRequest {
    auth: Arc<Auth>,
    id: Id,
    scopes: ApiScopes,
    refused: Option<RefusedToken>,
}

impl AccessTokenRequest {
    /// Requests a new access token, and waits for it: at most `SHORT_WAIT` if the old token is still valid.
    ///
    /// The refresh runs in its own task, because it must outlive both the timeout here and a closed connection of the
    /// browser: otherwise a refresh token that the provider has rotated would be lost. The store reads before the
    /// refresh need no task.
    async fn refreshed(&self, has_old_token: bool) -> Result<ApiToken, RefreshError> {
        let wait_for_lease = if has_old_token { SHORT_WAIT } else { self.auth.longest_wait() };
        let in_all =
            if has_old_token { SHORT_WAIT } else { wait_for_lease + self.auth.relying_party.request_timeout() };
        let request = self.clone();
        let refreshed = detached(async move {
            let refreshed = request.refresh(wait_for_lease).await;
            match &refreshed {
                Err(RefreshError::Provider(_) | RefreshError::Busy) => request.back_off(),
                Err(RefreshError::Ended) => request.end_session().await,
                _ => {}
            }
            refreshed
        });
        if let Ok(refreshed) = timeout(in_all, refreshed).await {
            return refreshed.unwrap_or(Err(RefreshError::Stopped));
        }
        self.back_off();
        Err(RefreshError::Busy)
    }

    async fn refresh(&self, wait: Duration) -> Result<ApiToken, RefreshError> {
        let Self { auth, id, scopes, refused } = self;
        let (id, refused) = (*id, refused.as_ref());
        // The provider's metadata is fetched before the lease on the tokens is taken, because the lease lasts only as
        // long as one request to the provider.
        let provider = auth.relying_party.snapshot().await.map_err(RefreshError::Provider);
        let provider = provider.inspect_err(|error| auth.relying_party.metrics().token_refresh(error.outcome()))?;
        let done = |tokens: &TokenSet| usable_token::fresh(tokens, scopes, refused);
        match auth.lease(id, wait, done).await? {
            LeaseOutcome::NotNeeded(token) => Ok(token),
            LeaseOutcome::TimedOut => Err(RefreshError::Busy),
            LeaseOutcome::Acquired { lease, tokens, version } => {
                let refresh = TokenRefresh { auth, provider: &provider, id, scopes, refused };
                let refreshed = refresh.run(*tokens, version).await;
                lease.release().await;
                let outcome = refreshed.as_ref().map_or_else(RefreshError::outcome, |_| RefreshOutcome::Success);
                auth.relying_party.metrics().token_refresh(outcome);
                refreshed
            }
        }
    }

    fn back_off(&self) {
        self.auth.refresh_backoff.start(self.id, &self.scopes);
    }

    /// Ends the session of a sign-in that the provider has ended, even if the caller has timed out.
    async fn end_session(&self) {
        let (store, key) = (&self.auth.store, session_key(self.id));
        let session = store.session_in_log(key);
        match store.end_keys_at_provider(&[key]).await {
            // Another request or a sign-out has ended the session already.
            Ok(0) => {}
            Ok(_) => tracing::info!(
                event = SecurityEvent::SessionEnded.name(),
                reason = "revoked",
                session,
                "a session was ended, because its sign-in at the provider can no longer be used"
            ),
            Err(error) => tracing::warn!(
                session,
                error = &error as &dyn std::error::Error,
                "a session whose sign-in has ended could not be deleted from the session store"
            ),
        }
    }

    /// Returns the access token of a session without a refresh token, which some providers do not issue. The access
    /// token is used until it expires, and the sign-in ends with it.
    async fn without_refresh_token(&self, tokens: &TokenSet, old: Option<ApiToken>) -> Result<ApiToken, RefreshError> {
        match (&self.refused, old) {
            (Some(RefusedToken { claims: None, .. }), _) => Err(RefreshError::Irreplaceable),
            (Some(RefusedToken { claims: Some(claims), .. }), _) => {
                let challenge = Challenge { scopes: self.scopes.clone(), claims: claims.clone() };
                self.auth.remember(self.id, challenge).await?;
                Err(RefreshError::StepUp)
            }
            (None, Some(old)) => Ok(old),
            (None, None) if tokens.access_token(&self.scopes).is_some() => {
                self.end_session().await;
                Err(RefreshError::Ended)
            }
            // Every sign-in requests these scopes already: another sign-in would not help.
            (None, None) if self.auth.relying_party.scopes().include(&self.scopes) => Err(RefreshError::Irreplaceable),
            (None, None) => Err(RefreshError::StepUp),
        }
    }
}
