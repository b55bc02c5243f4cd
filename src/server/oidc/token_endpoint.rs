//! The token endpoint (RFC 6749 §3.2) and the device authorization endpoint (RFC 8628 §3.1).

use openidconnect::{
    AccessToken, AuthorizationCode, ClientId, ClientSecret, DeviceCode, PkceCodeVerifier, RedirectUrl, RefreshToken,
    Scope, UserCode,
};
use serde::{Deserialize, Deserializer, de};
use url::Url;

use super::{ClaimsRequest, ErrorResponse, ProviderMetadata, RawIdToken};
use crate::server::http::{self, Answer, FormCredential, Http, HttpError, Limits};

/// People type a user code (RFC 8628 §6.1); longer ones are something else.
const LONGEST_USER_CODE: usize = 64;
/// No provider gives anything for longer, and a larger number is one to calculate with.
const LONGEST_SECONDS: i64 = 366 * 24 * 60 * 60;

/// How this app proves who it is.
#[derive(Clone, Debug)]
pub enum ClientCredential {
    Secret(ClientSecret),
    /// A public client: a sign-in by device code needs no secret.
    Public,
}

/// A successful answer. Members that Microsoft's endpoints leave out in some flows are optional.
#[derive(Deserialize)]
pub struct TokenResponse {
    pub access_token: Option<AccessToken>,
    #[serde(default, deserialize_with = "seconds")]
    pub expires_in: Option<i64>,
    pub refresh_token: Option<RefreshToken>,
    pub id_token: Option<RawIdToken>,
}

/// The answer that begins a sign-in by device code. The address is shown as a link: see [`TokenEndpoint::authorize_device`].
#[derive(Deserialize)]
pub struct DeviceAuthorization {
    pub device_code: DeviceCode,
    pub user_code: UserCode,
    #[serde(alias = "verification_url")]
    pub verification_uri: Url,
    #[serde(deserialize_with = "seconds")]
    pub expires_in: Option<i64>,
    #[serde(default, deserialize_with = "seconds")]
    pub interval: Option<i64>,
}

/// Why there are no tokens.
#[derive(Debug, thiserror::Error)]
pub enum TokenEndpointError {
    #[error("the token endpoint could not be asked")]
    Http(#[from] HttpError),
    #[error("the token endpoint refused with `{}`", .0.error)]
    Refused(Box<ErrorResponse>),
    #[error("the token endpoint answered status {0} with nothing that could be understood")]
    NotUnderstood(u16),
    #[error("the provider has no such endpoint")]
    NotOffered,
}

/// The token endpoint, with all that every request to it needs.
pub struct TokenEndpoint<'a> {
    pub http: &'a Http,
    pub metadata: &'a ProviderMetadata,
    pub client_id: &'a ClientId,
    pub credential: &'a ClientCredential,
    pub limits: Limits,
}

