//! The authorization response (RFC 6749 §4.1.2), and whose answer it says it is (RFC 9207).

use openidconnect::{AuthorizationCode, CsrfToken};
use sha2::{Digest, Sha256};

use super::{ErrorResponse, ProviderMetadata};
use crate::server::entra::is_guid;

/// The parameters of the callback, as they came.
#[derive(Default)]
pub struct ResponseParameters {
    pub code: Option<AuthorizationCode>,
    pub state: Option<CsrfToken>,
    pub error: Option<String>,
    pub error_description: Option<String>,
    /// RFC 9207 §2.
    pub iss: Option<String>,
}

/// What came back to the redirect URI. Untrusted until it is paired with a sign-in transaction.
pub struct AuthorizationResponse {
    pub state: CsrfToken,
    pub answer: AuthorizationAnswer,
    pub issuer: Option<String>,
}

/// What the provider answered.
pub enum AuthorizationAnswer {
    Code(AuthorizationCode),
    Error(ErrorResponse),
}

/// Why the issuer that a response names, or does not name, is refused (RFC 9207 §2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResponseIssuerError {
    #[error("the authorization response comes from another issuer (`iss`)")]
    Other,
    #[error("the authorization response names no issuer (`iss`), but the provider's metadata promises one")]
    Missing,
}

impl AuthorizationResponse {
    /// Longer values are not what this app or a provider made.
    const LONGEST: usize = 8 * 1024;

    /// Reads the parameters of the callback. None: this is no authorization response, because a value is far too long,
    /// `state` is missing, or there is neither a code nor an error, or both.
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
        let answer = match (code, error) {
            (Some(code), None) if !code.secret().is_empty() => AuthorizationAnswer::Code(code),
            (None, Some(error)) => AuthorizationAnswer::Error(ErrorResponse::from_parameters(error, description)),
            _ => return None,
        };
        Some(Self { state, answer, issuer })
    }

    /// Returns what tells this answer from another one with the same `state`: a hash, from which nothing can be redeemed.
    pub fn fingerprint(&self) -> [u8; 32] {
        let hash = match &self.answer {
            AuthorizationAnswer::Code(code) => Sha256::new().chain_update(b"code\0").chain_update(code.secret()),
            AuthorizationAnswer::Error(error) => Sha256::new()
                .chain_update(b"error\0")
                .chain_update(&error.error)
                .chain_update(b"\0")
                .chain_update(error.number.as_deref().unwrap_or_default()),
        };
        hash.finalize().into()
    }

    /// Refuses an answer that another provider gave (mix-up, RFC 9700 §4.4).
    ///
    /// The comparison is that of texts (RFC 9207 §2.4). Where the metadata's issuer is Microsoft's template, any tenant may
    /// stand in its place; which one it is, the ID token has to confirm.
    pub fn check_issuer(&self, metadata: &ProviderMetadata) -> Result<(), ResponseIssuerError> {
        match &self.issuer {
            None if metadata.authorization_response_iss_parameter_supported => Err(ResponseIssuerError::Missing),
            Some(issuer) if !is_issuer(&metadata.issuer, issuer) => Err(ResponseIssuerError::Other),
            _ => Ok(()),
        }
    }

    /// Refuses an answer that names another issuer than the ID token that it led to.
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
