//! Step 2: authorization response → code exchange → ID token → session; [`super::redeem`] is what the first arrival does.

use openidconnect::CsrfToken;
use tower_sessions::SessionStore as _;

use super::{
    AuthError, FailedSignIn, RelyingParty, failure,
    redeem::{self, End},
    second_arrival,
};
use crate::{
    paths::{self, ReturnTo},
    server::{
        entra::UserFlowWish,
        oidc::AuthorizationResponse,
        session::{
            EstablishedSession, Journey, Outcome, ResponseLookup, SignInCookie, SignInTransaction, Store, Visitor,
        },
    },
};

/// Where an authorization response leads the browser.
#[derive(Debug)]
pub struct Landing {
    /// A path of this app, or the provider's address of the journey that follows.
    pub address: String,
    /// The session that this answer or its first arrival established: this browser may not have heard of it.
    pub session: Option<EstablishedSession>,
    /// Whether the response ended a sign-in of this browser, here and now.
    pub ended_a_sign_in: bool,
}

impl Landing {
    fn at(address: String) -> Self {
        Self { address, session: None, ended_a_sign_in: false }
    }

    /// Returns the `state` of the journey that follows at the provider, if one does.
    pub fn next_state(&self) -> Option<CsrfToken> {
        let url = url::Url::parse(&self.address).ok()?;
        let (_, state) = url.query_pairs().find(|(name, _)| name == "state")?;
        Some(CsrfToken::new(state.into_owned()))
    }
}

/// Completes a sign-in, and returns where the browser goes: to where the person wanted to go, or to a page that explains.
///
/// The transaction is taken out before anything else happens, whether the answer is a code or an error: of two answers
/// the second finds nothing. The same answer again joins the first.
pub async fn complete(
    relying_party: &RelyingParty,
    store: &Store,
    visitor: &Visitor,
    response: Option<AuthorizationResponse>,
    cookie: Option<&SignInCookie>,
) -> Landing {
    let Some(response) = response else { return explained(store, AuthError::MalformedResponse).await };
    let Some(cookie) = cookie else { return lost(relying_party, store, &response).await };
    let answer = response.fingerprint();
    match store.take_transaction(&response.state, cookie, answer).await {
        Ok(ResponseLookup::First(transaction)) => {
            let outcome = first(relying_party, store, visitor, &response, cookie, *transaction).await;
            if let Err(error) = store.conclude(&response.state, cookie, answer, &outcome).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "the outcome of a sign-in could not be kept");
            }
            let landing = Landing { session: outcome.session, ..Landing::at(outcome.leads_to) };
            Landing { ended_a_sign_in: landing.next_state().is_none(), ..landing }
        }
        Ok(ResponseLookup::Repeated(known)) => {
            match second_arrival::outcome(store, &response.state, cookie, answer, known).await {
                Ok(outcome) => join(store, visitor, outcome).await,
                Err(error) => explained(store, error).await,
            }
        }
        Ok(ResponseLookup::Unknown) => lost(relying_party, store, &response).await,
        Err(error) => explained(store, error.into()).await,
    }
}

async fn explained(store: &Store, error: AuthError) -> Landing {
    let failed = FailedSignIn { error, return_to: ReturnTo::home() };
    Landing::at(failure::address(store, &failed).await)
}

/// A response without a transaction proves nothing. But whoever has forgotten their password is not helped by hearing so:
/// they get to the page from which they can reset it.
async fn lost(relying_party: &RelyingParty, store: &Store, response: &AuthorizationResponse) -> Landing {
    let forgotten = redeem::wish(relying_party, response) == Some(UserFlowWish::ResetPassword);
    if forgotten && relying_party.offers(Journey::ResetPassword) {
        return Landing::at(paths::RESET_PASSWORD.to_owned());
    }
    explained(store, AuthError::UnknownTransaction).await
}

/// The first arrival does the work.
async fn first(
    relying_party: &RelyingParty,
    store: &Store,
    visitor: &Visitor,
    response: &AuthorizationResponse,
    cookie: &SignInCookie,
    transaction: SignInTransaction,
) -> Outcome {
    let return_to = ReturnTo::parse(&transaction.return_to);
    let (leads_to, session) = match redeem::redeem(relying_party, store, visitor, response, cookie, transaction).await {
        Ok(End::SignedIn(session, leads_to)) => {
            (leads_to.unwrap_or_else(|| return_to.as_str().to_owned()), Some(session))
        }
        Ok(End::Cancelled) => (return_to.as_str().to_owned(), None),
        Ok(End::GoesOn(begun)) => (begun.go_to.to_string(), None),
        Err(error) => (failure::address(store, &FailedSignIn { error, return_to }).await, None),
    };
    Outcome { leads_to, session }
}

/// A second arrival ends up where the first did, and in the same session, unless that is over already or the browser has
/// another one by now.
async fn join(store: &Store, visitor: &Visitor, outcome: Outcome) -> Landing {
    let landing = Landing::at(outcome.leads_to);
    let Some(session) = outcome.session else { return landing };
    match store.load(&session.id).await {
        Ok(Some(_)) => {}
        Ok(None) => return explained(store, AuthError::UnknownTransaction).await,
        Err(error) => return explained(store, AuthError::Store(error.into())).await,
    }
    // Asked of the store, not of the session: that one would take its cookie away where there is nothing to be found.
    let has_another = match visitor.brought.filter(|own| *own != session.id) {
        Some(own) => store.load(&own).await.is_ok_and(|found| found.is_some()),
        None => false,
    };
    Landing { session: (!has_another).then_some(session), ..landing }
}
