//! `GET /health/live`: the liveness probe.
//!
//! It checks neither the provider nor the store: a restart of this process would not help if one of them is down.

use axum::http::{HeaderValue, header};

/// Responds as long as the process works.
pub async fn live() -> ([(header::HeaderName, HeaderValue); 1], &'static str) {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], "live\n")
}
