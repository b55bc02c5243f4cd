//! The proof that the user is signed in and has a right.

use std::{marker::PhantomData, sync::Arc};

use tower_sessions::{Session, session::Id};

use crate::server::{
    oidc::ClaimsRequest,
    services::Services,
    session::{self, AfterStepUp, StoreError, TimeLeft, UserSession},
};

/// Proof that the caller is signed in and has the right `R`. [`Caller::signed_in`](super::Caller::signed_in) and
/// [`Caller::signed_in_with`](super::Caller::signed_in_with) are its only sources, so a function that takes it cannot be
/// called without it.
///
/// ```compile_fail,E0308
/// use leptos_entra::server::{Caller, graph};
///
/// async fn call(caller: Caller, options: &graph::CallOptions) {
///     let _ = graph::call(&caller, options).await;
/// }
/// ```
///
/// ```
/// use leptos_entra::server::{Caller, graph};
///
/// async fn call(caller: Caller, options: &graph::CallOptions) {
///     if let Ok(user) = caller.signed_in().await {
///         let _ = graph::call(&user, options).await;
///     }
/// }
/// ```
pub struct SignedIn<R = ()> {
    user: Arc<User>,
    right: PhantomData<fn() -> R>,
}

/// The signed-in user, and the request that the proof was made for.
pub(super) struct User {
    pub(super) record: UserSession,
    pub(super) session: Session,
    pub(super) session_id: Id,
    pub(super) services: Arc<Services>,
    /// The page to show or the action to run after a step-up.
    pub(super) then: AfterStepUp,
    /// Whether the request may change data: the guard against cross-site requests has admitted it.
    pub(super) may_change_data: bool,
}

impl SignedIn {
    pub(super) fn new(user: User) -> Self {
        Self { user: Arc::new(user), right: PhantomData }
    }

    /// Turns into the proof of the right `R`. Only [`rights`](crate::server::rights) calls it, after the check.
    pub(in crate::server) fn with_right<R>(self) -> SignedIn<R> {
        SignedIn { user: self.user, right: PhantomData }
    }
}

impl<A, B> SignedIn<(A, B)> {
    /// Returns one proof for each of the two combined rights.
    pub fn split(&self) -> (SignedIn<A>, SignedIn<B>) {
        let user = &self.user;
        (
            SignedIn { user: Arc::clone(user), right: PhantomData },
            SignedIn { user: Arc::clone(user), right: PhantomData },
        )
    }
}

impl<R> SignedIn<R> {
    /// Returns the user's record in the session.
    pub fn user(&self) -> &UserSession {
        &self.user.record
    }

    /// Returns the session ID, with which the store finds the session's tokens.
    pub fn session_id(&self) -> Id {
        self.user.session_id
    }

    /// Returns the server's state, which all requests share.
    pub fn services(&self) -> &Arc<Services> {
        &self.user.services
    }

    /// Returns the claims of the stored claims challenge, which the next sign-in must request. `None` if there is no
    /// challenge.
    pub async fn claims_request(&self) -> Result<Option<ClaimsRequest>, StoreError> {
        let tokens = self.services().auth.store.tokens(self.session_id()).await?;
        Ok(tokens.and_then(|(tokens, _)| tokens.challenge).map(|challenge| challenge.claims))
    }

    /// Returns the session of the request.
    pub fn session(&self) -> &Session {
        &self.user.session
    }

    /// Returns the time that is left of the session. The session is loaded already, so this does not read the store.
    pub async fn time_left(&self) -> Result<TimeLeft, StoreError> {
        session::time_left(self.session(), self.services().auth.store.lifetimes()).await
    }

    /// Ends the session, and then removes the cached data of Graph. A concurrent request could add the data again while the session
    /// exists.
    pub async fn end(&self) -> Result<(), StoreError> {
        session::end(&self.user.session).await?;
        self.services().forget(session::session_key(self.session_id()));
        Ok(())
    }

    /// Returns the proof that the user is signed in, without the right.
    pub fn without_right(&self) -> SignedIn {
        SignedIn { user: Arc::clone(&self.user), right: PhantomData }
    }

    /// Returns whether the request may change data: it is a `POST` request of this app's own pages, which the guard against
    /// cross-site requests has admitted.
    pub fn may_change_data(&self) -> bool {
        self.user.may_change_data
    }

    pub(super) fn then(&self) -> &AfterStepUp {
        &self.user.then
    }
}
