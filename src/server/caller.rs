//! Who is asking, and the proof that somebody is signed in.

mod landing;

use std::sync::Arc;

use openidconnect::CsrfToken;
use tower_sessions::{Session, session::Id};

use super::{
    auth::{
        FailedSignIn,
        device_code::{self, Progress},
    },
    detached,
    oidc::ClaimsRequest,
    services::Services,
    session::{self, RequestCookies, SignInCookie, StoreError, UserSession},
};
use crate::error::AppError;

pub use landing::LandingAnswer;

/// Who is asking: the session that the request brought along, looked up on demand.
#[derive(Clone)]
pub struct Caller {
    services: Arc<Services>,
    session: Session,
    cookies: RequestCookies,
}

/// Proof that the caller is signed in. [`Caller::signed_in`] is the only source: nobody makes one up, and what wants one
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
pub struct SignedIn {
    user: UserSession,
    session: Session,
    session_id: Id,
    services: Arc<Services>,
}

/// Why there is no proof.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    #[error("nobody is signed in")]
    Nobody,
    #[error("the session store is out of reach")]
    Store(#[from] StoreError),
}

impl Caller {
    /// Makes the caller of one request.
    pub fn new(services: Arc<Services>, session: Session, cookies: RequestCookies) -> Self {
        Self { services, session, cookies }
    }

    /// Returns the proof that somebody is signed in.
    ///
    /// A session that another relying party established (another tenant, another client, the dev tenant) is ended here:
    /// it says nothing about who this is.
    pub async fn signed_in(&self) -> Result<SignedIn, NotSignedIn> {
        let user = session::user(&self.session).await?.ok_or(NotSignedIn::Nobody)?;
        if user.relying_party != self.services.relying_party.name() {
            session::end(&self.session).await?;
            return Err(NotSignedIn::Nobody);
        }
        let session_id = self.session.id().ok_or(NotSignedIn::Nobody)?;
        Ok(SignedIn { user, session: self.session.clone(), session_id, services: Arc::clone(&self.services) })
    }

    /// Returns the session of the request, for the journeys that establish or end it.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Returns the cookies of the request.
    pub fn cookies(&self) -> &RequestCookies {
        &self.cookies
    }

    /// Returns the cookie of the sign-in that `state` belongs to.
    pub fn sign_in_cookie(&self, state: &CsrfToken) -> Option<SignInCookie> {
        self.cookies.named(&self.services.cookies.sign_in(state))
    }

    /// Returns the cookie of the sign-in by device code.
    pub fn device_cookie(&self) -> Option<SignInCookie> {
        self.cookies.named(&self.services.cookies.device())
    }

    /// Asks how this browser's sign-in by device code stands. What is begun is ended, even if the browser goes away.
    pub async fn ask_about_device_code(&self, cookie: SignInCookie) -> Result<Progress, FailedSignIn> {
        let (services, session) = (Arc::clone(&self.services), self.session.clone());
        let asked =
            detached(
                async move { device_code::ask(&services.relying_party, &services.store, &session, &cookie).await },
            );
        asked.await.unwrap_or(Ok(Progress::Unknown))
    }

    /// Forgets this browser's sign-in by device code: it has done its work, or must not do any more.
    pub async fn drop_device_flow(&self) -> Result<bool, StoreError> {
        match self.device_cookie() {
            Some(cookie) => self.services.store.drop_device_flow(&cookie).await.map(|()| true),
            None => Ok(false),
        }
    }

    /// Returns what lives as long as the server.
    pub fn services(&self) -> &Arc<Services> {
        &self.services
    }
}

impl SignedIn {
    /// Returns who it is.
    pub fn user(&self) -> &UserSession {
        &self.user
    }

    /// Returns the session's ID, by which the store finds the tokens.
    pub fn session_id(&self) -> Id {
        self.session_id
    }

    /// Returns what lives as long as the server.
    pub fn services(&self) -> &Arc<Services> {
        &self.services
    }

    /// Returns what the next sign-in has to ask for, if the provider or the downstream API wants more of this person.
    pub async fn claims_request(&self) -> Result<Option<ClaimsRequest>, StoreError> {
        let tokens = self.services.store.tokens(self.session_id).await?;
        Ok(tokens.and_then(|(tokens, _)| tokens.claims_request))
    }

    /// Ends the session, here and now.
    pub async fn end(&self) -> Result<(), StoreError> {
        session::end(&self.session).await
    }
}

impl From<NotSignedIn> for AppError {
    fn from(error: NotSignedIn) -> Self {
        match error {
            NotSignedIn::Nobody => Self::SignedOut,
            NotSignedIn::Store(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "the session could not be read");
                Self::StoreUnavailable
            }
        }
    }
}
