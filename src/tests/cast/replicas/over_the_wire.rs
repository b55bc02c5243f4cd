//! Forwards the requests of a test browser to a port of this machine, and returns the responses.

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};

use crate::cast::front;

/// Returns a router that forwards every request to this port of the machine.
pub fn to(port: u16) -> Router {
    Router::new().fallback(move |request| async move { pass_on(port, request).await })
}

async fn pass_on(port: u16, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let url = format!("http://127.0.0.1:{port}{}", parts.uri);
    let request = front::direct().request(parts.method, url).headers(parts.headers).body(body);
    let Ok(answer) = request.send().await else {
        return (StatusCode::BAD_GATEWAY, "no response").into_response();
    };
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    // Remove hop-by-hop headers: they describe the connection to the port, not the response for the test browser.
    for name in [header::CONNECTION, header::TRANSFER_ENCODING] {
        headers.remove(name);
    }
    match answer.bytes().await {
        Ok(body) => (status, headers, Body::from(body)).into_response(),
        Err(_) => (StatusCode::BAD_GATEWAY, "the response is incomplete").into_response(),
    }
}
