//! The caller of a request, and the proof that the user is signed in and has a right.
//!
//! A protected function takes the proof, [`SignedIn`], as a parameter, so that it cannot be called without it. Your app
//! names its rights. A missing scope is requested from the provider, first silently and then with the user's consent. A
//! missing authentication context, or an authentication that is too old, is requested by a step-up. A missing app role or
//! group, or another tenant than the required one, is an error. [How to name rights](crate::docs::rights) shows each. After a step-up the browser returns to the requested page. An action runs again only if its server function
//! declares it with [`Caller::with_requested_action`] and a variant of [`Action`]. Otherwise, as below, the user starts it
//! again.
//!
//! The whole pattern: a right, a function that needs it, and the check of the right.
//!
//! ```
//! use leptos_entra::{
//!     error::AppError,
//!     server::{Caller, Needs, Right, SignedIn, graph},
//! };
//!
//! /// The right to read mail.
//! pub struct ReadMail;
//! impl Right for ReadMail {
//!     fn needs() -> Needs {
//!         Needs::scope("Mail.ReadBasic")
//!     }
//! }
//!
//! /// A call of Microsoft Graph, which cannot be made without the proof of the right.
//! async fn subjects(user: &SignedIn<ReadMail>) -> Result<serde_json::Value, graph::GraphError> {
//!     graph::get(user, "me/messages?$select=subject").await
//! }
//!
//! /// The body of a server function begins with the check of the right. Its `caller` is `expect_context::<Caller>()`.
//! async fn latest_subjects(caller: Caller) -> Result<String, AppError> {
//!     let user = caller.signed_in_with::<ReadMail>().await?;
//!     Ok(subjects(&user).await?.to_string())
//! }
//! ```
//!
//! The handler of a page takes `SignedIn<ReadMail>` as its first argument, and the right is checked before the handler
//! runs. `src/pages/mail.rs` is such a page. The browser of a user without the right goes to the provider and comes
//! back.
//!
//! The compiler rejects a call with a proof that is not for the right that the called function needs:
//!
//! ```compile_fail,E0308
//! use leptos_entra::server::{SignedIn, graph};
//!
//! async fn call(user: &SignedIn) {
//!     let _ = graph::latest_mail(user).await;
//! }
//! ```
//!
//! Two rights combine to one right. Its proof splits into the proofs of both:
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

mod accounts;
mod callback;
mod device_code;
mod error;
mod granted_scopes;
mod redirection;
mod response_cookies;
mod right;
mod sign_in;
mod signed_in;
mod standing;
mod tokens;

use std::sync::Arc;

use http::HeaderValue;
use tower_sessions::Session;

use super::{
    security_event::SecurityEvent,
    services::Services,
    session::{
        self, AfterStepUp, Person, RequestCookies, StoreError, TimeLeft, UserSession, Visitor, browser_name,
        session_key,
    },
};
use crate::{paths::ReturnTo, server::session::Action};

pub use accounts::OtherAccounts;
pub use error::{NotGranted, NotSignedIn};
pub use redirection::Redirection;
pub use response_cookies::ResponseCookies;
pub use right::{Needs, Right};
pub use sign_in::SignInOptions;
pub use signed_in::SignedIn;
pub use standing::{Facts, REPEAT_STEP_AFTER_SECONDS, Refusal, Standing};

use signed_in::User;

/// The caller of a request. The session is read from the store only when a method needs it.
#[derive(Clone)]
pub struct Caller {
    services: Arc<Services>,
    session: Session,
    cookies: RequestCookies,
    then: AfterStepUp,
    user_agent: Option<HeaderValue>,
    language: Option<&'static str>,
    /// Whether the request may change data of APIs.
    may_change_data: bool,
}

impl Caller {
    /// Creates the caller of one request.
    pub fn new(
        services: Arc<Services>,
        session: Session,
        cookies: RequestCookies,
        user_agent: Option<HeaderValue>,
    ) -> Self {
        let then = AfterStepUp::Show(ReturnTo::home().as_str().to_owned());
        Self { services, session, cookies, then, user_agent, language: None, may_change_data: false }
    }

    /// Lets the request change data of APIs, because the guard against cross-site requests has admitted it. Only the extractor of
    /// the caller calls this.
    #[must_use]
    pub fn admitted_by_guard(self) -> Self {
        Self { may_change_data: true, ..self }
    }

