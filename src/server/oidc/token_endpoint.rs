//! The token endpoint (RFC 6749 §3.2) and the device authorization endpoint (RFC 8628 §3.1).

mod authentication;
mod device_authorization;
mod parameters;
#[cfg(test)]
mod tests;

use std::time::Instant;

use openidconnect::{AuthorizationCode, ClientId, DeviceCode, PkceCodeVerifier, RedirectUrl, RefreshToken, Scope};
use reqwest::{StatusCode, header::CONTENT_TYPE};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, de};
use url::Url;

pub use self::{
    authentication::AssertionRules, device_authorization::DeviceAuthorization, parameters::TokenRequestParameters,
};
use self::{
    authentication::{Authentication, Client},
    parameters::scope_parameter,
};
use super::{
    ClaimsRequest, ClientCredential, CredentialError, ErrorResponse, ProviderMetadata, TokenResponse, members,
};
use crate::server::http::{Http, HttpError, HttpResponse, Limits};

/// The number of retries after the provider has rejected the credential.
const MOST_RETRIES: usize = 2;

/// The reason for which the token endpoint returned no tokens.
#[derive(Debug, thiserror::Error)]
pub enum TokenEndpointError {
    #[error("the request to the token endpoint failed")]
    Http(#[from] HttpError),
    #[error("the token endpoint responded with the error `{}`", .0.error)]
    Refused(Box<ErrorResponse>),
    #[error("the token endpoint responded with status {0}, but neither with tokens nor with an OAuth error")]
    NotUnderstood(u16),
    /// The value of the member is left out, because it may be a token.
    #[error("the token endpoint responded with status {status}, and the member `{member}` is wrong or missing")]
    WrongMember { status: u16, member: String },
    #[error("the provider's metadata has no such endpoint")]
    NotOffered,
    #[error("the client credential cannot be used")]
    Credential(#[from] CredentialError),
}

/// The token endpoint, and the values that every request to it needs.
pub struct TokenEndpoint<'a> {
    pub http: &'a Http,
    pub metadata: &'a ProviderMetadata,
    pub client_id: &'a ClientId,
    pub credential: &'a ClientCredential,
    pub assertion_rules: AssertionRules,
    pub limits: Limits,
}

impl TokenEndpoint<'_> {
    /// Exchanges an authorization code for tokens (RFC 6749 §4.1.3), together with the PKCE verifier of its transaction
    /// (RFC 7636 §4.5).
    pub async fn exchange(
        &self,
        code: &AuthorizationCode,
        verifier: &PkceCodeVerifier,
        redirect_uri: &RedirectUrl,
        requested: &TokenRequestParameters,
    ) -> Result<TokenResponse, TokenEndpointError> {
        let mut grant = vec![
            ("grant_type", "authorization_code"),
            ("code", code.secret()),
            ("code_verifier", verifier.secret()),
            ("redirect_uri", redirect_uri.as_str()),
        ];
        grant.extend(requested.parameters());
        self.tokens(&grant, self.credential).await
    }

    /// Refreshes the tokens (RFC 6749 §6).
    pub async fn refresh(
        &self,
        token: &RefreshToken,
        requested: &TokenRequestParameters,
    ) -> Result<TokenResponse, TokenEndpointError> {
        let mut grant = vec![("grant_type", "refresh_token"), ("refresh_token", token.secret())];
        grant.extend(requested.parameters());
        self.tokens(&grant, self.credential).await
    }

    /// Exchanges the access token with which a user called this app for a token of another API (RFC 7523 §2.1, with the
    /// parameter of Entra ID's on-behalf-of flow).
    pub async fn on_behalf_of(
        &self,
        assertion: &SecretString,
        requested: &TokenRequestParameters,
    ) -> Result<TokenResponse, TokenEndpointError> {
        let mut grant = vec![
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            ("assertion", assertion.expose_secret()),
            ("requested_token_use", "on_behalf_of"),
        ];
        grant.extend(requested.parameters());
        self.tokens(&grant, self.credential).await
    }

    /// Requests a token for the app itself (RFC 6749 §4.4), which shows whether the provider accepts the credential.
    pub async fn client_credentials(
        &self,
        requested: &TokenRequestParameters,
    ) -> Result<TokenResponse, TokenEndpointError> {
        let mut grant = vec![("grant_type", "client_credentials")];
        grant.extend(requested.parameters());
        self.tokens(&grant, self.credential).await
    }

    /// Starts a sign-in by device code (RFC 8628 §3.1), with the `claims` that an API requires.
    pub async fn authorize_device(
        &self,
        scopes: &[Scope],
        claims: Option<&ClaimsRequest>,
    ) -> Result<DeviceAuthorization, TokenEndpointError> {
        let endpoint = self.metadata.device_authorization_endpoint.as_ref().ok_or(TokenEndpointError::NotOffered)?;
        let scope = scope_parameter(scopes);
        let mut form = vec![("scope", scope.as_str())];
        form.extend(claims.map(|claims| ("claims", claims.as_str())));
        let begun: DeviceAuthorization = self.authenticated(endpoint, &form, self.device_credential()).await?;
        begun.checked().ok_or(TokenEndpointError::NotUnderstood(StatusCode::OK.as_u16()))
    }

