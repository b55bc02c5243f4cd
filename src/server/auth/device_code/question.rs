//! One question to the provider about a device code (RFC 8628 §3.4).

use openidconnect::DeviceCode;

use super::super::{AuthError, RelyingParty};
use crate::server::oidc::{ProviderSnapshot, TokenEndpointError, TokenResponse};

/// What the provider says of a device code.
pub enum Answer {
    Tokens(Box<TokenResponse>),
    NotYet { slow_down: bool },
}

/// Asks once whether a device code has been approved.
pub async fn question(
    relying_party: &RelyingParty,
    provider: &ProviderSnapshot,
    device_code: &DeviceCode,
) -> Result<Answer, AuthError> {
    match relying_party.token_endpoint(provider).poll(device_code).await {
        Ok(response) => Ok(Answer::Tokens(Box::new(response))),
        Err(TokenEndpointError::Refused(error)) if error.error == "authorization_pending" => {
            Ok(Answer::NotYet { slow_down: false })
        }
        Err(TokenEndpointError::Refused(error)) if error.error == "slow_down" => Ok(Answer::NotYet { slow_down: true }),
        Err(error) if may_pass(&error) => {
            // The code is still good: the next question may get through (RFC 8628 §3.5).
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the provider could not be asked about a device code"
            );
            Ok(Answer::NotYet { slow_down: true })
        }
        Err(error) => Err(error.into()),
    }
}

fn may_pass(error: &TokenEndpointError) -> bool {
    match error {
        TokenEndpointError::Http(_) | TokenEndpointError::NotUnderstood(429 | 500..) => true,
        TokenEndpointError::Refused(error) => {
            matches!(error.error.as_str(), "server_error" | "temporarily_unavailable")
        }
        _ => false,
    }
}
