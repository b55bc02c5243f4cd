//! The authorization request (OpenID Connect Core 1.0 §3.1.2.1, RFC 7636).

use openidconnect::{
    AuthUrl, AuthenticationFlow, ClientId, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope,
    core::{CoreClient, CoreJsonWebKeySet, CoreResponseType},
};
use url::Url;

use super::{AccountChoice, ClaimsRequest, ProviderSnapshot};

/// The way in which the provider sends the authorization response (OAuth 2.0 Multiple Response Type Encoding Practices
/// §2.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResponseMode {
    /// In the query of the redirect URI.
    #[default]
    Query,
    /// In a form that the browser posts to the redirect URI (OAuth 2.0 Form Post Response Mode).
    FormPost,
}

/// An authorization request, and the three values with which its response is verified.
pub struct AuthorizationRequest {
    pub url: Url,
    pub state: CsrfToken,
    pub nonce: Nonce,
    pub pkce_code_verifier: PkceCodeVerifier,
}

impl AuthorizationRequest {
    /// Names the language of the provider's pages (`ui_locales`). A provider without that language ignores it.
    #[must_use]
    pub fn with_ui_locales(mut self, language: Option<&str>) -> Self {
        if let Some(language) = language {
            self.url.query_pairs_mut().append_pair("ui_locales", language);
        }
        self
    }
}

/// Builds an authorization request. It always has code flow, PKCE with S256, and a new `state` and `nonce`.
///
/// S256 is used even if the metadata does not list it, because Entra ID supports it without listing it.
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
    for (name, value) in account.parameters() {
        request = request.add_extra_param(name, value);
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
