//! A panic in a handler, and in the view of a page.

mod views;

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{
    Router,
    body::{self, Body},
    http::{Request, StatusCode},
    routing::get,
};
use tower::ServiceExt;

use super::{Frame, Shell, SiteFiles, Tracing, Traffic, framed, paths};
use crate::server::config::{LogFormat, Site};

async fn breaks() -> StatusCode {
    panic!("as it has to be here")
}

/// Returns the frame of an app with a protected API.
fn frame() -> Frame {
    let files = SiteFiles::new(&Site {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 3000)),
        management: None,
        drain: Duration::ZERO,
        root: "public".into(),
        live_reload_port: None,
        log: "off".to_owned(),
        log_format: LogFormat::Text,
        traces: None,
        traffic: Traffic::unlimited(),
        brand: Arc::default(),
    });
    Frame::new(&Shell::default(), &public_url(), &files).with_api(Some(paths::API.to_owned()))
}

fn public_url() -> url::Url {
    "http://localhost:3000".parse().unwrap()
}

/// Requests a path whose handler panics, and returns the content type and the body of the response.
async fn response_to_panic(path: &str) -> (String, String) {
    let app = framed(Router::new().route(path, get(breaks)), frame(), Tracing::of(&public_url(), &[]));
    let response = app.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let content_type = response.headers()["content-type"].to_str().unwrap().to_owned();
    let body = body::to_bytes(response.into_body(), 1024 * 1024).await.unwrap();
    (content_type, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn given_a_panic_then_the_error_page_hides_its_message() {
    let (_, page) = response_to_panic("/").await;
    assert!(page.contains("<main") && !page.contains("has to be"), "{page}");
}

#[tokio::test]
async fn given_a_panic_in_the_api_then_problem_details() {
    let (content_type, body) = response_to_panic(paths::ORDERS).await;
    assert_eq!(content_type, "application/problem+json");
    assert!(body.contains("\"status\":500") && !body.contains("has to be"), "{body}");
}
