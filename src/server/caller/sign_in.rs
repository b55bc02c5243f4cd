//! The start of a sign-in, as this browser's session and cookies determine it.

use std::{cmp::Reverse, time::Duration};

use tower_sessions::session::Id;

use super::{Caller, NotSignedIn, Redirection, SignedIn, log_store_error};
use crate::{
    paths::{self, ReturnTo},
    server::{
        auth::{AuthError, BrowserSessions, ExtraRequest, ProviderRedirect, SignInRequest},
        oidc::{AccountChoice, ClaimsRequest, Prompt},
        session::{Journey, Reference, SetCookie, TRANSACTION_LIFETIME, UserSession, session_key},
    },
};

/// The number of sign-ins that one browser can have open. The next sign-in closes the oldest.
const MOST_OPEN: usize = 5;
/// Upper bound of the open sign-ins that one request closes, however many sign-in cookies it sends.
const MOST_CLOSED: usize = 16;
/// The lifetime of the cookie of a sign-in by device code. It is longer than any device code is valid.
const DEVICE_COOKIE_LIFETIME: Duration = Duration::from_hours(2);

/// The choices of the user who starts a sign-in.
pub struct SignInOptions<'a> {
    pub return_to: &'a ReturnTo,
    /// Whether the user wants to sign in with another account, which is added to the accounts of this browser.
    pub another_account: bool,
    /// The parameters about the account in the link.
    pub account: AccountChoice,
    /// The reference of a pending step-up.
    pub step_up: Option<&'a Reference>,
}

impl SignInOptions<'_> {
    /// Whether the link chooses an account, which may be another one than that of the session. A step-up keeps the account.
    fn names_account(&self) -> bool {
        let chooses = matches!(self.account.prompt, Some(Prompt::SelectAccount | Prompt::Create));
        self.step_up.is_none() && (chooses || self.account.login_hint.is_some())
    }
}

impl Caller {
    /// Whether several sign-ins in a row have come back from the provider without a session. A signed-in user is in no
    /// loop.
    pub async fn is_in_sign_in_loop(&self) -> bool {
        self.sign_in_attempts().are_a_loop() && matches!(self.signed_in().await, Err(NotSignedIn::SignedOut))
    }

    /// Starts a sign-in at the provider, or by device code if no redirect URI is configured.
    pub async fn begin_sign_in(&self, options: SignInOptions<'_>) -> Result<Redirection, AuthError> {
        let adds_account = options.another_account || options.names_account();
        let (account, extra) = self.account(&options).await;
        if self.services.signs_in_by_device_code() {
            return self.begin_device_code(options.return_to, extra).await;
        }
        let (browser, journey) = (self.sessions(adds_account), Journey::SignIn);
        let request = SignInRequest { return_to: options.return_to, account, extra, journey, browser, cookie: None };
        let mut begun = self.begin(request).await?;
        // The account of an ended session is named once.
        let names = &self.services.cookies;
        begun.cookies.extend(self.ended_session().map(|_| names.remove(names.ended_session())));
        Ok(begun)
    }

    /// Starts the profile edit or the password reset, which are user flows of Azure AD B2C.
    pub async fn begin_user_flow(&self, journey: Journey, return_to: &ReturnTo) -> Result<Redirection, AuthError> {
        let (account, extra) = (AccountChoice::default(), ExtraRequest::default());
        let browser = self.sessions(false);
        self.begin(SignInRequest { return_to, account, extra, journey, browser, cookie: None }).await
    }

    /// Returns the sessions of this browser. A sign-in that adds an account parks the session of the request, and any other sign-in
    /// replaces it.
    fn sessions(&self, adds_account: bool) -> BrowserSessions {
        let (active, parked) = (self.session.id(), self.parked_sessions());
        let (parks, replaces) = if adds_account { (active, None) } else { (None, active.map(session_key)) };
        BrowserSessions { replaces, parks, adds_account, parked }
    }

    /// Starts an admin consent, also for the APIs by name. `None` if the provider has no endpoint for it, or if no redirect URI is configured.
    pub async fn begin_admin_consent(&self) -> Result<Option<Redirection>, AuthError> {
        let names = &self.services.cookies;
        let of_apis: Vec<_> = self.services.apis.scopes().cloned().collect();
        let redirect = self.services.auth.begin_admin_consent(&of_apis).await?;
        Ok(redirect.map(|ProviderRedirect { url, state, cookie }| Redirection {
            address: url.into(),
            cookies: vec![names.set(names.admin_consent(&state), cookie.secret(), TRANSACTION_LIFETIME)],
        }))
    }

    async fn begin(&self, request: SignInRequest<'_>) -> Result<Redirection, AuthError> {
        let names = &self.services.cookies;
        let ProviderRedirect { url, state, cookie } = self.services.auth.begin(request, self.language).await?;
        let mut cookies = self.close_oldest().await?;
        cookies.push(names.set(names.sign_in(&state), cookie.secret(), TRANSACTION_LIFETIME));
        Ok(Redirection { address: url.into(), cookies })
    }

