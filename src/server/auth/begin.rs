//! Step 1: the authorization request.

use openidconnect::CsrfToken;
use url::Url;

use super::{Asked, AuthError, RelyingParty};
use crate::{
    paths::ReturnTo,
    server::{
        oidc::{self, AccountChoice},
        session::{Journey, SessionKey, SignInCookie, SignInTransaction, Store},
    },
};

/// What a sign-in is begun with.
pub struct Beginning<'a> {
    pub return_to: &'a ReturnTo,
    pub account: AccountChoice,
    pub asked: Asked,
    pub journey: Journey,
    /// The session that the browser has, as the store knows it: the new one takes its place.
    pub replaces: Option<SessionKey>,
    /// The cookie of the journey that this one follows; none for the first.
    pub cookie: Option<SignInCookie>,
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
    let provider = relying_party.snapshot_of(beginning.journey).await?;
    // In the other journeys nothing is called afterwards.
    let known = relying_party.scopes();
    let scopes = match beginning.journey {
        Journey::SignIn => known.at_authorization(&provider.metadata, &beginning.asked.scopes),
        Journey::EditProfile | Journey::ResetPassword => Vec::new(),
    };
    let claims = known.claims(beginning.asked.claims.as_ref());
    let request = oidc::authorization_request(
        &provider,
        &relying_party.client_id,
        redirect_uri,
        &scopes,
        &beginning.account,
        claims.as_ref(),
        relying_party.response_mode,
    )?;
    let transaction = SignInTransaction {
        nonce: request.nonce,
        pkce_code_verifier: request.pkce_code_verifier,
        return_to: beginning.return_to.as_str().to_owned(),
        relying_party: relying_party.name().to_owned(),
        journey: beginning.journey,
        replaces: beginning.replaces,
        scopes: known.of_sign_in(&beginning.asked.scopes),
        step_up: beginning.asked.reference,
    };
    let cookie = beginning.cookie.unwrap_or_else(SignInCookie::new_random);
    store.open_transaction(&request.state, &cookie, &transaction).await?;
    Ok(Begun { go_to: request.url, state: request.state, cookie })
}
