//! Step 3: keep the access token fresh, one refresh at a time.

use std::time::Duration;

use openidconnect::{AccessToken, RefreshToken};
use tower_sessions::session::Id;

use super::{AuthError, RelyingParty};
use crate::server::{
    clock,
    oidc::{RawIdToken, TokenEndpointError, TokenResponse},
    session::{Store, StoreError, TokenSet, TokenVersion},
};

/// An access token is replaced so long before its end.
const EARLY: Duration = Duration::from_mins(5);
/// The lifetime of an access token whose answer does not say (RFC 6749 §5.1 recommends to say).
const USUAL_LIFETIME_SECONDS: i64 = 300;

/// Why there is no access token.
#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    /// There is nothing to be refreshed with, or the provider has ended it: the person has to sign in again.
    #[error("the sign-in has ended")]
    Ended,
    /// The downstream API does not accept the access token, and there is no refresh token to get another one with.
    #[error("there is no refresh token")]
    Irreplaceable,
    #[error("the provider could not be asked for a fresh access token")]
    Provider(#[source] AuthError),
    #[error("the session store failed")]
    Store(#[from] StoreError),
}

/// Returns an access token that is not about to expire. `refused` is one that the downstream API did not accept: then
/// another one is needed, however long that one would live.
pub async fn access_token(
    relying_party: &RelyingParty,
    store: &Store,
    id: Id,
    refused: Option<&AccessToken>,
) -> Result<AccessToken, RefreshError> {
    let (tokens, _) = store.tokens(id).await?.ok_or(RefreshError::Ended)?;
    if let Some(token) = fresh(&tokens, refused) {
        return Ok(token);
    }
    let _one_at_a_time = relying_party.refreshes.lock(id.0.to_le_bytes()).await;
    let (tokens, version) = store.tokens(id).await?.ok_or(RefreshError::Ended)?;
    if let Some(token) = fresh(&tokens, refused) {
        return Ok(token);
    }
    refresh(relying_party, store, id, tokens, version, refused).await
}

async fn refresh(
    relying_party: &RelyingParty,
    store: &Store,
    id: Id,
    tokens: TokenSet,
    version: TokenVersion,
    refused: Option<&AccessToken>,
) -> Result<AccessToken, RefreshError> {
    let Some(refresh_token) = tokens.refresh_token.clone() else { return without_refresh_token(tokens, refused) };
    match ask(relying_party, &refresh_token, &tokens).await {
        Ok(refreshed) => {
            let access_token = refreshed.access_token.clone().ok_or(RefreshError::Ended)?;
            if !store.replace_tokens(id, version, &refreshed).await? {
                // The session ended meanwhile, or another process was faster: its tokens are the ones that count.
                let (newest, _) = store.tokens(id).await?.ok_or(RefreshError::Ended)?;
                return newest.access_token.ok_or(RefreshError::Ended);
            }
            tracing::debug!("an access token was refreshed");
            Ok(access_token)
        }
        Err(RefreshError::Provider(error))
            if refused.is_none() && tokens.access_token_expires_at > clock::unix_now() =>
        {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "no fresh access token; the old one serves until it expires"
            );
            tokens.access_token.ok_or(RefreshError::Provider(error))
        }
        Err(error) => Err(error),
    }
}

/// Some providers give no refresh token: then the access token serves until it expires, and the sign-in ends with it.
fn without_refresh_token(tokens: TokenSet, refused: Option<&AccessToken>) -> Result<AccessToken, RefreshError> {
    if refused.is_some() {
        return Err(RefreshError::Irreplaceable);
    }
    let still_good = tokens.access_token_expires_at > clock::unix_now();
    tokens.access_token.filter(|_| still_good).ok_or(RefreshError::Ended)
}

async fn ask(
    relying_party: &RelyingParty,
    refresh_token: &RefreshToken,
    tokens: &TokenSet,
) -> Result<TokenSet, RefreshError> {
    let provider = relying_party.snapshot().await.map_err(RefreshError::Provider)?;
    let answer =
        relying_party.token_endpoint(&provider).refresh(refresh_token, &relying_party.scopes_with_openid()).await;
    match answer {
        Ok(response) => token_set(response, Some(tokens)).map_err(RefreshError::Provider),
        Err(TokenEndpointError::Refused(error)) if ends_the_sign_in(&error.error) => {
            tracing::info!(error = %error.error, number = error.number, "the provider ended a sign-in");
            Err(RefreshError::Ended)
        }
        Err(error) => Err(RefreshError::Provider(error.into())),
    }
}

/// RFC 6749 §5.2 and OpenID Connect Core §3.1.2.6: only a new sign-in helps.
fn ends_the_sign_in(error: &str) -> bool {
    matches!(error, "invalid_grant" | "interaction_required" | "login_required" | "consent_required")
}

fn fresh(tokens: &TokenSet, refused: Option<&AccessToken>) -> Option<AccessToken> {
    let token = tokens.access_token.as_ref().filter(|_| tokens.access_token_refresh_at > clock::unix_now())?;
    let was_refused = refused.is_some_and(|refused| refused.secret() == token.secret());
    (!was_refused).then(|| token.clone())
}

/// Makes the record of a token response. What a refresh does not answer anew is kept from before.
pub(super) fn token_set(response: TokenResponse, before: Option<&TokenSet>) -> Result<TokenSet, AuthError> {
    let lifetime = response.expires_in.unwrap_or(USUAL_LIFETIME_SECONDS).max(0);
    let early = EARLY.as_secs().cast_signed().min(lifetime / 5);
    let now = clock::unix_now();
    let id_token: Option<RawIdToken> = response.id_token.or_else(|| before.map(|before| before.id_token.clone()));
    Ok(TokenSet {
        access_token: response.access_token,
        access_token_refresh_at: now + lifetime - early,
        access_token_expires_at: now + lifetime,
        refresh_token: response.refresh_token.or_else(|| before.and_then(|before| before.refresh_token.clone())),
        id_token: id_token.ok_or(AuthError::NoIdToken)?,
    })
}
