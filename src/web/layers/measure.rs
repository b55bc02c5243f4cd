//! Records the duration of each request to the app, by method, route and status.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};

use crate::server::metrics::{Metrics, ServerRequest};

/// Measures a request from its headers to the headers of the response. The router adds this layer only if metrics are recorded. The
/// other layers find the metrics in the extensions of the request.
pub async fn measure(State(metrics): State<Metrics>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    request.extensions_mut().insert(metrics.clone());
    let response = next.run(request).await;
    let route = route.as_ref().or_else(|| response.extensions().get());
    let measured = ServerRequest { method, route: route.map(MatchedPath::as_str), status: response.status().as_u16() };
    metrics.server_request(&measured, started.elapsed());
    response
}

/// Copies the route of a request to its response. Below a base path the routes are in an inner router, whose matches the outer layers
/// cannot see in the request.
pub async fn show_route(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

/// Returns the name of a method. Any other text is `_OTHER`, as in the semantic conventions of OpenTelemetry, because a client may
/// send any number of names.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::PATCH => "PATCH",
        Method::OPTIONS => "OPTIONS",
        Method::TRACE => "TRACE",
        Method::CONNECT => "CONNECT",
        _ => "_OTHER",
    }
}
