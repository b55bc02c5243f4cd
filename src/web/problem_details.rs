//! The errors of the protected API as JSON (RFC 9457), instead of the pages that users get.

use std::mem;

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::page::PageToRender;

const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");

/// The headers that an error keeps when its body is replaced by problem details.
const KEPT: [HeaderName; 3] = [header::RETRY_AFTER, header::ALLOW, header::WWW_AUTHENTICATE];

/// An error of the protected API. Its texts are fixed, so they never repeat a token or another part of the request.
#[derive(Clone, Debug)]
pub struct ProblemDetails {
    status: StatusCode,
    detail: Option<String>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl ProblemDetails {
    /// Makes an error with the general title of this status.
    pub fn new(status: StatusCode) -> Self {
        Self { status, detail: None, headers: Vec::new() }
    }

    /// Adds an explanation of this error.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// Adds a header. A value that no header can contain is left out.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.extend(HeaderValue::from_str(value).ok().map(|value| (name, value)));
        self
    }
}

impl IntoResponse for ProblemDetails {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or("Error");
        let mut body = json!({ "type": "about:blank", "title": title, "status": self.status.as_u16() });
        if let Some(detail) = self.detail {
            body["detail"] = detail.into();
        }
        let mut response = (self.status, [(header::CONTENT_TYPE, PROBLEM_JSON)], body.to_string()).into_response();
        response.headers_mut().extend(self.headers);
        response
    }
}

/// Replaces the body of every other error by problem details: of the rate limit, of a wrong method, of an extractor.
pub async fn with_problem_details(request: Request, next: Next) -> Response {
    of_error(next.run(request).await)
}

/// Replaces the body or the page of an error by problem details. Returns any other response unchanged.
pub fn of_error(mut response: Response) -> Response {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || response.headers().get(header::CONTENT_TYPE) == Some(&PROBLEM_JSON) {
        return response;
    }
    let mut replaced = ProblemDetails::new(status).into_response();
    // The layer of the metrics reads the route from the extensions.
    *replaced.extensions_mut() = mem::take(response.extensions_mut());
    replaced.extensions_mut().remove::<PageToRender>();
    for name in KEPT {
        for value in response.headers().get_all(&name) {
            replaced.headers_mut().append(&name, value.clone());
        }
    }
    replaced
}
