//! One token request with a device code (RFC 8628 §3.4).

use openidconnect::DeviceCode;

use crate::server::{
    auth::{AuthError, RelyingParty},
    oidc::{ProviderSnapshot, TokenEndpointError, TokenResponse},
};

/// The provider's response to a token request with a device code.
pub enum DeviceTokenResponse {
    Tokens(Box<TokenResponse>),
    NotYet { slow_down: bool },
}

/// Polls the token endpoint once for the tokens of a device code. A temporary failure counts as
/// [`DeviceTokenResponse::NotYet`].
pub async fn poll_token_endpoint(
    relying_party: &RelyingParty,
    provider: &ProviderSnapshot,
    device_code: &DeviceCode,
) -> Result<DeviceTokenResponse, AuthError> {
    match relying_party.token_endpoint(provider).poll(device_code).await {
        Ok(response) => Ok(DeviceTokenResponse::Tokens(Box::new(response))),
        Err(TokenEndpointError::Refused(error)) if error.error == "authorization_pending" => {
            Ok(DeviceTokenResponse::NotYet { slow_down: false })
        }
        Err(TokenEndpointError::Refused(error)) if error.error == "slow_down" => {
            Ok(DeviceTokenResponse::NotYet { slow_down: true })
        }
        Err(error) if is_temporary(&error) => {
            // The device code is still valid, so the next poll can succeed (RFC 8628 §3.5).
            tracing::warn!(error = &error as &dyn std::error::Error, "a poll with a device code failed");
            Ok(DeviceTokenResponse::NotYet { slow_down: true })
        }
        Err(error) => Err(error.into()),
    }
}

fn is_temporary(error: &TokenEndpointError) -> bool {
    match error {
        TokenEndpointError::Http(_) | TokenEndpointError::NotUnderstood(429 | 500..) => true,
        TokenEndpointError::Refused(error) => {
            matches!(error.error.as_str(), "server_error" | "temporarily_unavailable")
        }
        _ => false,
    }
}
