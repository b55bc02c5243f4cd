//! The authorization request (OpenID Connect Core 1.0 §3.1.2.1, RFC 7636).

use openidconnect::{
    AuthUrl, AuthenticationFlow, ClientId, CsrfToken, IssuerUrl, LoginHint, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope,
    core::{CoreAuthPrompt, CoreClient, CoreJsonWebKeySet, CoreResponseType},
};
use url::Url;

use super::{ClaimsRequest, ProviderSnapshot};

/// Which account the provider should use.
pub enum AccountChoice {
    /// Whichever is signed in at the provider: no account picker where it is not needed.
    Any,
    /// The person wants to choose (`prompt=select_account`).
    Another,
    /// The account that was signed in here (`login_hint`); it goes never together with `select_account`.
    Known(String),
}

/// How the provider sends its answer (OAuth 2.0 Multiple Response Type Encoding Practices §2.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResponseMode {
    /// In the address of the redirect URI.
    #[default]
    Query,
    /// In a form that the browser posts to the redirect URI (OAuth 2.0 Form Post Response Mode).
    FormPost,
}

/// An authorization request, and the three values that its answer is paired with.
pub struct AuthorizationRequest {
    pub url: Url,
    pub state: CsrfToken,
    pub nonce: Nonce,
    pub pkce_code_verifier: PkceCodeVerifier,
}

/// Builds an authorization request: code flow, PKCE with S256, fresh `state` and `nonce`, always.
///
/// Discovery need not advertise S256: Entra ID does not, and takes it all the same.
pub fn authorization_request(
    provider: &ProviderSnapshot,
    client_id: &ClientId,
    redirect_uri: &RedirectUrl,
    scopes: &[Scope],
    account: &AccountChoice,
    claims: Option<&ClaimsRequest>,
    response_mode: ResponseMode,
) -> Result<AuthorizationRequest, url::ParseError> {
    let issuer = IssuerUrl::new(provider.metadata.issuer.clone())?;
    let client = CoreClient::new(client_id.clone(), issuer, CoreJsonWebKeySet::default())
        .set_auth_uri(AuthUrl::from_url(provider.metadata.authorization_endpoint.clone()));
    let (challenge, pkce_code_verifier) = PkceCodeChallenge::new_random_sha256();
    let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
    let mut request = client
        .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
        .set_redirect_uri(std::borrow::Cow::Borrowed(redirect_uri))
        .add_scopes(scopes.iter().cloned())
        .set_pkce_challenge(challenge);
    match account {
        AccountChoice::Any => {}
        AccountChoice::Another => request = request.add_prompt(CoreAuthPrompt::SelectAccount),
        AccountChoice::Known(hint) => request = request.set_login_hint(LoginHint::new(hint.clone())),
    }
    if let Some(claims) = claims {
        request = request.add_extra_param("claims", claims.as_str());
    }
    if response_mode == ResponseMode::FormPost {
        request = request.add_extra_param("response_mode", "form_post");
    }
    let (url, state, nonce) = request.url();
    Ok(AuthorizationRequest { url, state, nonce, pkce_code_verifier })
}
