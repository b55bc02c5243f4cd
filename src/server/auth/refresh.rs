//! One refresh (RFC 6749 §6), by whoever has the lease.

use std::time::Duration;

use openidconnect::{AccessToken, RefreshToken};
use tokio::time::sleep;
use tower_sessions::session::Id;

use super::{RefreshError, RefusedToken, RelyingParty, token_set};
use crate::server::{
    clock,
    oidc::{ApiScopes, ErrorResponse, ProviderSnapshot, TokenEndpointError, TokenResponse, TokenWish},
    session::{Challenge, Store, TokenSet, TokenVersion},
};

/// Fresh tokens are put into the store after these pauses; a store that is away for a moment must not cost a refresh token
/// that works only once.
const PAUSES: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(50), Duration::from_millis(250), Duration::from_secs(1)];

/// One refresh: for these scopes of this session, for this reason.
pub struct Refresh<'a> {
    pub relying_party: &'a RelyingParty,
    pub provider: &'a ProviderSnapshot,
    pub store: &'a Store,
    pub id: Id,
    pub scopes: &'a ApiScopes,
    pub refused: Option<&'a RefusedToken>,
}

impl Refresh<'_> {
    /// Asks the provider, keeps what it gives, and returns the access token.
    pub async fn run(&self, tokens: TokenSet, version: TokenVersion) -> Result<AccessToken, RefreshError> {
        let has_ended = tokens.refresh_token_ends_at.is_some_and(|end| end <= clock::unix_now());
        let Some(refresh_token) = tokens.refresh_token.clone().filter(|_| !has_ended) else {
            return Err(RefreshError::Ended);
        };
        // A token for more than is wanted now was wanted by somebody, too.
        let scopes = tokens.access_token(self.scopes).map_or(self.scopes, |token| &token.scopes).clone();
        match self.ask(&refresh_token, &scopes).await {
            Ok(response) => self.keep(&response, &refresh_token, &scopes, tokens, version).await,
            Err(TokenEndpointError::Refused(error)) if self.asks_for_a_step(&error, &scopes) => {
                tracing::info!(error = %error.error, number = error.number, "the provider asks for one more step");
                if let Some(claims) = error.claims {
                    let noted = TokenSet { challenge: Some(Challenge { scopes, claims }), ..tokens };
                    self.store.replace_tokens(self.id, version, &noted).await?;
                }
                Err(RefreshError::StepUp)
            }
            Err(TokenEndpointError::Refused(error)) if error.error == "invalid_grant" => {
                tracing::info!(error = %error.error, number = error.number, "the provider ended a sign-in");
                self.of_somebody_faster(version).await
            }
            Err(error) => Err(RefreshError::Provider(error.into())),
        }
    }

    async fn ask(&self, refresh_token: &RefreshToken, scopes: &ApiScopes) -> Result<TokenResponse, TokenEndpointError> {
        let known = self.relying_party.scopes();
        let claims = known.claims(self.refused.and_then(|refused| refused.claims.as_ref()));
        let wish = TokenWish { claims, ..TokenWish::scopes(&known.at_token_endpoint(&self.provider.metadata, scopes)) };
        self.relying_party.token_endpoint(self.provider).refresh(refresh_token, &wish).await
    }

    /// Scopes that were not granted at the sign-in are no scopes for a refresh, says RFC 6749 §6.
    fn asks_for_a_step(&self, error: &ErrorResponse, scopes: &ApiScopes) -> bool {
        error.asks_for_interaction() || (error.error == "invalid_scope" && !self.relying_party.scopes().include(scopes))
    }

    /// A refresh token that has ended may have been used by another process whose lease was over: then its fresh tokens are
    /// here.
    async fn of_somebody_faster(&self, version: TokenVersion) -> Result<AccessToken, RefreshError> {
        let (newest, newer) = self.store.tokens(self.id).await?.ok_or(RefreshError::Ended)?;
        if newer == version {
            return Err(RefreshError::Ended);
        }
        newest.access_token(self.scopes).map(|token| token.access_token.clone()).ok_or(RefreshError::Busy)
    }

    async fn keep(
        &self,
        response: &TokenResponse,
        used: &RefreshToken,
        scopes: &ApiScopes,
        mut tokens: TokenSet,
        mut version: TokenVersion,
    ) -> Result<AccessToken, RefreshError> {
        // A success without an access token is none. It must not cost the person the session, nor a new refresh token.
        let none = || RefreshError::Provider(TokenEndpointError::NotUnderstood(200).into());
        let access_token = response.access_token.clone().ok_or_else(none);
        let mut failure = RefreshError::Busy;
        for pause in PAUSES {
            sleep(pause).await;
            let refreshed = token_set::of_refresh(response, &tokens, scopes);
            match self.store.replace_tokens(self.id, version, &refreshed).await {
                Ok(true) => {
                    tracing::debug!("an access token was refreshed");
                    return access_token;
                }
                Ok(false) => {}
                Err(error) => {
                    failure = error.into();
                    continue;
                }
            }
            // The session ended meanwhile; or another process was faster, and its tokens are the ones that count; or there is
            // something else to be known of them.
            (tokens, version) = self.store.tokens(self.id).await?.ok_or(RefreshError::Ended)?;
            if tokens.refresh_token.as_ref().is_none_or(|newest| newest.secret() != used.secret()) {
                let token = tokens.access_token(self.scopes).map(|token| token.access_token.clone());
                return token.ok_or(RefreshError::Busy);
            }
        }
        Err(failure)
    }
}
