//! The authorization response (RFC 6749 §4.1.2), and the issuer that it names (RFC 9207).

use openidconnect::{AuthorizationCode, CsrfToken};
use sha2::{Digest, Sha256};

use super::{ErrorResponse, ProviderMetadata};
use crate::server::entra::is_guid;

/// The parameters of a request to the redirect URI (callback), as received.
#[derive(Default)]
pub struct ResponseParameters {
    pub code: Option<AuthorizationCode>,
    pub state: Option<CsrfToken>,
    pub error: Option<String>,
    pub error_description: Option<String>,
    /// The issuer that sent the response (RFC 9207 §2).
    pub iss: Option<String>,
}

/// The authorization response at the redirect URI. It is untrusted until it is matched with a sign-in transaction.
pub struct AuthorizationResponse {
    pub state: CsrfToken,
    pub result: AuthorizationResult,
    pub issuer: Option<String>,
}

/// The result of an authorization request, as the provider reports it.
pub enum AuthorizationResult {
    Code(AuthorizationCode),
    Error(ErrorResponse),
}

/// Why the issuer of an authorization response is rejected (RFC 9207 §2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResponseIssuerError {
    #[error("the authorization response comes from another issuer (`iss`)")]
    Other,
    #[error("the authorization response names no issuer (`iss`), but the provider's metadata promises one")]
    Missing,
}

impl AuthorizationResponse {
    /// Upper bound of a parameter's value, in bytes. Neither this app nor a provider creates longer values.
    const LONGEST: usize = 8 * 1024;

    /// Reads the parameters of the callback. `None` if this is not an authorization response: a value is too long, `state` is
    /// missing, or there is neither a code nor an error, or both.
    pub fn parse(parameters: ResponseParameters) -> Option<Self> {
        let ResponseParameters { code, state, error, error_description: description, iss: issuer } = parameters;
        let values = [
            code.as_ref().map(AuthorizationCode::secret),
            state.as_ref().map(CsrfToken::secret),
            error.as_ref(),
            description.as_ref(),
            issuer.as_ref(),
        ];
        if values.into_iter().flatten().any(|value| value.len() > Self::LONGEST) {
            return None;
        }
        let state = state.filter(|state| !state.secret().is_empty())?;
        let result = match (code, error) {
            (Some(code), None) if !code.secret().is_empty() => AuthorizationResult::Code(code),
            (None, Some(error)) => AuthorizationResult::Error(ErrorResponse::from_parameters(error, description)),
            _ => return None,
        };
        Some(Self { state, result, issuer })
    }

    /// Returns a hash of the code or error. If the same response arrives twice, the hashes are equal; those of
    /// different responses with the same `state` differ. The code cannot be recovered from the hash.
    pub fn fingerprint(&self) -> [u8; 32] {
        let hash = match &self.result {
            AuthorizationResult::Code(code) => Sha256::new().chain_update(b"code\0").chain_update(code.secret()),
            AuthorizationResult::Error(error) => Sha256::new()
                .chain_update(b"error\0")
                .chain_update(&error.error)
                .chain_update(b"\0")
                .chain_update(error.number.as_deref().unwrap_or_default()),
        };
        hash.finalize().into()
    }

    /// Rejects the response of another provider (mix-up attack, RFC 9700 §4.4).
    ///
    /// The issuers are compared as text (RFC 9207 §2.4). If the metadata names Microsoft's template, any tenant is accepted
    /// here, and [`Self::check_issuer_of_token`] compares it with the ID token.
    pub fn check_issuer(&self, metadata: &ProviderMetadata) -> Result<(), ResponseIssuerError> {
        match &self.issuer {
            None if metadata.authorization_response_iss_parameter_supported => Err(ResponseIssuerError::Missing),
            Some(issuer) if !is_issuer(&metadata.issuer, issuer) => Err(ResponseIssuerError::Other),
            _ => Ok(()),
        }
    }

    /// Rejects a response that names another issuer than the ID token for which its code was redeemed.
    pub fn check_issuer_of_token(&self, issuer: &str) -> Result<(), ResponseIssuerError> {
        match &self.issuer {
            Some(named) if named != issuer => Err(ResponseIssuerError::Other),
            _ => Ok(()),
        }
    }
}

fn is_issuer(expected: &str, issuer: &str) -> bool {
    let Some((before, after)) = expected.split_once("{tenantid}") else { return expected == issuer };
    let tenant = issuer.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    tenant.is_some_and(is_guid)
}

#[cfg(test)]
mod tests;
