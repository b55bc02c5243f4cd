//! The reasons why a request for an access token fails.

use openidconnect::AccessToken;

use super::AuthError;
use crate::{
    error::AppError,
    server::{metrics::labels::RefreshOutcome, oidc::ClaimsRequest, session::StoreError},
};

/// The reason why no access token is available.
#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    /// The session has ended, its tokens have expired, or the provider has revoked them: the user must sign in again.
    #[error("the sign-in has ended")]
    Ended,
    /// The provider requires an interaction with the user. The session continues, and the next sign-in requests the
    /// missing scopes or claims ([`TokenSet::challenge`](crate::server::session::TokenSet::challenge)).
    #[error("the provider requires a step-up")]
    StepUp,
    /// The downstream API rejected the access token, or the provider issued none for the API. The session has no
    /// refresh token to get another one.
    #[error("there is no refresh token")]
    Irreplaceable,
    /// Another request is refreshing the tokens, and the wait for it timed out.
    #[error("another request is still refreshing the access token")]
    Busy,
    #[error("the request for a new access token failed")]
    Provider(#[source] AuthError),
    #[error("the session store failed")]
    Store(#[from] StoreError),
    #[error("the task that requests an access token panicked; see the log lines before this one")]
    Stopped,
}

impl RefreshError {
    /// Returns the outcome of a failed refresh in metrics.
    pub(super) const fn outcome(&self) -> RefreshOutcome {
        match self {
            Self::Ended | Self::Irreplaceable => RefreshOutcome::Ended,
            Self::StepUp => RefreshOutcome::StepUp,
            Self::Busy | Self::Stopped => RefreshOutcome::Busy,
            Self::Provider(_) => RefreshOutcome::ProviderError,
            Self::Store(_) => RefreshOutcome::StoreError,
        }
    }
}

/// An access token that the downstream API rejected, and the claims that its response requires instead.
#[derive(Clone)]
pub struct RefusedToken {
    pub token: AccessToken,
    pub claims: Option<ClaimsRequest>,
}

impl From<RefreshError> for AppError {
    fn from(error: RefreshError) -> Self {
        match error {
            RefreshError::Ended => Self::SessionEnded,
            RefreshError::Busy => Self::Busy,
            RefreshError::Provider(_) => Self::ProviderUnavailable,
            RefreshError::Store(_) => Self::StoreUnavailable,
            RefreshError::StepUp | RefreshError::Irreplaceable => Self::ApiUnauthorized,
            RefreshError::Stopped => Self::Unexpected,
        }
    }
}
