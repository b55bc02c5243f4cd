//! Step 3: keep the access token fresh, one refresh at a time.

use std::time::Duration;

use openidconnect::{AccessToken, RefreshToken, Scope};
use tower_sessions::session::Id;

use super::{AuthError, RelyingParty};
use crate::server::{
    clock,
    oidc::{ClaimsRequest, RawIdToken, TokenEndpointError, TokenResponse},
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
    /// The provider gives an access token only after the person has done something. The session goes on, and the next
    /// sign-in asks for it.
    #[error("the provider asks for one more step")]
    StepUp,
    /// The downstream API does not accept the access token, and there is no refresh token to get another one with.
    #[error("there is no refresh token")]
    Irreplaceable,
    #[error("the provider could not be asked for a fresh access token")]
    Provider(#[source] AuthError),
    #[error("the session store failed")]
    Store(#[from] StoreError),
    #[error("the question for an access token stopped")]
    Stopped,
}

/// An access token that the downstream API did not accept, and what its answer asks for instead.
#[derive(Clone)]
pub struct RefusedToken {
    pub token: AccessToken,
    pub claims: Option<ClaimsRequest>,
}

/// Returns an access token that is not about to expire. `refused` is one that the downstream API did not accept: then
/// another one is needed, however long that one would live.
pub async fn access_token(
    relying_party: &RelyingParty,
    store: &Store,
    id: Id,
    refused: Option<&RefusedToken>,
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
    let refresh = Refresh { relying_party, store, id, version, refused, scopes: &[] };
    refresh.run(tokens).await
}

/// Returns an access token for scopes that a sign-in does not ask for: the provider is asked silently, and if the person has
/// not agreed to them yet, a step there has to name them ([`RefreshError::StepUp`]).
pub async fn access_token_with(
    relying_party: &RelyingParty,
    store: &Store,
    id: Id,
    scopes: &[Scope],
    refused: Option<&RefusedToken>,
) -> Result<AccessToken, RefreshError> {
    if relying_party.asks_for(scopes) {
        return access_token(relying_party, store, id, refused).await;
    }
    let _one_at_a_time = relying_party.refreshes.lock(id.0.to_le_bytes()).await;
    let (tokens, version) = store.tokens(id).await?.ok_or(RefreshError::Ended)?;
    let refresh_token = tokens.refresh_token.as_ref().ok_or(RefreshError::StepUp)?;
    let refresh = Refresh { relying_party, store, id, version, refused, scopes };
    let refreshed = refresh.ask(refresh_token, &tokens).await?;
    let access_token = refreshed.access_token.clone().ok_or(RefreshError::Ended)?;
    let kept = TokenSet { refresh_token: refreshed.refresh_token, id_token: refreshed.id_token, ..tokens };
    store.replace_tokens(id, version, &kept).await?;
    Ok(access_token)
}

/// Remembers that the downstream API asks for more than a refresh can give: the next sign-in asks for it.
pub async fn remember(store: &Store, id: Id, claims: ClaimsRequest) -> Result<(), StoreError> {
    let Some((tokens, version)) = store.tokens(id).await? else { return Ok(()) };
    // If somebody is faster, the tokens are newer than the challenge, and the API will say what it still needs.
    store.replace_tokens(id, version, &TokenSet { claims_request: Some(claims), ..tokens }).await.map(drop)
}

/// One refresh: of these tokens of this session, for this reason.
struct Refresh<'a> {
    relying_party: &'a RelyingParty,
    store: &'a Store,
    id: Id,
    version: TokenVersion,
    refused: Option<&'a RefusedToken>,
    /// Scopes besides those of every sign-in.
    scopes: &'a [Scope],
}

impl Refresh<'_> {
    async fn run(&self, tokens: TokenSet) -> Result<AccessToken, RefreshError> {
        let Some(refresh_token) = &tokens.refresh_token else { return self.without_refresh_token(tokens) };
        match self.ask(refresh_token, &tokens).await {
            Ok(refreshed) => self.keep(refreshed).await,
            Err(error @ (RefreshError::Provider(_) | RefreshError::StepUp)) if self.still_serves(&tokens) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "no fresh access token; the old one serves until it expires"
                );
                tokens.access_token.ok_or(error)
            }
            Err(RefreshError::Ended) => self.of_somebody_faster().await,
            Err(error) => Err(error),
        }
    }

    /// A refresh token that has ended may have been used by another process a moment ago: then its fresh tokens are here.
    async fn of_somebody_faster(&self) -> Result<AccessToken, RefreshError> {
        let (newest, version) = self.store.tokens(self.id).await?.ok_or(RefreshError::Ended)?;
        newest.access_token.filter(|_| version != self.version).ok_or(RefreshError::Ended)
    }

    fn still_serves(&self, tokens: &TokenSet) -> bool {
        self.refused.is_none() && tokens.access_token_expires_at > clock::unix_now()
    }

    async fn keep(&self, refreshed: TokenSet) -> Result<AccessToken, RefreshError> {
        let access_token = refreshed.access_token.clone().ok_or(RefreshError::Ended)?;
        if !self.store.replace_tokens(self.id, self.version, &refreshed).await? {
            // The session ended meanwhile, or another process was faster: its tokens are the ones that count.
            let (newest, _) = self.store.tokens(self.id).await?.ok_or(RefreshError::Ended)?;
            return newest.access_token.ok_or(RefreshError::Ended);
        }
        tracing::debug!("an access token was refreshed");
        Ok(access_token)
    }

    /// Some providers give no refresh token: then the access token serves until it expires, and the sign-in ends with it.
    fn without_refresh_token(&self, tokens: TokenSet) -> Result<AccessToken, RefreshError> {
        match self.refused {
            Some(RefusedToken { claims: Some(_), .. }) => Err(RefreshError::StepUp),
            Some(_) => Err(RefreshError::Irreplaceable),
            None if self.still_serves(&tokens) => tokens.access_token.ok_or(RefreshError::Ended),
            None => Err(RefreshError::Ended),
        }
    }

    async fn ask(&self, refresh_token: &RefreshToken, tokens: &TokenSet) -> Result<TokenSet, RefreshError> {
        let provider = self.relying_party.snapshot().await.map_err(RefreshError::Provider)?;
        let endpoint = self.relying_party.token_endpoint(&provider);
        let claims = self.refused.and_then(|refused| refused.claims.as_ref());
        match endpoint.refresh(refresh_token, &self.relying_party.scopes_with_openid_and(self.scopes), claims).await {
            // A success without an access token is none; it must not cost the person the session.
            Ok(response) if response.access_token.is_none() => {
                Err(RefreshError::Provider(TokenEndpointError::NotUnderstood(200).into()))
            }
            Ok(response) => token_set(response, Some(tokens)).map_err(RefreshError::Provider),
            Err(TokenEndpointError::Refused(error)) if error.asks_for_interaction() => {
                tracing::info!(error = %error.error, number = error.number, "the provider asks for one more step");
                if let Some(claims) = error.claims {
                    let wanted = TokenSet { claims_request: Some(claims), ..tokens.clone() };
                    self.store.replace_tokens(self.id, self.version, &wanted).await?;
                }
                Err(RefreshError::StepUp)
            }
            Err(TokenEndpointError::Refused(error)) if error.error == "invalid_grant" => {
                tracing::info!(error = %error.error, number = error.number, "the provider ended a sign-in");
                Err(RefreshError::Ended)
            }
            Err(error) => Err(RefreshError::Provider(error.into())),
        }
    }
}

fn fresh(tokens: &TokenSet, refused: Option<&RefusedToken>) -> Option<AccessToken> {
    let token = tokens.access_token.as_ref().filter(|_| tokens.access_token_refresh_at > clock::unix_now())?;
    let was_refused = refused.is_some_and(|refused| refused.token.secret() == token.secret());
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
        claims_request: None,
    })
}
