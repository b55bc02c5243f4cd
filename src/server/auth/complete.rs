//! Step 2: authorization response → code exchange → ID token → session.

use openidconnect::{AuthorizationCode, CsrfToken};
use tower_sessions::{Session, SessionStore as _, session::Id};

use super::{AuthError, FailedSignIn, RelyingParty, failure, refresh, second_arrival};
use crate::{
    paths::ReturnTo,
    server::{
        clock,
        oidc::{AuthorizationAnswer, AuthorizationResponse, VerifiedIdToken},
        session::{
            self, ABSOLUTE_LIFETIME, Arrival, Outcome, SealedSession, SignInCookie, SignInTransaction, Store, TokenSet,
            UserSession,
        },
    },
};

/// Where an authorization response leads the browser.
#[derive(Debug)]
pub struct Landing {
    pub address: String,
    /// The session that the first arrival of this answer established: this browser may not have heard of it.
    pub joined: Option<JoinedSession>,
    /// Whether the response ended a sign-in of this browser, here and now.
    pub ended_a_sign_in: bool,
}

/// A session that another request of the same browser established.
#[derive(Debug)]
pub struct JoinedSession {
    pub id: Id,
    /// In seconds since 1970.
    pub ends_at: i64,
}

/// Completes a sign-in, and returns where the browser goes: to where the person wanted to go, or to a page that explains.
///
/// The transaction is taken out before anything else happens, whether the answer is a code or an error: of two answers
/// the second finds nothing. The same answer again joins the first.
pub async fn complete(
    relying_party: &RelyingParty,
    store: &Store,
    session: &Session,
    response: Option<AuthorizationResponse>,
    cookie: Option<&SignInCookie>,
) -> Landing {
    let Some(response) = response else { return explained(store, AuthError::MalformedResponse).await };
    let Some(cookie) = cookie else { return explained(store, AuthError::UnknownTransaction).await };
    let answer = response.fingerprint();
    match store.arrive(&response.state, cookie, answer).await {
        Ok(Arrival::First(transaction)) => {
            let state = response.state.clone();
            let outcome = first(relying_party, store, session, response, cookie, *transaction).await;
            if let Err(error) = store.conclude(&state, cookie, answer, &outcome).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "the outcome of a sign-in could not be kept");
            }
            Landing { address: outcome.leads_to, joined: None, ended_a_sign_in: true }
        }
        Ok(Arrival::Again(known)) => match second_arrival::outcome(store, &response.state, cookie, answer, known).await
        {
            Ok(outcome) => join(store, session, &response.state, cookie, outcome).await,
            Err(error) => explained(store, error).await,
        },
        Ok(Arrival::Unknown) => explained(store, AuthError::UnknownTransaction).await,
        Err(error) => explained(store, error.into()).await,
    }
}

async fn explained(store: &Store, error: AuthError) -> Landing {
    let failed = FailedSignIn { error, return_to: ReturnTo::home() };
    Landing { address: failure::address(store, &failed).await, joined: None, ended_a_sign_in: false }
}

/// The first arrival does the work.
async fn first(
    relying_party: &RelyingParty,
    store: &Store,
    session: &Session,
    response: AuthorizationResponse,
    cookie: &SignInCookie,
    transaction: SignInTransaction,
) -> Outcome {
    let state = response.state.clone();
    let return_to = ReturnTo::parse(&transaction.return_to);
    match exchange_and_establish(relying_party, store, session, response, transaction).await {
        Ok(()) => {
            let ends_at = clock::unix_after(ABSOLUTE_LIFETIME);
            let sealed = session.id().map(|id| SealedSession::seal(id, ends_at, &state, cookie));
            Outcome { leads_to: return_to.as_str().to_owned(), session: sealed }
        }
        Err(error) => {
            Outcome { leads_to: failure::address(store, &FailedSignIn { error, return_to }).await, session: None }
        }
    }
}

/// A second arrival ends up where the first did, and in the same session, unless that is over already or the browser has
/// another one by now.
async fn join(store: &Store, session: &Session, state: &CsrfToken, cookie: &SignInCookie, outcome: Outcome) -> Landing {
    let Some(sealed) = outcome.session else {
        return Landing { address: outcome.leads_to, joined: None, ended_a_sign_in: false };
    };
    let id = sealed.open(state, cookie);
    match store.load(&id).await {
        Ok(Some(_)) => {}
        Ok(None) => return explained(store, AuthError::UnknownTransaction).await,
        Err(error) => return explained(store, AuthError::Store(error.into())).await,
    }
    // Asked of the store, not of the session: that one would take its cookie away where there is nothing to be found.
    let has_another = match session.id().filter(|own| *own != id) {
        Some(own) => store.load(&own).await.is_ok_and(|found| found.is_some()),
        None => false,
    };
    let joined = (!has_another).then_some(JoinedSession { id, ends_at: sealed.ends_at });
    Landing { address: outcome.leads_to, joined, ended_a_sign_in: false }
}

async fn exchange_and_establish(
    relying_party: &RelyingParty,
    store: &Store,
    session: &Session,
    response: AuthorizationResponse,
    transaction: SignInTransaction,
) -> Result<(), AuthError> {
    if transaction.relying_party != relying_party.name() {
        return Err(AuthError::UnknownTransaction);
    }
    let redirect_uri = relying_party.redirect_uri.as_ref().ok_or(AuthError::NoRedirectUri)?;
    let provider = relying_party.snapshot().await;
    if let Ok(provider) = &provider {
        response.check_issuer(&provider.metadata)?;
    }
    let code = code_of(&response)?;
    let provider = provider?;
    let endpoint = relying_party.token_endpoint(&provider);
    let tokens = endpoint.exchange(code, &transaction.pkce_code_verifier, redirect_uri).await?;
    let (verified, raw) = relying_party.verify(&provider, &tokens, Some(&transaction.nonce)).await?;
    response.check_issuer_of_token(&verified.issuer)?;
    let user = user_session(relying_party, verified);
    let tokens = TokenSet { id_token: raw, ..refresh::token_set(tokens, None)? };
    session::establish(session, store, &user, &tokens).await?;
    if let Some(replaced) = transaction.replaces {
        store.end_session(replaced).await?;
    }
    tracing::info!(event = "authn_login_success", "somebody signed in");
    Ok(())
}

fn code_of(response: &AuthorizationResponse) -> Result<&AuthorizationCode, AuthError> {
    match &response.answer {
        AuthorizationAnswer::Code(code) => Ok(code),
        AuthorizationAnswer::Error(error) => Err(AuthError::Refused(Box::new(error.clone()))),
    }
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
