//! Step 3: an access token for what a page or a call needs, fresh, and one refresh at a time.

use std::{sync::Arc, time::Duration};

use openidconnect::AccessToken;
use tokio::time::timeout;
use tower_sessions::session::Id;

use super::{
    AuthError, RelyingParty,
    lease::{self, Turn},
    refresh::Refresh,
};
use crate::server::{
    clock,
    detached::detached,
    oidc::{ApiScopes, ClaimsRequest},
    session::{Challenge, Store, StoreError, TokenSet, session_key},
};

/// Somebody whose old token still serves waits no longer than this for a fresh one.
const SHORT_PATIENCE: Duration = Duration::from_secs(2);

/// Why there is no access token.
#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    /// There is nothing to be refreshed with, or the provider has ended it: the person has to sign in again.
    #[error("the sign-in has ended")]
    Ended,
    /// The provider gives an access token only after the person has done something. The session goes on, and the next
    /// sign-in asks for it ([`TokenSet::challenge`]).
    #[error("the provider asks for one more step")]
    StepUp,
    /// The downstream API does not accept the access token, or none was given for it, and there is no refresh token to get
    /// another one with.
    #[error("there is no refresh token")]
    Irreplaceable,
    /// Somebody else refreshes the tokens, and it takes too long.
    #[error("another request is still refreshing the access token")]
    Busy,
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

/// Returns an access token for these scopes that is not about to expire. They need not be configured: the provider is asked
/// silently, and if the person has not agreed to them yet, a sign-in has to name them ([`RefreshError::StepUp`]).
///
/// `refused` is a token that the downstream API did not accept: then another one is needed, however long that one would live.
///
/// The provider is asked by itself: whoever has waited long enough goes on with the token that still serves, and the answer
/// is kept for the next one who comes. A question that failed is not asked again for a while, as long as that is so.
pub async fn access_token(
    relying_party: &Arc<RelyingParty>,
    store: &Store,
    id: Id,
    scopes: &ApiScopes,
    refused: Option<&RefusedToken>,
) -> Result<AccessToken, RefreshError> {
    let (tokens, _) = store.tokens(id).await?.ok_or(RefreshError::Ended)?;
    if let Some(token) = fresh(&tokens, scopes, refused) {
        return Ok(token);
    }
    let old = still_serves(&tokens, scopes, refused);
    if let Some(old) = old.as_ref().filter(|_| relying_party.respites.is_on(id, scopes)) {
        return Ok(old.clone());
    }
    let (relying_party, store) = (Arc::clone(relying_party), store.clone());
    let wanted = Wanted { relying_party, store, id, scopes: scopes.clone(), refused: refused.cloned() };
    let result = if tokens.refresh_token.is_some() {
        wanted.refreshed(old.is_some()).await
    } else {
        wanted.without_refresh_token(&tokens, old.clone()).await
    };
    match (result, old) {
        (Err(error @ (RefreshError::Provider(_) | RefreshError::StepUp | RefreshError::Busy)), Some(old)) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "no fresh access token; the old one serves until it expires"
            );
            Ok(old)
        }
        (result, _) => result,
    }
}

/// Remembers that the downstream API asks for more than a refresh can give: the next sign-in asks for it.
pub async fn remember(
    relying_party: &RelyingParty,
    store: &Store,
    id: Id,
    challenge: Challenge,
) -> Result<(), RefreshError> {
    let is_known = |tokens: &TokenSet| (tokens.challenge.as_ref() == Some(&challenge)).then_some(());
    match lease::take(relying_party, store, id, SHORT_PATIENCE, is_known).await? {
        Turn::Ours { lease, tokens, version } => {
            let noted = TokenSet { challenge: Some(challenge), ..*tokens };
            let replaced = store.replace_tokens(id, version, &noted).await.map(drop);
            lease.release().await;
            Ok(replaced?)
        }
        // Then the tokens become newer than the challenge, and the API says again what it needs.
        Turn::Done(()) | Turn::NotInTime => Ok(()),
    }
}

/// A token that somebody wants.
#[derive(Clone)]
struct Wanted {
    relying_party: Arc<RelyingParty>,
    store: Store,
    id: Id,
    scopes: ApiScopes,
    refused: Option<RefusedToken>,
}

