//! The browser's return from the provider: where the browser goes next, and which cookies it gets.

use super::{Caller, Redirection};
use crate::server::{
    auth::CallbackResponse,
    clock,
    oidc::{AuthorizationResponse, ResponseParameters},
    session::{OUTCOME_LIFETIME, SetCookie, SignInAttempts, SignInCookie, TRANSACTION_LIFETIME},
};

impl Caller {
    /// Completes the sign-in of an authorization response, and returns the browser's redirect. `None` if the task
    /// panicked.
    pub async fn complete_sign_in(&self, parameters: ResponseParameters) -> Option<Redirection> {
        let response = AuthorizationResponse::parse(parameters);
        let name = response.as_ref().map(|response| self.services.cookies.sign_in(&response.state));
        let cookie = name.as_ref().and_then(|name| self.cookies.named(name));
        let completed = self.services.auth.complete(self.visitor(), response, cookie.clone()).await?;
        let cookies = self.cookies_after(&completed, name.zip(cookie));
        Some(Redirection { address: completed.address, cookies })
    }

    /// Returns the sign-ins of this browser that recently came back from the provider, as counted in its cookie.
    pub fn sign_in_attempts(&self) -> SignInAttempts {
        SignInAttempts::from_browser(
            self.cookies.named(&self.services.cookies.sign_in_attempts()).as_ref(),
            clock::unix_now(),
        )
    }

    fn cookies_after(&self, completed: &CallbackResponse, sign_in: Option<(String, SignInCookie)>) -> Vec<SetCookie> {
        let names = &self.services.cookies;
        // If another journey follows at the provider, its sign-in cookie has the same value as the cookie of this
        // journey.
        let next = completed.next_state().zip(sign_in.as_ref());
        let next =
            next.map(|(state, (_, cookie))| names.set(names.sign_in(&state), cookie.secret(), TRANSACTION_LIFETIME));
        // The sign-in cookie stays as long as the outcome is stored, because the same response may arrive again.
        let used = sign_in.map(|(name, cookie)| names.set(name, cookie.secret(), OUTCOME_LIFETIME));
        let session = completed.session.map(|session| names.of_session(&session));
        let accounts = completed.session.and_then(|_| self.accounts_cookie(&completed.parked));
        let tries = completed.ended_a_sign_in.then(|| {
            let tries = self.sign_in_attempts().and_one_at(clock::unix_now());
            names.set(names.sign_in_attempts(), &tries.to_string(), SignInAttempts::WITHIN)
        });
        used.into_iter().chain(next).chain(session).chain(accounts).chain(tries).collect()
    }
}
