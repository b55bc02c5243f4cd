//! The log of requests: method, path, status and duration, under an ID. The query is not logged: it may contain codes and states.

use std::time::Instant;

use axum::{extract::Request, middleware::Next, response::Response};
use openidconnect::CsrfToken;
use tracing::{Instrument as _, field};

/// The ID of a request in the log.
#[derive(Clone)]
pub struct RequestId(pub String);

/// Gives every request an ID that all its log entries have.
pub async fn trace(mut request: Request, next: Next) -> Response {
    let path = request.uri().path().escape_debug();
    let span = tracing::info_span!("request", id = field::Empty, method = %request.method(), %path);
    if !span.is_disabled() {
        let id = CsrfToken::new_random_len(9).into_secret();
        span.record("id", &id);
        request.extensions_mut().insert(RequestId(id));
    }
    let started = Instant::now();
    async {
        let response = next.run(request).await;
        let (status, microseconds) = (response.status().as_u16(), started.elapsed().as_micros());
        tracing::debug!(status, microseconds, "answered");
        response
    }
    .instrument(span)
    .await
}