impl Wanted {
    /// Waits for a fresh token; only shortly if there is an old one that serves. The refresh goes on without whoever waits.
    async fn refreshed(&self, old_serves: bool) -> Result<AccessToken, RefreshError> {
        let for_turn = if old_serves { SHORT_PATIENCE } else { lease::long_patience(&self.relying_party) };
        let in_all = if old_serves { SHORT_PATIENCE } else { for_turn + self.relying_party.patience() };
        let wanted = self.clone();
        let refreshed = detached(async move {
            let refreshed = wanted.refresh(for_turn).await;
            match &refreshed {
                Err(RefreshError::Provider(_) | RefreshError::Busy) => {
                    wanted.relying_party.respites.begin(wanted.id, &wanted.scopes);
                }
                Err(RefreshError::Ended) => wanted.end().await,
                _ => {}
            }
            refreshed
        });
        if let Ok(refreshed) = timeout(in_all, refreshed).await {
            return refreshed.unwrap_or(Err(RefreshError::Stopped));
        }
        self.relying_party.respites.begin(self.id, &self.scopes);
        Err(RefreshError::Busy)
    }

    async fn refresh(&self, patience: Duration) -> Result<AccessToken, RefreshError> {
        let Self { relying_party, store, id, scopes, refused } = self;
        let (id, refused) = (*id, refused.as_ref());
        // Known before the lease is taken, which is as long as one question takes.
        let provider = relying_party.snapshot().await.map_err(RefreshError::Provider)?;
        let done = |tokens: &TokenSet| fresh(tokens, scopes, refused);
        match lease::take(relying_party, store, id, patience, done).await? {
            Turn::Done(token) => Ok(token),
            Turn::NotInTime => Err(RefreshError::Busy),
            Turn::Ours { lease, tokens, version } => {
                let refresh = Refresh { relying_party, provider: &provider, store, id, scopes, refused };
                let refreshed = refresh.run(*tokens, version).await;
                lease.release().await;
                refreshed
            }
        }
    }

    /// A sign-in that has ended at the provider ends here, also when nobody waits for the answer any more.
    async fn end(&self) {
        if let Err(error) = self.store.end_session(session_key(self.id)).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "a session could not be ended");
        }
    }

    /// Some providers give no refresh token: then the access token serves until it expires, and the sign-in ends with it.
    async fn without_refresh_token(
        &self,
        tokens: &TokenSet,
        old: Option<AccessToken>,
    ) -> Result<AccessToken, RefreshError> {
        match (&self.refused, old) {
            (Some(RefusedToken { claims: None, .. }), _) => Err(RefreshError::Irreplaceable),
            (Some(RefusedToken { claims: Some(claims), .. }), _) => {
                let challenge = Challenge { scopes: self.scopes.clone(), claims: claims.clone() };
                remember(&self.relying_party, &self.store, self.id, challenge).await?;
                Err(RefreshError::StepUp)
            }
            (None, Some(old)) => Ok(old),
            (None, None) if tokens.access_token(&self.scopes).is_some() => Err(RefreshError::Ended),
            // A sign-in asks for these already: another one would bring no more.
            (None, None) if self.relying_party.scopes().include(&self.scopes) => Err(RefreshError::Irreplaceable),
            (None, None) => Err(RefreshError::StepUp),
        }
    }
}

/// Returns the token for these scopes, if no other one is needed.
pub(super) fn fresh(tokens: &TokenSet, scopes: &ApiScopes, refused: Option<&RefusedToken>) -> Option<AccessToken> {
    let token = tokens.access_token(scopes).filter(|token| token.refresh_at > clock::unix_now())?;
    let was_refused = refused.is_some_and(|refused| refused.token.secret() == token.access_token.secret());
    (!was_refused).then(|| token.access_token.clone())
}

fn still_serves(tokens: &TokenSet, scopes: &ApiScopes, refused: Option<&RefusedToken>) -> Option<AccessToken> {
    let token = tokens.access_token(scopes).filter(|token| token.expires_at > clock::unix_now())?;
    refused.is_none().then(|| token.access_token.clone())
}