    /// Polls whether the device code was approved (RFC 8628 §3.4).
    pub async fn poll(&self, device_code: &DeviceCode) -> Result<TokenResponse, TokenEndpointError> {
        let grant =
            [("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", device_code.secret())];
        self.tokens(&grant, self.device_credential()).await
    }

    /// Returns the credential for the two requests of a sign-in by device code. Microsoft requires a public client here.
    fn device_credential(&self) -> &ClientCredential {
        if self.assertion_rules.is_microsoft { &ClientCredential::Public } else { self.credential }
    }

    fn client<'a>(&'a self, credential: &'a ClientCredential) -> Client<'a> {
        Client { id: self.client_id, credential, metadata: self.metadata, rules: self.assertion_rules }
    }

    async fn tokens(
        &self,
        grant: &[(&str, &str)],
        credential: &ClientCredential,
    ) -> Result<TokenResponse, TokenEndpointError> {
        self.authenticated(&self.metadata.token_endpoint, grant, credential).await
    }

    /// Sends a request with the client's authentication. If the provider rejects the credential, a retry uses another one of its files.
    ///
    /// There are two retries at most: for a secret that was read while its file was written, and for a secret that was removed since.
    async fn authenticated<T: de::DeserializeOwned>(
        &self,
        endpoint: &Url,
        form: &[(&str, &str)],
        credential: &ClientCredential,
    ) -> Result<T, TokenEndpointError> {
        let started = Instant::now();
        let client = self.client(credential);
        let (authentication, limits) = self.authenticate(&client).await?;
        let mut sent = vec![authentication];
        let mut response = parse_response(&self.send(endpoint, form, &sent[0], limits).await?);
        while sent.len() <= MOST_RETRIES
            && let Err(TokenEndpointError::Refused(error)) = &response
            && error.error == "invalid_client"
            && let Some(other) = client.authentication_after_rejection(&sent).await?
        {
            // All requests share the time of one, because the lease on a session's tokens lasts only as long as one request.
            let limits = Limits { time: self.limits.time.saturating_sub(started.elapsed()), ..limits };
            response = parse_response(&self.send(endpoint, form, &other, limits).await?);
            sent.push(other);
        }
        if !matches!(response, Err(TokenEndpointError::NotUnderstood(_) | TokenEndpointError::WrongMember { .. })) {
            self.http.metrics().provider_responded();
        }
        if let (Ok(_), Some(accepted)) = (&response, sent.last()) {
            client.accept(accepted);
        }
        response
    }

    /// Returns the authentication of a request, and the limits that remain for it. A managed identity may take half of the time,
    /// because the lease on a session's tokens lasts only as long as one request.
    async fn authenticate<'a>(&self, client: &Client<'a>) -> Result<(Authentication<'a>, Limits), CredentialError> {
        let started = Instant::now();
        let authentication = client.authentication(self.limits.time / 2).await?;
        let time = self.limits.time.saturating_sub(started.elapsed());
        Ok((authentication, Limits { time, ..self.limits }))
    }

    async fn send(
        &self,
        endpoint: &Url,
        parameters: &[(&str, &str)],
        authentication: &Authentication<'_>,
        limits: Limits,
    ) -> Result<HttpResponse, HttpError> {
        let form: Vec<_> = parameters.iter().copied().chain(authentication.parameters()).collect();
        self.http.post_form(endpoint, &form, authentication.credential(), limits).await
    }
}

/// Reads the tokens or the device authorization in a response, or the OAuth error in their place. Some providers send
/// an error with status 200.
fn parse_response<T: de::DeserializeOwned>(response: &HttpResponse) -> Result<T, TokenEndpointError> {
    let status = response.status.as_u16();
    if let Some(refused) = refusal(response) {
        return Err(TokenEndpointError::Refused(Box::new(refused)));
    }
    if !response.status.is_success() {
        return Err(TokenEndpointError::NotUnderstood(status));
    }
    members::read(&response.body).map_err(|wrong| match wrong.name() {
        Some(member) => TokenEndpointError::WrongMember { status, member },
        None => TokenEndpointError::NotUnderstood(status),
    })
}

/// Reads an OAuth error (RFC 6749 §5.2), as JSON or as a form. An empty `error` in a successful response is ignored.
fn refusal(response: &HttpResponse) -> Option<ErrorResponse> {
    let content_type = response.headers.get(CONTENT_TYPE).and_then(|name| name.to_str().ok()).unwrap_or_default();
    let is_form = content_type.starts_with("application/x-www-form-urlencoded");
    let refused =
        if is_form { ErrorResponse::from_form(&response.body) } else { ErrorResponse::from_json(&response.body) };
    refused.filter(|_| !response.status.is_success() || !has_empty_error(&response.body))
}

fn has_empty_error(body: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Member {
        error: String,
    }
    members::read::<Member>(body).is_ok_and(|member| member.error.is_empty())
}
