//! Step 1: the authorization request.

use openidconnect::CsrfToken;
use tower_sessions::Session;
use url::Url;

use super::{AuthError, RelyingParty};
use crate::{
    paths::ReturnTo,
    server::{
        oidc::{self, AccountChoice, ClaimsRequest},
        session::{SignInCookie, SignInTransaction, Store, session_key},
    },
};

/// What a sign-in is begun with.
pub struct Beginning<'a> {
    pub return_to: &'a ReturnTo,
    pub account: AccountChoice,
    /// What the provider or the downstream API asked for.
    pub claims: Option<ClaimsRequest>,
    /// The session that the browser has: the new one takes its place.
    pub session: &'a Session,
}

/// A sign-in that has been begun: where the browser goes, and the cookie that it takes along.
pub struct Begun {
    pub go_to: Url,
    pub state: CsrfToken,
    pub cookie: SignInCookie,
}

/// Begins a sign-in: opens a transaction that is bound to this browser, good for one answer and for ten minutes.
pub async fn begin(relying_party: &RelyingParty, store: &Store, beginning: Beginning<'_>) -> Result<Begun, AuthError> {
    let redirect_uri = relying_party.redirect_uri.as_ref().ok_or(AuthError::NoRedirectUri)?;
    let provider = relying_party.snapshot().await?;
    let request = oidc::authorization_request(
        &provider,
        &relying_party.client_id,
        redirect_uri,
        &relying_party.scopes(),
        &beginning.account,
        beginning.claims.as_ref(),
        relying_party.response_mode,
    )?;
    let transaction = SignInTransaction {
        nonce: request.nonce,
        pkce_code_verifier: request.pkce_code_verifier,
        return_to: beginning.return_to.as_str().to_owned(),
        relying_party: relying_party.name().to_owned(),
        replaces: beginning.session.id().map(session_key),
    };
    let cookie = SignInCookie::new_random();
    store.open_transaction(&request.state, &cookie, &transaction).await?;
    Ok(Begun { go_to: request.url, state: request.state, cookie })
}
