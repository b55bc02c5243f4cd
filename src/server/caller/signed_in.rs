//! The proof that somebody is signed in, and has a right.

use std::{marker::PhantomData, sync::Arc};

use tower_sessions::{Session, session::Id};

use super::NotSignedIn;
use crate::server::{
    oidc::ClaimsRequest,
    services::Services,
    session::{self, StoreError, Then, UserSession},
};

/// Proof that the caller is signed in and has the right `R`. [`Caller::signed_in`](super::Caller::signed_in) and
/// [`Caller::signed_in_with`](super::Caller::signed_in_with) are the only sources: nobody makes one up, and what wants one
/// cannot be called without.
///
/// ```compile_fail
/// async fn call(caller: leptos_entra::server::Caller) {
///     let _ = leptos_entra::server::graph::call(&caller).await;
/// }
/// ```
///
/// ```
/// async fn call(caller: leptos_entra::server::Caller) {
///     if let Ok(user) = caller.signed_in().await {
///         let _ = leptos_entra::server::graph::call(&user).await;
///     }
/// }
/// ```
pub struct SignedIn<R = ()> {
    who: Arc<Who>,
    right: PhantomData<fn() -> R>,
}

pub(super) struct Who {
    pub(super) user: UserSession,
    pub(super) session: Session,
    pub(super) session_id: Id,
    pub(super) services: Arc<Services>,
    /// What comes after a step at the provider, should one be needed.
    pub(super) then: Then,
}

impl SignedIn {
    pub(super) fn new(who: Who) -> Self {
        Self { who: Arc::new(who), right: PhantomData }
    }

    /// Becomes the proof of a right that has been seen to be there.
    pub(super) fn with_right<R>(self) -> SignedIn<R> {
        SignedIn { who: self.who, right: PhantomData }
    }
}

impl<A, B> SignedIn<(A, B)> {
    /// Returns the proofs of both rights.
    pub fn split(&self) -> (SignedIn<A>, SignedIn<B>) {
        let who = &self.who;
        (SignedIn { who: Arc::clone(who), right: PhantomData }, SignedIn { who: Arc::clone(who), right: PhantomData })
    }
}

impl<R> SignedIn<R> {
    /// Returns who it is.
    pub fn user(&self) -> &UserSession {
        &self.who.user
    }

    /// Returns the session's ID, by which the store finds the tokens.
    pub fn session_id(&self) -> Id {
        self.who.session_id
    }

    /// Returns what lives as long as the server.
    pub fn services(&self) -> &Arc<Services> {
        &self.who.services
    }

    /// Returns what the next sign-in has to ask for, if the provider or the downstream API wants more of this person.
    pub async fn claims_request(&self) -> Result<Option<ClaimsRequest>, StoreError> {
        let tokens = self.services().store.tokens(self.session_id()).await?;
        Ok(tokens.and_then(|(tokens, _)| tokens.challenge).map(|challenge| challenge.claims))
    }

    /// Ends the session, here and now.
    pub async fn end(&self) -> Result<(), StoreError> {
        session::end(&self.who.session).await
    }

    pub(super) fn then(&self) -> &Then {
        &self.who.then
    }
}

/// Why there is no proof.
#[derive(Debug, thiserror::Error)]
pub enum NotGranted {
    #[error(transparent)]
    NotSignedIn(#[from] NotSignedIn),
    #[error("an app role is missing")]
    RoleMissing,
    /// The person can give what is missing at the provider; the reference finds on the server what that is.
    #[error("one more step at the provider is needed")]
    StepUp(openidconnect::CsrfToken),
    #[error("there is no access token")]
    Token(#[source] crate::server::auth::RefreshError),
}
