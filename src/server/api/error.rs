//! Errors of requests to the downstream API, and their meaning for the user.

use super::FailedResponse;
use crate::{
    error::AppError,
    server::{
        auth::RefreshError,
        config::Variable,
        http::HttpError,
        named_apis::endpoint_setting,
        session::{Reference, StoreError},
    },
};

/// Why a request to the downstream API has no result.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    #[error("the downstream API is not configured: {setting} is missing")]
    NoEndpoint { setting: String },
    #[error("no access token was sent, because the address is not at the API")]
    ForeignAddress,
    #[error("the link to the next page of a list is not at the API, so it is not followed")]
    ForeignLink,
    #[error("the browser requested a page of a list that is not at ENDPOINT")]
    ForeignPage,
    #[error("the list has more pages than this app reads")]
    TooManyPages,
    #[error("the file of the downstream API has another type than the app accepts")]
    UnexpectedType { media_type: Option<String> },
    #[error("the body of the request cannot be written as JSON")]
    InvalidBody,
    /// The guard against cross-site requests protects `POST` routes and server functions only.
    #[error(
        "a request that changes data was not sent, because the browser's request is no POST request of this app's own pages"
    )]
    NotIntended,
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

impl ApiError {
    /// The error of an app without `ENDPOINT`, which is the address of an API or of Microsoft Graph.
    pub fn no_endpoint() -> Self {
        Self::NoEndpoint { setting: Variable::Endpoint.name().to_owned() }
    }

    /// The error of an API by name without settings.
    pub fn no_endpoint_of(api: &str) -> Self {
        Self::NoEndpoint { setting: endpoint_setting(api) }
    }

    /// Logs the error. Each public function that sends a request to an API calls this once.
    pub fn log(&self) {
        tracing::warn!(error = self as &dyn std::error::Error, "the request to the downstream API failed");
    }
}

impl From<RefreshError> for ApiError {
    fn from(error: RefreshError) -> Self {
        if matches!(error, RefreshError::Ended) { Self::SessionEnded } else { Self::Token(error) }
    }
}

impl From<ApiError> for AppError {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::SessionEnded => Self::SessionEnded,
            ApiError::Token(error) => error.into(),
            ApiError::StepUp(reference) => Self::step_up(reference.into_secret()),
            ApiError::MembershipUnknown => Self::MembershipUnknown,
            ApiError::Store(_) => Self::StoreUnavailable,
            ApiError::Http(HttpError::Timeout) => Self::ApiTimeout,
            ApiError::Http(HttpError::TooLarge(_)) | ApiError::TooManyPages => Self::ApiTooLarge,
            ApiError::Http(HttpError::Undecodable(_)) => Self::ApiUndecodable { encoding: None },
            ApiError::Http(_) => Self::ApiUnreachable,
            ApiError::NotJson { media_type, bytes } => {
                Self::ApiNotJson { media_type, bytes: u32::try_from(bytes).unwrap_or(u32::MAX) }
            }
            ApiError::UnexpectedJson { .. } | ApiError::ForeignLink | ApiError::UnexpectedType { .. } => {
                Self::ApiUnexpectedJson
            }
            ApiError::UnknownEncoding { encoding } => Self::ApiUndecodable { encoding: Some(encoding) },
            ApiError::ForeignPage => Self::ApiForeignPage,
            ApiError::ForeignAddress | ApiError::InvalidBody | ApiError::NotIntended => Self::Unexpected,
            ApiError::NoEndpoint { setting } => Self::ApiNotConfigured { setting },
            ApiError::Failed(response) => response.into(),
        }
    }
}
