//! An [`AppError`] as a response: a page for a form or a link, JSON for the hydrated client.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::*;

use super::{HomepageLink, page::Page};
use crate::{
    error::{AppError, SentError, ShownError},
    islands::NextStepLink,
    server::correlation::RequestId,
    text, texts,
};

/// The value of `Retry-After`, in seconds, for a request that failed because a service was unavailable.
pub const RETRY_SOON: &str = "5";

impl From<AppError> for Page {
    fn from(error: AppError) -> Self {
        let page = Self::new(error.title()).status(status_of(&error));
        let page = match retry_after(&error) {
            Some(seconds) => page.header(header::RETRY_AFTER, &seconds),
            None => page,
        };
        page.view(move || view! { <Failure error /> })
    }
}

/// Returns the HTTP status of an error.
pub fn status_of(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Returns the value of `Retry-After` for an error (RFC 9110 §10.2.3), in seconds.
pub fn retry_after(error: &AppError) -> Option<String> {
    match error {
        AppError::ApiThrottled { retry_after } | AppError::ApiFailed { retry_after, .. } => {
            retry_after.map(|seconds| seconds.to_string())
        }
        AppError::TooManyRequests { retry_after } => Some(retry_after.to_string()),
        AppError::StoreUnavailable | AppError::ProviderUnavailable | AppError::Busy => Some(RETRY_SOON.to_owned()),
        _ => None,
    }
}

/// Responds with an error, as a page or as JSON, depending on what the request accepts.
pub fn response(headers: &HeaderMap, error: AppError) -> Response {
    if wants_page(headers) { Page::from(error).into_response() } else { as_json(&error) }
}

/// Responds with an error as JSON.
pub fn as_json(error: &AppError) -> Response {
    let json = HeaderValue::from_static("application/json");
    let body = serde_json::to_vec(&SentError { error, shown: ShownError::from(error) }).unwrap_or_default();
    let mut response = (status_of(error), [(header::CONTENT_TYPE, json)], body).into_response();
    if let Some(seconds) = retry_after(error).and_then(|seconds| seconds.parse().ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// Returns whether a request accepts HTML, as a form or a link does. The hydrated client accepts JSON.
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

/// Shows what failed and what the user can do next.
#[component]
pub fn Failure(error: AppError) -> impl IntoView {
    // The page explains neither error; only the log does. So the page shows the request ID by which the log entry is
    // found.
    let request_id =
        matches!(error, AppError::Unexpected | AppError::StoreUnavailable).then(use_context::<RequestId>).flatten();
    let ShownError { title, advice, next, is_temporary, .. } = ShownError::from(&error);
    view! {
        <section class="card">
            <h1>{title}</h1>
            <p>{advice}</p>
            <p class="actions">
                {next.map(|next| view! { <NextStepLink next /> })}
                {is_temporary
                    .then(|| {
                        // The empty address is that of the failed page itself. The address of a form leads to the page with the form.
                        view! {
                            <a class="button main" href="">
                                {text!("error-try-again")}
                            </a>
                        }
                    })}
                <HomepageLink />
            </p>
            {request_id
                .map(|id| {
                    let (before, after) = texts::around("error-request-id");
                    view! {
                        <p class="note">{before} <code dir="ltr">{id.to_string()}</code> {after}</p>
                    }
                })}
        </section>
    }
}
