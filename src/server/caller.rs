//! Who is asking, and the proof that somebody is signed in and has a right.
//!
//! What is protected says so in its signature: it takes the proof, [`SignedIn`], and without it nobody can call it. A right has
//! a name of your own. At run time what is missing is asked for: a scope silently, then with the person's consent, an
//! authentication context by one more step at the provider; who lacks an app role is told so. Afterwards people are back
//! on the page that they asked for. An action is done again for them only if its server function says what it is, with
//! [`Caller::asking_to`] and a variant of your own in [`Action`]; without that, as below, they begin it once more themselves.
//!
//! The whole pattern, for a page of your own:
//!
//! ```
//! use axum::http::StatusCode;
//! use leptos::prelude::*;
//! use leptos_entra::{
//!     error::AppError,
//!     server::{Caller, Needs, Right, SignedIn, graph},
//! };
//!
//! /// The right, in your words.
//! pub struct ReadMail;
//! impl Right for ReadMail {
//!     fn needs() -> Needs {
//!         Needs::scope("Mail.Read")
//!     }
//! }
//!
//! /// A call of Graph: without the proof it cannot be made.
//! async fn subjects(user: &SignedIn<ReadMail>) -> Result<serde_json::Value, graph::GraphError> {
//!     graph::get(user, "me/messages?$select=subject").await
//! }
//!
//! /// A server function: its first line is its guard.
//! #[server]
//! async fn latest_subjects() -> Result<String, AppError> {
//!     let user = expect_context::<Caller>().signed_in_with::<ReadMail>().await?;
//!     Ok(subjects(&user).await?.to_string())
//! }
//!
//! /// A page: who lacks the right is led to the provider and comes back to it.
//! async fn mail(user: SignedIn<ReadMail>) -> (StatusCode, String) {
//!     let subjects = subjects(&user).await.map(|subjects| subjects.to_string()).map_err(AppError::from);
//!     subjects.map_or_else(|error| (StatusCode::BAD_GATEWAY, error.advice()), |text| (StatusCode::OK, text))
//! }
//! # let _ = axum::Router::new().route("/mail", axum::routing::get(mail));
//! ```
//!
//! Whoever is signed in but has shown no such right gets nowhere:
//!
//! ```compile_fail
//! use leptos_entra::server::{SignedIn, graph};
//!
//! async fn call(user: &SignedIn) {
//!     let _ = graph::latest_mail(user).await;
//! }
//! ```
//!
//! Two rights are one, and its proof is the proof of each:
//!
//! ```
//! use leptos_entra::server::{Needs, Right, SignedIn, graph};
//!
//! struct Operator;
//! impl Right for Operator {
//!     fn needs() -> Needs {
//!         Needs::role("Operator").and(Needs::context("c1"))
//!     }
//! }
//!
//! async fn call(user: &SignedIn<(graph::ReadMail, Operator)>) {
//!     let (reader, _operator) = user.split();
//!     let _ = graph::latest_mail(&reader).await;
//! }
//! ```

mod granted;
mod landing;
mod right;
mod signed_in;

use std::sync::Arc;

use http::HeaderValue;
use tower_sessions::Session;

use super::{
    auth::{
        FailedSignIn,
        device_code::{self, Progress},
    },
    detached,
    services::Services,
    session::{self, RequestCookies, SignInCookie, StoreError, Then, Visitor, browser_name},
};
use crate::{error::AppError, model::Action, paths::ReturnTo};

pub use landing::LandingAnswer;
pub use right::{Needs, Right};
pub use signed_in::{NotGranted, SignedIn};

use signed_in::Who;

/// Who is asking: the session that the request brought along, looked up on demand.
#[derive(Clone)]
pub struct Caller {
    services: Arc<Services>,
    session: Session,
    cookies: RequestCookies,
    then: Then,
    user_agent: Option<HeaderValue>,
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
    pub fn new(
        services: Arc<Services>,
        session: Session,
        cookies: RequestCookies,
        user_agent: Option<HeaderValue>,
    ) -> Self {
        let then = Then::Show(ReturnTo::home().as_str().to_owned());
        Self { services, session, cookies, then, user_agent }
    }

    /// Returns the browser that asks.
    fn visitor(&self) -> Visitor {
        let user_agent = self.user_agent.as_ref().and_then(|name| name.to_str().ok());
        Visitor { brought: self.session.id(), browser: browser_name(user_agent.unwrap_or_default()) }
    }

    /// Says which page is asked for: should it need one more step at the provider, it is shown after that.
    #[must_use]
    pub fn asking_for(self, page: &ReturnTo) -> Self {
        Self { then: Then::Show(page.as_str().to_owned()), ..self }
    }

    /// Says what is asked for: should it need one more step at the provider, it is done after that, once.
    #[must_use]
    pub fn asking_to(self, action: Action) -> Self {
        Self { then: Then::Do(action), ..self }
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
        let (session, services, then) = (self.session.clone(), Arc::clone(&self.services), self.then.clone());
        Ok(SignedIn::new(Who { user, session, session_id, services, then }))
    }

    /// Returns the session of the request, for the journeys that establish or end it.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Returns the cookies of the request.
    pub fn cookies(&self) -> &RequestCookies {
        &self.cookies
    }

    /// Returns the cookie of the sign-in by device code.
    pub fn device_cookie(&self) -> Option<SignInCookie> {
        self.cookies.named(&self.services.cookies.device())
    }

    /// Asks how this browser's sign-in by device code stands. What is begun is ended, even if the browser goes away.
    pub async fn ask_about_device_code(&self, cookie: SignInCookie) -> Result<Progress, FailedSignIn> {
        let (services, visitor) = (Arc::clone(&self.services), self.visitor());
        let asked =
            detached(
                async move { device_code::ask(&services.relying_party, &services.store, &visitor, &cookie).await },
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