impl TokenEndpoint<'_> {
    /// Exchanges the code (RFC 6749 §4.1.3, RFC 7636 §4.5). Without the verifier of its transaction there is no exchange.
    pub async fn exchange(
        &self,
        code: &AuthorizationCode,
        verifier: &PkceCodeVerifier,
        redirect_uri: &RedirectUrl,
    ) -> Result<TokenResponse, TokenEndpointError> {
        let grant = [
            ("grant_type", "authorization_code"),
            ("code", code.secret()),
            ("code_verifier", verifier.secret()),
            ("redirect_uri", redirect_uri.as_str()),
        ];
        self.tokens(&grant, self.credential).await
    }

    /// Asks for fresh tokens (RFC 6749 §6), with the `claims` that an API asked for.
    pub async fn refresh(
        &self,
        token: &RefreshToken,
        scopes: &[Scope],
        claims: Option<&ClaimsRequest>,
    ) -> Result<TokenResponse, TokenEndpointError> {
        let scope = scope_parameter(scopes);
        let mut grant = vec![("grant_type", "refresh_token"), ("refresh_token", token.secret()), ("scope", &scope)];
        grant.extend(claims.map(|claims| ("claims", claims.as_str())));
        self.tokens(&grant, self.credential).await
    }

    /// Begins a sign-in by device code (RFC 8628 §3.1), with the `claims` that an API asked for.
    pub async fn authorize_device(
        &self,
        scopes: &[Scope],
        claims: Option<&ClaimsRequest>,
    ) -> Result<DeviceAuthorization, TokenEndpointError> {
        let endpoint = self.metadata.device_authorization_endpoint.as_ref().ok_or(TokenEndpointError::NotOffered)?;
        let scope = scope_parameter(scopes);
        let mut form = vec![("client_id", self.client_id.as_str()), ("scope", &scope)];
        form.extend(claims.map(|claims| ("claims", claims.as_str())));
        let answer = self.http.post_form(endpoint, &form, FormCredential::InForm, self.limits).await?;
        let begun: DeviceAuthorization = understand(&answer)?;
        let can_be_shown =
            http::is_allowed(&begun.verification_uri) && begun.user_code.secret().len() <= LONGEST_USER_CODE;
        if can_be_shown { Ok(begun) } else { Err(TokenEndpointError::NotUnderstood(answer.status.as_u16())) }
    }

    /// Asks whether the device code was approved (RFC 8628 §3.4). The app is a public client here, as at Microsoft.
    pub async fn poll(&self, device_code: &DeviceCode) -> Result<TokenResponse, TokenEndpointError> {
        let grant =
            [("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", device_code.secret())];
        self.tokens(&grant, &ClientCredential::Public).await
    }

    async fn tokens(
        &self,
        grant: &[(&str, &str)],
        credential: &ClientCredential,
    ) -> Result<TokenResponse, TokenEndpointError> {
        let mut form = grant.to_vec();
        let basic_username;
        let basic_password;
        let header = match credential {
            ClientCredential::Secret(secret) if self.metadata.wants_basic_credential() => {
                // RFC 6749 §2.3.1: both are form-encoded before they are joined.
                basic_username = form_encoded(self.client_id.as_str());
                basic_password = form_encoded(secret.secret());
                FormCredential::Basic { username: &basic_username, password: &basic_password }
            }
            ClientCredential::Secret(secret) => {
                form.extend([("client_id", self.client_id.as_str()), ("client_secret", secret.secret())]);
                FormCredential::InForm
            }
            ClientCredential::Public => {
                form.push(("client_id", self.client_id.as_str()));
                FormCredential::InForm
            }
        };
        let answer = self.http.post_form(&self.metadata.token_endpoint, &form, header, self.limits).await?;
        understand(&answer)
    }
}

fn understand<T: de::DeserializeOwned>(answer: &Answer) -> Result<T, TokenEndpointError> {
    let status = answer.status.as_u16();
    if answer.status.is_success() {
        serde_json::from_slice(&answer.body).map_err(|_| TokenEndpointError::NotUnderstood(status))
    } else {
        let refused = ErrorResponse::from_json(&answer.body).ok_or(TokenEndpointError::NotUnderstood(status))?;
        Err(TokenEndpointError::Refused(Box::new(refused)))
    }
}

fn scope_parameter(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
}

fn form_encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Microsoft's B2C endpoints write numbers as text (`"expires_in":"3600"`).
fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Seconds {
        Number(i64),
        Text(String),
    }
    let seconds = match Option::<Seconds>::deserialize(deserializer)? {
        None => return Ok(None),
        Some(Seconds::Number(number)) => number,
        Some(Seconds::Text(text)) => text.parse().map_err(de::Error::custom)?,
    };
    Ok(Some(seconds.clamp(0, LONGEST_SECONDS)))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_SECONDS, TokenResponse};

    #[test]
    fn a_number_may_be_written_as_text() {
        for body in [r#"{"access_token":"a","expires_in":3600}"#, r#"{"access_token":"a","expires_in":"3600"}"#] {
            assert_eq!(serde_json::from_str::<TokenResponse>(body).unwrap().expires_in, Some(3600));
        }
    }

    #[test]
    fn a_number_of_seconds_is_one_to_calculate_with() {
        let seconds = |text: &str| {
            serde_json::from_str::<TokenResponse>(&format!(r#"{{"expires_in":{text}}}"#))
                .ok()
                .map(|response| response.expires_in)
        };
        for (text, expected) in
            [("-1", 0), ("\"-9223372036854775808\"", 0), ("9223372036854775807", LONGEST_SECONDS), ("0", 0)]
        {
            assert_eq!(seconds(text), Some(Some(expected)), "{text}");
        }
        assert_eq!(seconds("null"), Some(None));
        for text in ["9223372036854775808", "1.5", "\"soon\"", "\"\"", "[]", "true"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn an_answer_without_an_access_token_is_understood() {
        let response: TokenResponse = serde_json::from_str(r#"{"id_token":"a.b.c","not_before":"1"}"#).unwrap();
        assert!(response.access_token.is_none() && response.expires_in.is_none());
    }
}
