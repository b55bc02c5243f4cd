//! Errors of requests to the downstream API, and their meaning for the user.

use super::FailedResponse;
use crate::{
    error::AppError,
    server::{
        auth::RefreshError,
        http::HttpError,
        session::{Reference, StoreError},
    },
};

/// Why a request to the downstream API has no result.
#[derive(Debug, thiserror::Error)]
pub enum GraphError {
    #[error("no downstream API is configured")]
    NoEndpoint,
    #[error("no access token was sent, because the address is neither at ENDPOINT nor at Microsoft Graph")]
    ForeignAddress,
    #[error("the sign-in has ended")]
    SessionEnded,
    #[error("there is no access token")]
    Token(#[source] RefreshError),
    #[error("the downstream API could not be called")]
    Http(#[from] HttpError),
    #[error("the downstream API responded with {0}")]
    Failed(FailedResponse),
    #[error("the downstream API's response is not JSON")]
    NotJson { media_type: Option<String>, bytes: usize },
    /// The message of the JSON parser is left out, because it quotes values.
    #[error("the downstream API's JSON does not have the expected members (line {line}, column {column})")]
    UnexpectedJson { line: usize, column: usize },
    #[error("the downstream API's response has a content coding that was not requested")]
    UnknownEncoding { encoding: String },
    /// The reference leads to the stored step-up.
    #[error("the provider or the downstream API requires one more step")]
    StepUp(Reference),
    #[error("the user's groups are unknown")]
    MembershipUnknown,
    #[error("the session store failed")]
    Store(#[from] StoreError),
}

impl GraphError {
    /// Logs the error. Each public function of this module that sends a request calls this once.
    pub(super) fn log(&self) {
        tracing::warn!(error = self as &dyn std::error::Error, "the request to the downstream API failed");
    }
}

impl From<RefreshError> for GraphError {
    fn from(error: RefreshError) -> Self {
        if matches!(error, RefreshError::Ended) { Self::SessionEnded } else { Self::Token(error) }
    }
}

impl From<GraphError> for AppError {
    fn from(error: GraphError) -> Self {
        match error {
            GraphError::SessionEnded => Self::SessionEnded,
            GraphError::Token(error) => error.into(),
            GraphError::StepUp(reference) => Self::step_up(reference.into_secret()),
            GraphError::MembershipUnknown => Self::MembershipUnknown,
            GraphError::Store(_) => Self::StoreUnavailable,
            GraphError::Http(HttpError::Timeout) => Self::ApiTimeout,
            GraphError::Http(HttpError::TooLarge(_)) => Self::ApiTooLarge,
            GraphError::Http(HttpError::Undecodable(_)) => Self::ApiUndecodable { encoding: None },
            GraphError::Http(_) => Self::ApiUnreachable,
            GraphError::NotJson { media_type, bytes } => {
                Self::ApiNotJson { media_type, bytes: u32::try_from(bytes).unwrap_or(u32::MAX) }
            }
            GraphError::UnexpectedJson { .. } => Self::ApiUnexpectedJson,
            GraphError::UnknownEncoding { encoding } => Self::ApiUndecodable { encoding: Some(encoding) },
            GraphError::ForeignAddress => Self::Unexpected,
            GraphError::NoEndpoint => Self::ApiNotConfigured,
            GraphError::Failed(response) => response.into(),
        }
    }
}
