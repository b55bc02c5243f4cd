//! One refresh of a session's tokens (RFC 6749 §6), by the holder of the lease on them.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use openidconnect::RefreshToken;
use tokio::time::sleep;
use tower_sessions::session::Id;

use super::{Auth, RefreshError, RefusedToken, token_set, usable_token};
use crate::server::{
    clock,
    oidc::{
        ApiScopes, ClaimsRequest, ErrorResponse, ProviderSnapshot, TokenEndpointError, TokenRequestParameters,
        TokenResponse,
    },
    security_event::SecurityEvent,
    session::{ApiToken, Challenge, TokenSet, TokenVersion, session_key},
};

/// The time for which a failing store is retried, because a rotated refresh token that is not stored is lost.
const RETRY_FOR: Duration = Duration::from_mins(1);
/// The pause after the first failed attempt to store the new tokens. It doubles each time.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
/// Upper bound of the pause between two attempts to store the tokens. Keep it below the sum of [`PAUSES`], the time
/// another process waits for the new token.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// The pauses between the reads of the store that check whether another process has used the refresh token.
const PAUSES: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(100), Duration::from_millis(400), Duration::from_secs(1)];

/// One refresh of the tokens of a session.
pub struct TokenRefresh<'a> {
    pub auth: &'a Auth,
    pub provider: &'a Arc<ProviderSnapshot>,
    pub id: Id,
    pub scopes: &'a ApiScopes,
    pub refused: Option<&'a RefusedToken>,
}

/// A successful token response, with the refresh token and the scopes of its request.
struct Granted<'a> {
    response: TokenResponse,
    used: &'a RefreshToken,
    scopes: &'a ApiScopes,
}

