//! Step 1: the authorization request.

use openidconnect::CsrfToken;
use tower_sessions::session::Id;
use url::Url;

use super::{Auth, AuthError, ExtraRequest, RelyingParty};
use crate::{
    paths::ReturnTo,
    server::{
        oidc::{self, AccountChoice, AuthorizationRequest},
        session::{Journey, ParkedSessions, SessionKey, SignInCookie, SignInTransaction},
    },
};

/// The sessions of the browser that begins a sign-in, and what the sign-in does with them.
#[derive(Clone, Debug, Default)]
pub struct BrowserSessions {
    /// The session of the browser, if the new session replaces it.
    pub replaces: Option<SessionKey>,
    /// The session of the browser, if the sign-in adds an account, so that this session is parked.
    pub parks: Option<Id>,
    pub adds_account: bool,
    /// The sessions of the browser's other accounts.
    pub parked: ParkedSessions,
}

/// The parameters of a new sign-in.
pub struct SignInRequest<'a> {
    pub return_to: &'a ReturnTo,
    pub account: AccountChoice,
    pub extra: ExtraRequest,
    pub journey: Journey,
    pub browser: BrowserSessions,
    /// The sign-in cookie of the previous journey, if this journey continues it. `None` for the first journey.
    pub cookie: Option<SignInCookie>,
}

/// A redirect to the provider, and the cookie that binds the provider's response to this browser.
pub struct ProviderRedirect {
    pub url: Url,
    pub state: CsrfToken,
    pub cookie: SignInCookie,
}

impl Auth {
    /// Opens a sign-in transaction that is bound to this browser, and returns the redirect to the provider. The
    /// transaction accepts one authorization response, within ten minutes. `language` is the language of the provider's pages, as a
    /// language tag (BCP 47).
    pub async fn begin(
        &self,
        request: SignInRequest<'_>,
        language: Option<&str>,
    ) -> Result<ProviderRedirect, AuthError> {
        let relying_party = &self.relying_party;
        let authorization = relying_party.authorization_request(&request, language).await?;
        let transaction = SignInTransaction {
            nonce: authorization.nonce,
            pkce_code_verifier: authorization.pkce_code_verifier,
            return_to: request.return_to.as_str().to_owned(),
            relying_party: relying_party.name().to_owned(),
            journey: request.journey,
            replaces: request.browser.replaces,
            parks: request.browser.parks,
            adds_account: request.browser.adds_account,
            parked: request.browser.parked,
            scopes: relying_party.scopes().of_sign_in(&request.extra.scopes),
            step_up: request.extra.reference,
            further_scopes: request.extra.scopes,
            claims: request.extra.claims,
            proof: request.extra.proof,
            answers_challenge: request.extra.answers_challenge,
            language: language.map(str::to_owned),
        };
        let cookie = request.cookie.unwrap_or_else(SignInCookie::new_random);
        self.store.open_transaction(&authorization.state, &cookie, &transaction).await?;
        Ok(ProviderRedirect { url: authorization.url, state: authorization.state, cookie })
    }
}

impl RelyingParty {
    async fn authorization_request(
        &self,
        request: &SignInRequest<'_>,
        language: Option<&str>,
    ) -> Result<AuthorizationRequest, AuthError> {
        let redirect_uri = self.redirect_uri().ok_or(AuthError::NoRedirectUri)?;
        let provider = self.snapshot_of(request.journey).await?;
        // Only a sign-in leads to API calls: the other user flows need no API scopes.
        let scopes = match request.journey {
            Journey::SignIn => self.scopes().at_authorization(&provider.metadata, &request.extra.scopes),
            Journey::EditProfile | Journey::ResetPassword => Vec::new(),
        };
        let claims = self.scopes().claims(request.extra.claims.as_ref());
        let mut authorization = oidc::authorization_request(
            &provider,
            self.client_id(),
            redirect_uri,
            &scopes,
            &request.account,
            claims.as_ref(),
            self.response_mode(),
        )?
        .with_ui_locales(language);
        request.extra.proof.add_to(&mut authorization.url);
        Ok(authorization)
    }
}
