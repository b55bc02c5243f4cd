//! What a browser asks for goes to a port of this machine, and comes back as it was answered there.

use std::net::{SocketAddr, TcpStream};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};

use crate::cast::front;

/// Returns an app whose every answer comes from this port.
pub fn to(port: u16) -> Router {
    Router::new().fallback(move |request| async move { pass_on(port, request).await })
}

/// Tells whether somebody listens on a port.
pub fn listens(port: u16) -> bool {
    TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], port))).is_ok()
}

async fn pass_on(port: u16, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let url = format!("http://127.0.0.1:{port}{}", parts.uri);
    let request = front::direct().request(parts.method, url).headers(parts.headers).body(body);
    let Ok(answer) = request.send().await else {
        return (StatusCode::BAD_GATEWAY, "nobody answered").into_response();
    };
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    // These are about the connection, which ends here.
    for name in [header::CONNECTION, header::TRANSFER_ENCODING] {
        headers.remove(name);
    }
    match answer.bytes().await {
        Ok(body) => (status, headers, Body::from(body)).into_response(),
        Err(_) => (StatusCode::BAD_GATEWAY, "the answer broke off").into_response(),
    }
}
