//! What the first arrival of an authorization response does: whose answer is it, what does it say, what follows from it.

use std::sync::Arc;

use openidconnect::AuthorizationCode;

use super::{
    Asked, AuthError, RelyingParty,
    begin::{self, Beginning, Begun},
    step_up, token_set,
};
use crate::{
    paths::ReturnTo,
    server::{
        clock,
        entra::{AuthorityKind, UserFlowWish, user_flow_wish},
        oidc::{AccountChoice, AuthorizationAnswer, AuthorizationResponse, ProviderSnapshot, VerifiedIdToken},
        session::{
            self, EstablishedSession, Journey, NewSignIn, SignInCookie, SignInTransaction, Store, TokenSet,
            UserSession, Visitor,
        },
    },
};

/// How a journey ended.
pub(super) enum End {
    /// In this session; to here, if a step at the provider was taken for something.
    SignedIn(EstablishedSession, Option<String>),
    /// The person changed their mind; nothing else is to be said about it.
    Cancelled,
    /// Another journey follows at the provider, in the same browser.
    GoesOn(Begun),
}

/// Redeems the answer that a transaction waits for.
pub(super) async fn redeem(
    relying_party: &RelyingParty,
    store: &Store,
    visitor: &Visitor,
    response: &AuthorizationResponse,
    cookie: &SignInCookie,
    transaction: SignInTransaction,
) -> Result<End, AuthError> {
    if transaction.relying_party != relying_party.name() {
        return Err(AuthError::UnknownTransaction);
    }
    let provider = relying_party.snapshot_of(transaction.journey).await;
    if let Ok(provider) = &provider {
        response.check_issuer(&provider.metadata)?;
    }
    let error = match &response.answer {
        AuthorizationAnswer::Code(code) => {
            let (verified, tokens) = exchange(relying_party, &provider?, response, code, &transaction).await?;
            return if transaction.journey == Journey::SignIn {
                establish(relying_party, store, visitor, verified, &tokens, transaction).await
            } else {
                // What a user flow of its own was told shows in the next sign-in, which asks nothing of people that the
                // provider has just seen.
                go_on(relying_party, store, cookie, transaction, Journey::SignIn).await
            };
        }
        AuthorizationAnswer::Error(error) => error,
    };
    match wish(relying_party, response) {
        Some(UserFlowWish::Cancel) => Ok(End::Cancelled),
        Some(UserFlowWish::ResetPassword) if relying_party.offers(Journey::ResetPassword) => {
            go_on(relying_party, store, cookie, transaction, Journey::ResetPassword).await
        }
        _ => Err(AuthError::Refused(Box::new(error.clone()))),
    }
}

/// Returns what a person wished for who left a user flow of Azure AD B2C by one of its links.
pub(super) fn wish(relying_party: &RelyingParty, response: &AuthorizationResponse) -> Option<UserFlowWish> {
    let AuthorizationAnswer::Error(error) = &response.answer else { return None };
    let is_b2c = matches!(relying_party.provider().authority().kind(), AuthorityKind::B2c { .. });
    user_flow_wish(&error.error, error.number.as_deref()).filter(|_| is_b2c)
}

async fn go_on(
    relying_party: &RelyingParty,
    store: &Store,
    cookie: &SignInCookie,
    transaction: SignInTransaction,
    journey: Journey,
) -> Result<End, AuthError> {
    let beginning = Beginning {
        return_to: &ReturnTo::parse(&transaction.return_to),
        account: AccountChoice::Any,
        asked: Asked { reference: transaction.step_up, ..Asked::default() },
        journey,
        replaces: transaction.replaces,
        cookie: Some(cookie.clone()),
    };
    begin::begin(relying_party, store, beginning).await.map(End::GoesOn)
}

/// Exchanges the code at the token endpoint of the journey's own provider, and verifies the ID token by its own keys.
async fn exchange(
    relying_party: &RelyingParty,
    provider: &Arc<ProviderSnapshot>,
    response: &AuthorizationResponse,
    code: &AuthorizationCode,
    transaction: &SignInTransaction,
) -> Result<(VerifiedIdToken, TokenSet), AuthError> {
    let redirect_uri = relying_party.redirect_uri.as_ref().ok_or(AuthError::NoRedirectUri)?;
    let endpoint = relying_party.token_endpoint(provider);
    let wish = relying_party.scopes().at_exchange(&provider.metadata, &transaction.scopes);
    let tokens = endpoint.exchange(code, &transaction.pkce_code_verifier, redirect_uri, &wish).await?;
    let nonce = Some(&transaction.nonce);
    let (verified, raw) = relying_party.verify(transaction.journey, provider, &tokens, nonce).await?;
    response.check_issuer_of_token(&verified.issuer)?;
    Ok((verified, token_set::of_sign_in(tokens, raw, &transaction.scopes)))
}

async fn establish(
    relying_party: &RelyingParty,
    store: &Store,
    visitor: &Visitor,
    verified: VerifiedIdToken,
    tokens: &TokenSet,
    transaction: SignInTransaction,
) -> Result<End, AuthError> {
    let user = user_session(relying_party, verified);
    let sign_in = NewSignIn { user: &user, tokens, replaces: transaction.replaces };
    let session = session::establish(store, visitor, sign_in).await?;
    let step_up = transaction.step_up.as_ref();
    let leads_to = step_up::leads_to(store, Some(session.id), &user, step_up, transaction.replaces).await;
    tracing::info!(event = "authn_login_success", "somebody signed in");
    Ok(End::SignedIn(session, leads_to))
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
        membership: token.membership,
        contexts: token.contexts,
    }
}
