//! A panic in a handler.

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

use super::{Frame, Shell, SiteFiles, Tracing, Traffic, framed};
use crate::server::config::{LogFormat, Site};

async fn breaks() -> StatusCode {
    panic!("as it has to be here")
}

#[tokio::test]
async fn given_a_panic_then_the_error_page_hides_its_message() {
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
    let url = "http://localhost:3000".parse().unwrap();
    let frame = Frame::new(&Shell::default(), &url, &files);
    let app = framed(Router::new().route("/", get(breaks)), frame, Tracing::of(&url, &[]));
    let answer = app.oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let page = body::to_bytes(answer.into_body(), 1024 * 1024).await.unwrap();
    let page = String::from_utf8_lossy(&page);
    assert!(page.contains("<main") && !page.contains("has to be"), "{page}");
}