    async fn begin_device_code(&self, return_to: &ReturnTo, extra: ExtraRequest) -> Result<Redirection, AuthError> {
        let (auth, names) = (&self.services.auth, &self.services.cookies);
        let address = paths::DEVICE_CODE.to_owned();
        if let Some(cookie) = self.device_cookie()
            && auth.has_open_device_code(&cookie).await?
        {
            return Ok(Redirection { address, cookies: Vec::new() });
        }
        let cookie = auth.begin_device_code(return_to, extra, self.session.id().map(session_key)).await?;
        let cookie = names.set(names.device(), cookie.secret(), DEVICE_COOKIE_LIFETIME);
        Ok(Redirection { address, cookies: vec![cookie] })
    }

    /// Closes the oldest open sign-ins of this browser, so that the new one is among the [`MOST_OPEN`] that remain.
    async fn close_oldest(&self) -> Result<Vec<SetCookie>, AuthError> {
        let names = &self.services.cookies;
        let mut open = self.cookies.beginning_with(&names.sign_in_prefix());
        open.sort_by_key(|(_, cookie)| Reverse(cookie.made_at()));
        let mut removed = Vec::new();
        for (name, cookie) in open.into_iter().skip(MOST_OPEN - 1).take(MOST_CLOSED) {
            self.services.auth.store.drop_transaction(&cookie).await?;
            removed.push(names.remove(name));
        }
        Ok(removed)
    }

    /// Returns the account, scopes and claims that the authorization request names. A signed-in user keeps the account,
    /// without an account picker, unless another account is requested. The claims are those that the provider or the
    /// downstream API requires of the user. The parameters of a link come before the settings.
    async fn account(&self, options: &SignInOptions<'_>) -> (AccountChoice, ExtraRequest) {
        let (link, settings) = (options.account.clone(), &self.services.account);
        let domain_hint = link.domain_hint.clone().or_else(|| settings.domain_hint.clone());
        if options.another_account {
            let prompt = link.prompt.or(Some(Prompt::SelectAccount));
            return (AccountChoice { prompt, domain_hint, ..link }, ExtraRequest::default());
        }
        match self.signed_in().await {
            Ok(_) if options.names_account() => (AccountChoice { domain_hint, ..link }, ExtraRequest::default()),
            Ok(signed_in) => {
                let account = AccountChoice { prompt: link.prompt, ..account_of(signed_in.user()) };
                (account, extra_request(&signed_in, options.step_up).await)
            }
            Err(error) => {
                // An account that a link names needs no account picker.
                let is_named = link.login_hint.is_some();
                let configured = settings.prompt.filter(|prompt| !is_named || *prompt != Prompt::SelectAccount);
                let is_out = matches!(error, NotSignedIn::SignedOut);
                let login_hint = match link.login_hint {
                    None if is_out => self.account_of_ended_session().await.login_hint,
                    named => named,
                };
                let prompt = link.prompt.or(configured);
                (AccountChoice { prompt, login_hint, domain_hint }, ExtraRequest::default())
            }
        }
    }

    /// Returns the account of this browser's session if the session has ended at the provider or because it was not used, and not by
    /// a sign-out here. A sign-in by device code cannot name an account.
    async fn account_of_ended_session(&self) -> AccountChoice {
        let can_name = self.services.account.remembers_account && !self.services.signs_in_by_device_code();
        let Some(id) = self.ended_session().filter(|_| can_name) else { return AccountChoice::default() };
        let auth = &self.services.auth;
        let user = auth.store.take_ended_user(id).await.inspect_err(log_store_error).ok().flatten();
        user.filter(|user| auth.relying_party.admits(user))
            .map_or_else(AccountChoice::default, |user| account_of(&user))
    }

    /// Returns the ID of this browser's last session, which has ended. It is in the session cookie until the first response that
    /// notices the end, and then in a separate cookie.
    pub(super) fn ended_session(&self) -> Option<Id> {
        let names = &self.services.cookies;
        let id_in = |name: String| self.cookies.named(&name)?.secret().parse().ok();
        let in_session_cookie = || id_in(names.session()).filter(|_| self.session.id().is_none());
        in_session_cookie().or_else(|| id_in(names.ended_session()))
    }

    /// Returns the `Set-Cookie` that removes the cookie that counts sign-ins. `None` if the browser has no such cookie.
    pub fn remove_attempts_cookie(&self) -> Option<SetCookie> {
        let names = &self.services.cookies;
        self.cookies.named(&names.sign_in_attempts()).map(|_| names.remove(names.sign_in_attempts()))
    }
}

/// Returns the choice of a user's account.
fn account_of(user: &UserSession) -> AccountChoice {
    let login_hint = user.login_hint.clone().or_else(|| user.username.clone());
    AccountChoice { login_hint, ..AccountChoice::default() }
}

/// Returns the scopes and claims of the pending step-up, combined with the stored claims challenge.
async fn extra_request(signed_in: &SignedIn, reference: Option<&Reference>) -> ExtraRequest {
    let challenge = signed_in.claims_request().await.unwrap_or_default();
    let step_up = match reference {
        Some(reference) => signed_in.pending_step_up(reference).await.unwrap_or_default(),
        None => None,
    };
    let Some(step_up) = step_up else { return ExtraRequest { claims: challenge, ..ExtraRequest::default() } };
    let claims = ClaimsRequest::merged(challenge, step_up.claims);
    let (scopes, proof, reference) = (step_up.scopes, step_up.proof, reference.cloned());
    ExtraRequest { scopes, claims, proof, reference, answers_challenge: false }
}