    /// Returns the session IDs and the browser name of this request.
    fn visitor(&self) -> Visitor {
        let user_agent = self.user_agent.as_ref().and_then(|name| name.to_str().ok());
        Visitor {
            brought: self.session.id(),
            parked: self.parked_sessions(),
            browser: browser_name(user_agent.unwrap_or_default()),
        }
    }

    /// Names the language in which the user sees the pages, as a language tag (BCP 47). The provider gets it as `ui_locales`.
    #[must_use]
    pub fn with_language(self, language: Option<&'static str>) -> Self {
        Self { language, ..self }
    }

    /// Declares the requested page, so that a step-up leads back to it.
    #[must_use]
    pub fn with_requested_page(self, page: &ReturnTo) -> Self {
        Self { then: AfterStepUp::Show(page.as_str().to_owned()), ..self }
    }

    /// Declares the requested action, so that it runs once after a step-up.
    #[must_use]
    pub fn with_requested_action(self, action: Action) -> Self {
        Self { then: AfterStepUp::Do(action), ..self }
    }

    /// Returns the proof that the user is signed in.
    ///
    /// A session of another relying party (another tenant, another client, the dev tenant) does not identify the user here, so
    /// it is ended. So is the session of a user whose tenant `ALLOWED_TENANTS` no longer lists.
    pub async fn signed_in(&self) -> Result<SignedIn, NotSignedIn> {
        let user = self.user().await.inspect_err(log_store_error)?.ok_or(NotSignedIn::SignedOut)?;
        let session_id = self.session.id().ok_or(NotSignedIn::SignedOut)?;
        let (session, services, then) = (self.session.clone(), Arc::clone(&self.services), self.then.clone());
        let may_change_data = self.may_change_data;
        Ok(SignedIn::new(User { record: user, session, session_id, services, then, may_change_data }))
    }

    /// Returns the user of the session and the time that is left, without using the session, so that its idle lifetime goes on.
    pub async fn peek(&self) -> Result<Option<(UserSession, TimeLeft)>, NotSignedIn> {
        let Some(id) = self.session.id() else { return Ok(None) };
        let found = self.services.auth.store.peek(id).await.inspect_err(log_store_error)?;
        Ok(found.filter(|(user, _)| self.services.auth.relying_party.admits(user)))
    }

    async fn user(&self) -> Result<Option<UserSession>, StoreError> {
        let Some(user) = session::user(&self.session).await? else { return Ok(None) };
        if self.services.auth.relying_party.admits(&user) {
            return Ok(Some(user));
        }
        let store = &self.services.auth.store;
        let session = self.session.id().map(|id| store.session_in_log(session_key(id)));
        let user = store.user_in_log(Person::of(&user));
        session::end(&self.session).await?;
        tracing::info!(
            event = SecurityEvent::SessionEnded.name(),
            reason = "revoked",
            session,
            user,
            "a session was ended, because it belongs to another provider, CLIENT_ID or tenant than the app is configured for"
        );
        Ok(None)
    }

    /// Returns the session of the request.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Returns the cookies of the request.
    pub fn cookies(&self) -> &RequestCookies {
        &self.cookies
    }

    /// Returns the server's state, which all requests share.
    pub fn services(&self) -> &Arc<Services> {
        &self.services
    }

    /// Ends the session of this caller, and returns the URL where the browser goes next.
    pub async fn sign_out(&self) -> Result<url::Url, NotSignedIn> {
        let id = self.session.id();
        self.forget_ended_session().await?;
        let next = self.services.auth.sign_out(&self.session).await.inspect_err(log_store_error)?;
        // The cached data is removed after the end of the session, because a concurrent request of the session could add it again.
        if let Some(id) = id {
            self.services.forget(session_key(id));
        }
        Ok(next)
    }

    /// Takes the action that a finished step-up left for this session out of the store, so that it runs only once.
    pub async fn take_action(&self) -> Result<Option<Action>, NotSignedIn> {
        match self.session.id() {
            Some(id) => Ok(self.services.auth.store.take_action(id).await.inspect_err(log_store_error)?),
            None => Ok(None),
        }
    }
}

/// Logs a failure of the session store where it occurs, because the conversion to [`AppError`](crate::error::AppError)
/// drops the reason.
pub fn log_store_error(error: &StoreError) {
    tracing::error!(error = error as &dyn std::error::Error, "the session store failed");
}