impl TokenRefresh<'_> {
    /// Sends the refresh request, stores the new tokens, and returns the access token.
    pub async fn run(&self, tokens: TokenSet, version: TokenVersion) -> Result<ApiToken, RefreshError> {
        let has_expired = tokens.refresh_token_ends_at.is_some_and(|end| end <= clock::unix_now());
        let Some(refresh_token) = tokens.refresh_token.clone().filter(|_| !has_expired) else {
            return Err(RefreshError::Ended);
        };
        // The stored access token may cover more scopes than this caller requests. Another page needs those scopes, so
        // they are requested again.
        let scopes = tokens.access_token(self.scopes).map_or(self.scopes, |token| &token.scopes).clone();
        match self.request(&refresh_token, &scopes).await {
            Ok(response) => {
                let id_token = self.verified_id_token(&response, &tokens).await?;
                let granted = Granted { response, used: &refresh_token, scopes: &scopes };
                let kept = self.keep(granted, tokens, version).await?;
                if let Some(id_token) = id_token {
                    self.update_membership(&id_token).await;
                }
                Ok(kept)
            }
            Err(TokenEndpointError::Refused(error)) if self.requires_step_up(&error, &scopes) => {
                let session = self.in_log();
                tracing::info!(session, error = %error.error, number = error.number, "the user must sign in at the provider again before the access token can be refreshed");
                self.keep_rejection(error.claims, scopes, tokens, version).await?;
                Err(RefreshError::StepUp)
            }
            Err(TokenEndpointError::Refused(error)) if error.error == "invalid_grant" => {
                let result = self.of_another_process(&refresh_token).await;
                if matches!(result, Err(RefreshError::Ended)) {
                    let (session, number) = (self.in_log(), error.number);
                    let event = SecurityEvent::TokenRevoked.name();
                    tracing::info!(event, session, error = %error.error, number, "the provider rejected the refresh token of a session");
                }
                result
            }
            Err(error) => Err(RefreshError::Provider(error.into())),
        }
    }

    /// Returns the reference of the session in the log.
    pub(super) fn in_log(&self) -> String {
        self.auth.store.session_in_log(session_key(self.id))
    }

    async fn request(
        &self,
        refresh_token: &RefreshToken,
        scopes: &ApiScopes,
    ) -> Result<TokenResponse, TokenEndpointError> {
        let relying_party = &self.auth.relying_party;
        let known = relying_party.scopes();
        let claims = known.claims(self.refused.and_then(|refused| refused.claims.as_ref()));
        let named = known.at_token_endpoint(&self.provider.metadata, scopes);
        let parameters = TokenRequestParameters { claims, ..TokenRequestParameters::scopes(&named) };
        relying_party.token_endpoint(self.provider).refresh(refresh_token, &parameters).await
    }

    /// Whether the provider's error requires a step-up. `invalid_scope` does so only for scopes that are not
    /// configured, because RFC 6749 §6 allows no scope in a refresh that the sign-in was not granted.
    fn requires_step_up(&self, error: &ErrorResponse, scopes: &ApiScopes) -> bool {
        let is_configured = self.auth.relying_party.scopes().include(scopes);
        error.requires_interaction() || (error.error == "invalid_scope" && !is_configured)
    }

    /// Stores the claims that the provider requires for these scopes. Without claims the user may have revoked a consent. The expired
    /// access token for these scopes is then dropped, so that a refresh for fewer scopes does not request them again.
    async fn keep_rejection(
        &self,
        claims: Option<ClaimsRequest>,
        scopes: ApiScopes,
        mut tokens: TokenSet,
        version: TokenVersion,
    ) -> Result<(), RefreshError> {
        if let Some(claims) = claims {
            tokens.challenge = Some(Challenge { scopes, claims });
        } else {
            let (now, before) = (clock::unix_now(), tokens.access_tokens.len());
            tokens.access_tokens.retain(|token| token.scopes != scopes || token.expires_at > now);
            if tokens.access_tokens.len() == before {
                return Ok(());
            }
        }
        self.auth.store.replace_tokens(self.id, version, &tokens).await?;
        Ok(())
    }

    /// Waits for the access token of another process. A rejected refresh token may have been used by another process
    /// whose lease had expired. The new tokens of that process are in the store, or will be in a moment.
    async fn of_another_process(&self, used: &RefreshToken) -> Result<ApiToken, RefreshError> {
        let mut last = RefreshError::Ended;
        for pause in PAUSES {
            sleep(pause).await;
            match self.auth.store.tokens(self.id).await {
                Ok(None) => return Err(RefreshError::Ended),
                Ok(Some((newest, _))) if has_other(&newest, used) => return self.fresh_of(&newest),
                Ok(Some(_)) => last = RefreshError::Ended,
                Err(error) => last = error.into(),
            }
        }
        Err(last)
    }

    /// Stores the new tokens, and retries for up to [`RETRY_FOR`]. The caller may have timed out.
    async fn keep(
        &self,
        granted: Granted<'_>,
        mut tokens: TokenSet,
        mut version: TokenVersion,
    ) -> Result<ApiToken, RefreshError> {
        let Granted { response, used, scopes } = granted;
        // A successful token response without an access token is an error of the provider. The session and a new
        // refresh token are kept.
        let missing = || RefreshError::Provider(TokenEndpointError::NotUnderstood(200).into());
        let new_token = token_set::api_token(&response, scopes, clock::unix_now()).ok_or_else(missing);
        let (started, mut pause) = (Instant::now(), FIRST_PAUSE);
        loop {
            let refreshed = token_set::of_refresh(&response, &tokens, scopes);
            let failure = match self.auth.store.replace_tokens(self.id, version, &refreshed).await {
                Ok(true) => {
                    let (event, session) = (SecurityEvent::TokenRefreshed.name(), self.in_log());
                    tracing::debug!(event, session, "an access token was refreshed");
                    return new_token;
                }
                // The compare-and-swap failed: the session ended, another process was faster, a challenge was added, or this
                // write succeeded and its reply was lost.
                Ok(false) => match self.auth.store.tokens(self.id).await {
                    Ok(None) => return Err(RefreshError::Ended),
                    Ok(Some((newest, _))) if has_other(&newest, used) => {
                        let are_these = response.refresh_token.as_ref().is_some_and(|ours| !has_other(&newest, ours));
                        return if are_these { new_token } else { self.fresh_of(&newest) };
                    }
                    Ok(Some(newest)) => {
                        (tokens, version) = newest;
                        RefreshError::Busy
                    }
                    Err(error) => error.into(),
                },
                Err(error) => error.into(),
            };
            if started.elapsed() > RETRY_FOR {
                tracing::error!(error = &failure as &dyn std::error::Error, "refreshed tokens could not be stored");
                return Err(failure);
            }
            sleep(pause).await;
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }

    /// Returns the access token that another process stored, if it covers these scopes and was not rejected.
    fn fresh_of(&self, newest: &TokenSet) -> Result<ApiToken, RefreshError> {
        usable_token::fresh(newest, self.scopes, self.refused).ok_or(RefreshError::Busy)
    }
}

/// Whether these tokens have a different refresh token than `used`.
fn has_other(tokens: &TokenSet, used: &RefreshToken) -> bool {
    tokens.refresh_token.as_ref().is_none_or(|newest| newest.secret() != used.secret())
}
