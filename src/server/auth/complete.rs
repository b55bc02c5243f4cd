//! Step 2: authorization response → code exchange → ID token → session.

use openidconnect::{AuthorizationCode, CsrfToken};
use tower_sessions::Session;

use super::{AuthError, FailedSignIn, RelyingParty, refresh};
use crate::{
    paths::ReturnTo,
    server::{
        clock,
        oidc::{AuthorizationResponse, VerifiedIdToken},
        session::{self, SignInCookie, SignInTransaction, Store, TokenSet, UserSession},
    },
};

/// Completes a sign-in, and returns where the person wanted to go.
///
/// The transaction is taken out before anything else happens, whether the answer is a code or an error: a second answer
/// finds nothing.
pub async fn complete(
    relying_party: &RelyingParty,
    store: &Store,
    session: &Session,
    response: AuthorizationResponse,
    cookie: Option<&SignInCookie>,
) -> Result<ReturnTo, FailedSignIn> {
    let at_home = |error| FailedSignIn { error, return_to: ReturnTo::home() };
    let state = response.state().ok_or_else(|| at_home(AuthError::MalformedResponse))?;
    let transaction = pair(relying_party, store, state, cookie).await.map_err(at_home)?;
    let return_to = ReturnTo::parse(&transaction.return_to);
    match response {
        AuthorizationResponse::Code { code, .. } => {
            exchange_and_establish(relying_party, store, session, code, transaction).await
        }
        AuthorizationResponse::Error { error, .. } => Err(AuthError::Refused(Box::new(error))),
        AuthorizationResponse::Malformed => Err(AuthError::MalformedResponse),
    }
    .map_err(|error| FailedSignIn { error, return_to: return_to.clone() })?;
    Ok(return_to)
}

/// Pairs the response with the transaction that this browser began at this relying party.
async fn pair(
    relying_party: &RelyingParty,
    store: &Store,
    state: &CsrfToken,
    cookie: Option<&SignInCookie>,
) -> Result<SignInTransaction, AuthError> {
    let cookie = cookie.ok_or(AuthError::UnknownTransaction)?;
    let transaction = store.take_transaction(state, cookie).await?.ok_or(AuthError::UnknownTransaction)?;
    if transaction.relying_party == relying_party.name() { Ok(transaction) } else { Err(AuthError::UnknownTransaction) }
}

async fn exchange_and_establish(
    relying_party: &RelyingParty,
    store: &Store,
    session: &Session,
    code: AuthorizationCode,
    transaction: SignInTransaction,
) -> Result<(), AuthError> {
    let redirect_uri = relying_party.redirect_uri.as_ref().ok_or(AuthError::NoRedirectUri)?;
    let provider = relying_party.snapshot().await?;
    let endpoint = relying_party.token_endpoint(&provider);
    let response = endpoint.exchange(&code, &transaction.pkce_code_verifier, redirect_uri).await?;
    let (verified, raw) = relying_party.verify(&provider, &response, Some(&transaction.nonce)).await?;
    let user = user_session(relying_party, verified);
    let tokens = TokenSet { id_token: raw, ..refresh::token_set(response, None)? };
    session::establish(session, store, &user, &tokens).await?;
    tracing::info!(event = "authn_login_success", "somebody signed in");
    Ok(())
}

/// Makes the record of the person whom a verified ID token names.
pub(super) fn user_session(relying_party: &RelyingParty, token: VerifiedIdToken) -> UserSession {
    let names = [&token.name, &token.preferred_username, &token.email];
    let display_name = names.into_iter().flatten().find(|name| !name.trim().is_empty());
    UserSession {
        relying_party: relying_party.name().to_owned(),
        display_name: display_name.unwrap_or(&token.subject).clone(),
        issuer: token.issuer,
        subject: token.subject,
        tenant_id: token.tenant_id,
        object_id: token.object_id,
        username: token.preferred_username.or(token.email),
        login_hint: token.login_hint,
        provider_session: token.provider_session,
        signed_in_at: clock::unix_now(),
    }
}
