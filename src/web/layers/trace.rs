//! The log of requests: method, path, status, duration and request ID, and the server span of each request. The query may
//! contain codes and states, so it is left out.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use ipnet::IpNet;
use tracing::{Instrument as _, field};
use url::Url;

use crate::{
    paths::Base,
    server::correlation::{InboundRequest, RequestContext, RequestId},
    web::client_address::is_from_trusted_proxy,
};

/// The settings of the layer [`trace`].
pub struct Tracing {
    scheme: &'static str,
    trusted_proxies: Vec<IpNet>,
}

impl Tracing {
    /// Returns the settings for an app with this address. `traceparent` is accepted from these proxies only, because any other
    /// client could add spans to the traces of others, or have each of its requests sampled.
    pub fn of(public_url: &Url, trusted_proxies: &[IpNet]) -> Self {
        let scheme = if public_url.scheme() == "https" { "https" } else { "http" };
        Self { scheme, trusted_proxies: trusted_proxies.to_vec() }
    }
}

/// Gives every request an ID, which all log entries of the request contain, and a span.
pub async fn trace(State(tracing): State<Arc<Tracing>>, mut request: Request, next: Next) -> Response {
    let id = RequestId::new_random();
    let context = RequestContext::begin(&InboundRequest {
        id,
        method: request.method().as_str(),
        scheme: tracing.scheme,
        path: request.uri().path(),
        route: request.extensions().get::<MatchedPath>().map(MatchedPath::as_str),
        parent: is_from_trusted_proxy(&request, &tracing.trusted_proxies).then(|| request.headers()),
    });
    let path = request.uri().path().escape_debug();
    // At the level of errors, so that every entry of the log has the ID with every value of RUST_LOG.
    let span = tracing::error_span!("request", %id, trace_id = field::Empty, method = %request.method(), %path);
    if let Some(trace_id) = context.trace_id() {
        span.record("trace_id", trace_id.as_str());
    }
    if !span.is_disabled() {
        request.extensions_mut().insert(id);
    }
    let started = Instant::now();
    async {
        let response = context.run(next.run(request)).await;
        context.end(response.status());
        let (status, microseconds) = (response.status().as_u16(), started.elapsed().as_micros());
        tracing::debug!(status, microseconds, "response sent");
        response
    }
    .instrument(span)
    .await
}

/// Adds the route to the server span of a request below a base path, because only the inner router knows it.
pub async fn find_route(State(base): State<Base>, request: Request, next: Next) -> Response {
    if let Some(route) = request.extensions().get::<MatchedPath>() {
        RequestContext::found_route(request.method().as_str(), &base.join(route.as_str()));
    }
    next.run(request).await
}
