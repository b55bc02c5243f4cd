//! The log of requests: method, path, status and time, under an ID. Never the query: codes and states travel there.

use std::time::Instant;

use axum::{extract::Request, middleware::Next, response::Response};
use openidconnect::CsrfToken;
use tracing::{Instrument as _, field};

/// The ID under which the log has what happened on the way of a request.
#[derive(Clone)]
pub struct RequestId(pub String);

/// Gives every request an ID, under which all that is logged on its way can be found.
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
