//! The log of requests: method, path, status and duration, under an ID. The query is not logged: it may contain codes and states.

use std::time::Instant;

use axum::{extract::Request, middleware::Next, response::Response};
use openidconnect::CsrfToken;
use tracing::{Instrument as _, field};

/// The ID of a request in the log. The failure page shows it, so that the log entries of a failure can be found.
#[derive(Clone)]
pub struct RequestId(pub String);

impl RequestId {
    /// Returns 72 random bits: short enough to read aloud, and no two requests of one log have the same.
    fn new_random() -> Self {
        Self(CsrfToken::new_random_len(9).into_secret())
    }
}

/// Gives every request an ID that all its log entries have.
pub async fn trace(mut request: Request, next: Next) -> Response {
    let path = request.uri().path().escape_debug();
    let span = tracing::info_span!("request", id = field::Empty, method = %request.method(), %path);
    if !span.is_disabled() {
        let id = RequestId::new_random();
        span.record("id", &id.0);
        request.extensions_mut().insert(id);
    }
    let started = Instant::now();
    async {
        let response = next.run(request).await;
        let (status, microseconds) = (response.status().as_u16(), started.elapsed().as_micros());
        tracing::debug!(status, microseconds, "response sent");
        response
    }
    .instrument(span)
    .await
}
