//! The browser's way back from the provider: where it goes, and which cookies it gets on the way.

use super::Caller;
use crate::server::{
    auth::complete::{self, Landing},
    clock, detached,
    oidc::{AuthorizationResponse, ResponseParameters},
    session::{OUTCOME_LIFETIME, SignInAttempts, SignInCookie, TRANSACTION_LIFETIME},
};

/// What the browser is answered at the callback.
pub struct LandingAnswer {
    pub address: String,
    /// Values of `Set-Cookie`, among them that of a session that was established here.
    pub cookies: Vec<String>,
}

impl Caller {
    /// Completes the sign-in that an authorization response belongs to. What is begun is ended, even if the browser goes
    /// away. None: the work panicked.
    pub async fn complete_sign_in(&self, parameters: ResponseParameters) -> Option<LandingAnswer> {
        let response = AuthorizationResponse::parse(parameters);
        let name = response.as_ref().map(|response| self.services.cookies.sign_in(&response.state));
        let cookie = name.as_ref().and_then(|name| self.cookies.named(name));
        let (services, visitor, known) = (self.services.clone(), self.visitor(), cookie.clone());
        let landing = detached(async move {
            let (relying_party, store) = (&services.relying_party, &services.store);
            complete::complete(relying_party, store, &visitor, response, known.as_ref()).await
        })
        .await?;
        let cookies = self.cookies_after(&landing, name.zip(cookie));
        Some(LandingAnswer { address: landing.address, cookies })
    }

    /// Returns the sign-ins of this browser that came back lately.
    pub fn tries(&self) -> SignInAttempts {
        SignInAttempts::from_browser(self.cookies.named(&self.services.cookies.tries()).as_ref(), clock::unix_now())
    }

    fn cookies_after(&self, landing: &Landing, sign_in: Option<(String, SignInCookie)>) -> Vec<String> {
        let (names, now) = (&self.services.cookies, clock::unix_now());
        // The browser's cookie serves for the journey that follows, if one does.
        let next = landing.next_state().zip(sign_in.as_ref()).map(|(state, (_, cookie))| {
            names.set_cookie(names.sign_in(&state), cookie.secret(), TRANSACTION_LIFETIME.as_secs().cast_signed())
        });
        // It stays as long as the outcome is known: the same answer may come again.
        let minute = OUTCOME_LIFETIME.as_secs().cast_signed();
        let used = sign_in.map(|(name, cookie)| names.set_cookie(name, cookie.secret(), minute));
        let session = landing.session.map(|session| names.of_session(&session));
        let tries = landing.ended_a_sign_in.then(|| {
            let tries = self.tries().and_one_at(now);
            names.set_cookie(names.tries(), &tries.to_string(), SignInAttempts::WITHIN.as_secs().cast_signed())
        });
        used.into_iter().chain(next).chain(session).chain(tries).collect()
    }
}
