//! The log of requests: method, path, status and time, under an ID. Never the query: codes and states travel there.

use std::time::Duration;

use axum::http::{Request, Response};
use openidconnect::CsrfToken;
use tower_http::{
    classify::{ServerErrorsAsFailures, SharedClassifier},
    trace::TraceLayer,
};
use tracing::Span;

type Classifier = SharedClassifier<ServerErrorsAsFailures>;

/// Returns the layer that logs requests.
pub fn trace<B>() -> TraceLayer<
    Classifier,
    impl Fn(&Request<B>) -> Span + Clone,
    impl Fn(&Request<B>, &Span) + Clone,
    impl Fn(&Response<axum::body::Body>, Duration, &Span) + Clone,
    (),
    (),
    (),
> {
    TraceLayer::new_for_http()
        .make_span_with(span::<B>)
        .on_request(|_: &Request<B>, _: &Span| ())
        .on_response(|response: &Response<_>, latency: Duration, _: &Span| {
            tracing::debug!(status = response.status().as_u16(), microseconds = latency.as_micros(), "answered");
        })
        .on_body_chunk(())
        .on_eos(())
        .on_failure(())
}

fn span<B>(request: &Request<B>) -> Span {
    let span = tracing::info_span!(
        "request",
        id = tracing::field::Empty,
        method = %request.method(),
        path = request.uri().path().escape_debug().to_string(),
    );
    if !span.is_disabled() {
        span.record("id", CsrfToken::new_random_len(9).secret());
    }
    span
}
