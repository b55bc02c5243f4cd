//! One refresh (RFC 6749 §6), by whoever has the lease.

use std::time::{Duration, Instant};

use openidconnect::{AccessToken, RefreshToken};
use tokio::time::sleep;
use tower_sessions::session::Id;

use super::{RefreshError, RefusedToken, RelyingParty, access_token::fresh, token_set};
use crate::server::{
    clock,
    oidc::{ApiScopes, ErrorResponse, ProviderSnapshot, TokenEndpointError, TokenResponse, TokenWish},
    session::{Challenge, Store, TokenSet, TokenVersion},
};

/// A store that is away for so long must not cost a refresh token that works only once.
const KEEP_TRYING: Duration = Duration::from_mins(1);
/// It is tried again after this, and each time after twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
/// No longer: whoever finds the spent token meanwhile waits for the fresh one to be stored ([`PAUSES`]).
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// After these pauses the store is asked whether another process has used the refresh token that is said to have ended.
const PAUSES: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(100), Duration::from_millis(400), Duration::from_secs(1)];

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
                self.of_somebody_faster(&refresh_token).await
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
    /// here, or will be in a moment.
    async fn of_somebody_faster(&self, used: &RefreshToken) -> Result<AccessToken, RefreshError> {
        let mut end = RefreshError::Ended;
        for pause in PAUSES {
            sleep(pause).await;
            match self.store.tokens(self.id).await {
                Ok(None) => return Err(RefreshError::Ended),
                Ok(Some((newest, _))) if has_other(&newest, used) => return self.fresh_of(&newest),
                Ok(Some(_)) => end = RefreshError::Ended,
                Err(error) => end = error.into(),
            }
        }
        Err(end)
    }

    /// Keeps what the provider gave, however long it takes within reason: whoever waits for it may go, this goes on.
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
        let (begun, mut pause) = (Instant::now(), FIRST_PAUSE);
        loop {
            let refreshed = token_set::of_refresh(response, &tokens, scopes);
            let failure = match self.store.replace_tokens(self.id, version, &refreshed).await {
                Ok(true) => {
                    tracing::debug!("an access token was refreshed");
                    return access_token;
                }
                // The session ended meanwhile; or another process was faster, and its tokens are the ones that count; or there
                // is something else to be known of them; or they are there, and the store could not say so.
                Ok(false) => match self.store.tokens(self.id).await {
                    Ok(None) => return Err(RefreshError::Ended),
                    Ok(Some((newest, _))) if has_other(&newest, used) => {
                        let are_these = response.refresh_token.as_ref().is_some_and(|ours| !has_other(&newest, ours));
                        return if are_these { access_token } else { self.fresh_of(&newest) };
                    }
                    Ok(Some(newest)) => {
                        (tokens, version) = newest;
                        RefreshError::Busy
                    }
                    Err(error) => error.into(),
                },
                Err(error) => error.into(),
            };
            if begun.elapsed() > KEEP_TRYING {
                tracing::error!(error = &failure as &dyn std::error::Error, "fresh tokens could not be kept");
                return Err(failure);
            }
            sleep(pause).await;
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }

    /// Returns the access token that another process got, if it is one that is needed here.
    fn fresh_of(&self, newest: &TokenSet) -> Result<AccessToken, RefreshError> {
        fresh(newest, self.scopes, self.refused).ok_or(RefreshError::Busy)
    }
}

/// Says whether these tokens have another refresh token than this one.
fn has_other(tokens: &TokenSet, used: &RefreshToken) -> bool {
    tokens.refresh_token.as_ref().is_none_or(|newest| newest.secret() != used.secret())
}
