//! Tests of the form that begins a sign-in by device code: only the form leads to a request to the provider.

use std::num::NonZeroU32;

use axum::http::{Method, StatusCode};
use leptos_entra::server::{config::Traffic, entra::Authority};

use crate::cast::{App, Browser, broken_server::BrokenServer};

#[tokio::test]
async fn a_67_an_anonymous_get_starts_no_device_code() {
    let server = BrokenServer::provider().await;
    let authority = Authority::parse_oidc_authority(&server.origin()).unwrap();
    let app = App::start_with(|config| {
        config.redirect_uri = None;
        config.authority = authority;
    })
    .await;
    let device_codes = || server.requests().iter().filter(|request| request.contains("/devicecode")).count();
    for (method, name, value) in [
        (Method::GET, "sec-fetch-site", "same-origin"),
        (Method::GET, "sec-fetch-site", "none"),
        (Method::GET, "sec-fetch-site", "cross-site"),
        (Method::GET, "sec-purpose", "prefetch"),
        (Method::HEAD, "sec-fetch-site", "same-origin"),
    ] {
        for path in ["/sign-in", "/sign-in?return_to=%2Fmail", "/sign-in?account=another", "/device-code/begin"] {
            let mut browser = Browser::new(&app);
            browser.send(method.clone(), path, &[(name, value), ("accept", "text/html")], "").await;
            assert!(browser.cookies.is_empty(), "{method} {path} {value}");
        }
    }
    assert_eq!(device_codes(), 0);
    let mut browser = Browser::new(&app);
    let page = browser.get("/sign-in?return_to=%2Fmail").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("method=\"post\" action=\"/device-code/begin\"")
        .assert_shows("name=\"return_to\" value=\"/mail\"");
    let from_elsewhere = [("sec-fetch-site", "cross-site"), ("accept", "text/html")];
    let page = browser.send(Method::POST, "/device-code/begin", &from_elsewhere, "").await;
    assert_eq!((page.status, device_codes()), (StatusCode::FORBIDDEN, 0));
    browser.submit("/device-code/begin").await;
    assert_eq!(device_codes(), 1, "the form begins the sign-in");
}

#[tokio::test]
async fn started_device_codes_have_the_limit_of_sign_ins() {
    let traffic = Traffic { sign_in: NonZeroU32::new(1), ..Traffic::unlimited() };
    let app = App::start_with(|config| {
        config.redirect_uri = None;
        config.site.traffic = traffic;
    });
    let mut browser = Browser::new(&app.await);
    assert_eq!(browser.submit("/device-code/begin").await.location(), "/device-code");
    assert_eq!(browser.submit("/device-code/begin").await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn with_a_redirect_uri_no_form_begins_a_device_code() {
    let app = App::start().await;
    assert_eq!(Browser::new(&app).submit("/device-code/begin").await.status, StatusCode::NOT_FOUND);
}
