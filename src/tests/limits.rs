//! Rate limits: the number of requests that a client may make, and the address that identifies a client.

use std::{net::SocketAddr, num::NonZeroU32};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, StatusCode},
};
use leptos_entra::server::config::Traffic;
use tower::ServiceExt as _;

use crate::cast::{App, Browser};

async fn app_with(traffic: Traffic) -> App {
    App::start_with(|config| config.site.traffic = traffic).await
}

#[tokio::test]
async fn given_too_many_sign_ins_then_the_client_gets_429() {
    let app = app_with(Traffic { sign_in: NonZeroU32::new(2), ..Traffic::unlimited() }).await;
    let mut browser = Browser::new(&app);
    for _ in 0..2 {
        assert_eq!(browser.get("/sign-in").await.status, StatusCode::SEE_OTHER);
    }
    let refused = browser.get("/sign-in").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    refused.assert_shows("Too many requests").assert_shows("Try again in ");
    assert!((1..=31).contains(&refused.header("retry-after").parse().unwrap()), "{}", refused.header("retry-after"));
    assert!(refused.headers.get("set-cookie").is_none());
    assert_eq!(browser.get("/").await.status, StatusCode::OK, "pages are not limited");
    assert_eq!(browser.send(Method::HEAD, "/sign-in", &[], "").await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_rate_limited_callback_keeps_the_sign_in_open() {
    let app = app_with(Traffic { callback: NonZeroU32::new(1), ..Traffic::unlimited() }).await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    browser.get("/getAToken?code=a&state=b").await.location();
    let refused = browser.get(&callback).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers.get("set-cookie").is_none(), "its cookie stays");
}

#[tokio::test]
async fn a_rate_limited_server_function_responds_with_json() {
    let app = app_with(Traffic { api: NonZeroU32::new(2), ..Traffic::unlimited() }).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    for _ in 0..2 {
        assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    }
    let refused = browser.call("/api/call_api").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.header("content-type"), "application/json");
    let error = format!("{{\"error\":{{\"TooManyRequests\":{{\"retry_after\":{}}}}},", refused.header("retry-after"));
    assert!(refused.body.starts_with(&error), "{}", refused.body);
    browser.submit("/api/call_api").await.assert_shows("Too many requests");
    assert_eq!(browser.submit("/api/sign_out").await.status, StatusCode::OK, "each kind of route has a separate limit");
}

/// Sends a sign-in request over a connection from this peer address, with this `X-Forwarded-For`.
async fn sign_in_from(app: &App, peer: &str, forwarded_for: &str) -> StatusCode {
    let peer = ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 50_000));
    let request = Request::get("/sign-in").header("host", "localhost:3000").header("x-forwarded-for", forwarded_for);
    let request = request.extension(peer).body(Body::empty()).unwrap();
    app.router.clone().oneshot(request).await.unwrap().status()
}

#[tokio::test]
async fn a_client_behind_a_trusted_proxy_has_its_own_limit() {
    let trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
    let app = app_with(Traffic { sign_in: NonZeroU32::new(1), trusted_proxies, ..Traffic::unlimited() }).await;
    assert_eq!(sign_in_from(&app, "10.0.0.1", "192.0.2.1").await, StatusCode::SEE_OTHER);
    assert_eq!(sign_in_from(&app, "10.0.0.2", "6.6.6.6, 192.0.2.1").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(sign_in_from(&app, "10.0.0.1", "192.0.2.99").await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_client_cannot_pose_as_several_clients() {
    let app = app_with(Traffic { sign_in: NonZeroU32::new(1), ..Traffic::unlimited() }).await;
    assert_eq!(sign_in_from(&app, "198.51.100.7", "192.0.2.1").await, StatusCode::SEE_OTHER);
    for made_up in ["192.0.2.2", "192.0.2.3", "127.0.0.1"] {
        assert_eq!(sign_in_from(&app, "198.51.100.7", made_up).await, StatusCode::TOO_MANY_REQUESTS);
    }
    let network = ["2001:db8:1:2::1", "2001:db8:1:2:aaaa::1"];
    let mut statuses = Vec::new();
    for peer in network {
        statuses.push(sign_in_from(&app, peer, "").await);
    }
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::TOO_MANY_REQUESTS], "one network is one client");
}
