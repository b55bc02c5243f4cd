//! The log of requests: method, path, status, duration and request ID. The query may contain codes and states, so it is
//! left out.

use std::time::Instant;

use axum::{extract::Request, middleware::Next, response::Response};
use openidconnect::CsrfToken;
use tracing::{Instrument as _, field};

/// The ID of a request in the log. The failure page shows it, so that the log entries of a failure can be found.
#[derive(Clone)]
pub struct RequestId(pub String);

impl RequestId {
    /// Returns 72 random bits, which are short enough to read aloud and long enough that no two requests of a log have
    /// the same ID.
    fn new_random() -> Self {
        Self(CsrfToken::new_random_len(9).into_secret())
    }
}

/// Gives every request an ID, which all log entries of the request contain.
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
