//! A page as an answer: which view, with which status. The frame around it is the layer's business.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::{error::AppError, model::View};

/// A page as an answer. [`super::layers::render_and_protect`] finds it in the response's extensions and renders it, so
/// that handlers know nothing of nonces and documents.
#[derive(Clone)]
pub struct PageAnswer {
    status: StatusCode,
    view: View,
    refresh: Option<String>,
}

/// Seconds after which it is worth to try again what is out of reach.
const SOON: &str = "5";

/// What the layer finds in the response's extensions.
#[derive(Clone)]
pub struct ViewToRender(pub View);

impl PageAnswer {
    /// Answers with a view.
    pub fn new(status: StatusCode, view: View) -> Self {
        Self { status, view, refresh: None }
    }

    /// Answers with a failure, in its own words and with its own status.
    pub fn error(error: AppError) -> Self {
        Self::new(status_of(&error), View::Failed(error))
    }

    /// Lets the browser go on to another address by itself, with or without JavaScript.
    pub fn going_on_to(mut self, address: &str) -> Self {
        self.refresh = Some(format!("0; url={address}"));
        self
    }
}

/// Returns the HTTP status of a failure.
pub fn status_of(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

impl IntoResponse for PageAnswer {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        let retry_after = match &self.view {
            View::Failed(error) | View::ApiResult(Err(error)) => retry_after(error),
            View::SignInFailed(_) if self.status == StatusCode::SERVICE_UNAVAILABLE => Some(SOON.to_owned()),
            _ => None,
        };
        let headers = [("refresh", self.refresh), ("retry-after", retry_after)];
        for (name, value) in headers {
            if let Some(value) = value.and_then(|value| value.parse().ok()) {
                response.headers_mut().insert(name, value);
            }
        }
        response.extensions_mut().insert(ViewToRender(self.view));
        response
    }
}

/// Returns the value of `Retry-After` (RFC 9110 §10.2.3), in seconds.
pub fn retry_after(error: &AppError) -> Option<String> {
    match error {
        AppError::ApiThrottled { retry_after } | AppError::ApiFailed { retry_after, .. } => {
            retry_after.map(|seconds| seconds.to_string())
        }
        AppError::TooManyRequests { retry_after } => Some(retry_after.to_string()),
        AppError::StoreUnavailable | AppError::ProviderUnavailable | AppError::Busy => Some(SOON.to_owned()),
        _ => None,
    }
}
