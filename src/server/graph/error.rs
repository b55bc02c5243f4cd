//! Why the downstream API did not answer as hoped, and what the person is told.

use openidconnect::CsrfToken;

use crate::{
    error::AppError,
    server::{
        auth::RefreshError,
        http::{Answer, HttpError},
        session::StoreError,
    },
};

/// Why the downstream API did not answer as hoped.
#[derive(Debug, thiserror::Error)]
pub enum GraphError {
    #[error("no downstream API is configured")]
    NoEndpoint,
    #[error("the sign-in has ended")]
    SessionEnded,
    #[error("there is no access token")]
    Token(#[source] RefreshError),
    #[error("the downstream API could not be called")]
    Http(#[from] HttpError),
    #[error("the downstream API answered with status {status}")]
    Status { status: u16, retry_after: Option<u32> },
    #[error("the downstream API's answer is not JSON")]
    NotJson,
    /// The reference finds on the server what the step is for.
    #[error("the provider or the downstream API asks for one more step")]
    StepUp(CsrfToken),
    #[error("the groups of a person cannot be found out")]
    MembershipUnknown,
    #[error("the session store failed")]
    Store(#[from] StoreError),
}

impl GraphError {
    /// Takes an answer that is no success.
    pub fn from_answer(answer: &Answer) -> Self {
        let retry_after = answer.headers.get("retry-after").and_then(|value| value.to_str().ok()?.trim().parse().ok());
        Self::Status { status: answer.status.as_u16(), retry_after }
    }
}

impl From<RefreshError> for GraphError {
    fn from(error: RefreshError) -> Self {
        if matches!(error, RefreshError::Ended) { Self::SessionEnded } else { Self::Token(error) }
    }
}

impl From<GraphError> for AppError {
    fn from(error: GraphError) -> Self {
        tracing::warn!(error = &error as &dyn std::error::Error, "the downstream API did not answer as hoped");
        match error {
            GraphError::SessionEnded => Self::SessionEnded,
            GraphError::Token(error) => error.into(),
            GraphError::StepUp(reference) => Self::step_up(reference.into_secret()),
            GraphError::MembershipUnknown => Self::MembershipUnknown,
            GraphError::Store(_) => Self::StoreUnavailable,
            GraphError::Http(HttpError::Timeout) => Self::ApiTimeout,
            GraphError::Http(HttpError::TooLarge(_)) => Self::ApiTooLarge,
            GraphError::Http(_) => Self::ApiUnreachable,
            GraphError::NotJson => Self::ApiNotJson,
            GraphError::Status { status: 401, .. } => Self::ApiUnauthorized,
            GraphError::Status { status: 403, .. } => Self::ApiForbidden,
            GraphError::NoEndpoint | GraphError::Status { status: 404, .. } => Self::ApiNotFound,
            GraphError::Status { status: 429, retry_after } => Self::ApiThrottled { retry_after },
            GraphError::Status { status, .. } => Self::ApiFailed { status },
        }
    }
}
