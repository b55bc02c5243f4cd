//! Malformed requests: odd paths, unknown methods, oversized URLs, headers and bodies.
//!
//! The app responds to each with a 4xx status, and none of them starts, consumes or ends a sign-in.

use axum::http::{Method, StatusCode};

use crate::cast::{App, Browser};

/// request paths that only look like paths of this app.
const PATHS: &[&str] = &[
    "//",
    "///",
    "//sign-in",
    "/sign-in/",
    "/sign-in//",
    "/sign-in/.",
    "/./sign-in",
    "/../sign-in",
    "/a/../sign-in",
    "/sign-in/..",
    "/%2e/sign-in",
    "/%2e%2e/sign-in",
    "/a/%2e%2e/sign-in",
    "/%2fsign-in",
    "/%2Fsign-in",
    "/sign-in%2f",
    "/sign-in%00",
    "/sign-in%20",
    "/sign-in%3Freturn_to=/",
    "/sign-in;a=b",
    "/%73ign-in",
    "/SIGN-IN",
    "/Sign-In",
    "/sign_in",
    "/sign-in.css",
    "/getAToken/",
    "/getatoken",
    "//getAToken",
    "/getAToken%2f",
    "/auth/callback",
    "/api",
    "/api/",
    "/api/call_api/",
    "/api//call_api",
    "/API/call_api",
    "/api/call_api%2f..",
    "/api/../api/call_api",
    "/api/nothing",
    "/pkg",
    "/pkg/",
    "/pkg/../Cargo.toml",
    "/pkg/..%2f..%2fCargo.toml",
    "/pkg/%00",
    "/pkg/%zz",
];

#[tokio::test]
async fn a22_a_similar_path_is_not_found_and_changes_nothing() {
    let app = App::start().await;
    let mut signed_in = Browser::new(&app);
    signed_in.sign_in("maya").await;
    let long = format!("/pkg/{}", "a".repeat(300));
    assert!(PATHS.len() >= 40);
    for path in PATHS.iter().copied().chain([long.as_str()]) {
        for browser in [&mut Browser::new(&app), &mut signed_in] {
            let cookies = browser.cookies.clone();
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            page.assert_shows("Page not found");
            assert!(!page.body.contains("Welcome"), "{path}");
            let posted = browser.submit(path).await;
            assert_eq!(posted.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(browser.cookies, cookies, "{path}");
        }
    }
    signed_in.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn queries_and_fragments_do_not_change_where_a_path_leads() {
    let app = App::start().await;
    for path in ["/?/sign-in", "/?a=/api/call_api", "/?a#/sign-in", "/?%00", "/?return_to=%zz"] {
        let page = Browser::new(&app).get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        page.assert_signed_out();
    }
}

#[tokio::test]
async fn an_unsupported_method_is_rejected() {
    let app = App::start().await;
    let mut signed_in = Browser::new(&app);
    signed_in.sign_in("maya").await;
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get", "G\u{7c}T"] {
        for path in ["/", "/sign-in", "/getAToken?code=a&state=b", "/api/sign_out", "/pkg/leptos-entra.css", "/nowhere"]
        {
            let page = signed_in.send(method.parse().unwrap(), path, &[("sec-fetch-site", "same-origin")], "").await;
            assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert_eq!(page.header("allow"), "GET, HEAD, POST");
            assert_eq!(page.header("x-content-type-options"), "nosniff");
        }
    }
    signed_in.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_wrong_method_for_a_path_gets_405() {
    let app = App::start().await;
    for (method, path) in [
        (Method::POST, "/"),
        (Method::POST, "/sign-in"),
        (Method::POST, "/device-code"),
        (Method::POST, "/signed-out"),
        (Method::GET, "/api/poll_device_code"),
        (Method::HEAD, "/api/poll_device_code"),
        (Method::GET, "/csp-report"),
    ] {
        let headers = [("sec-fetch-site", "same-origin"), ("accept", "text/html")];
        let page = Browser::new(&app).send(method.clone(), path, &headers, "").await;
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
    }
}

#[tokio::test]
async fn a_head_request_has_no_body_and_consumes_nothing() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    for (path, status) in [("/", StatusCode::OK), ("/signed-out", StatusCode::OK), ("/nowhere", StatusCode::NOT_FOUND)]
    {
        let page = browser.send(Method::HEAD, path, &[("accept", "text/html")], "").await;
        assert_eq!((page.status, page.body.as_str()), (status, ""), "{path}");
    }
    let callback = browser.reach_callback("/sign-in", "maya").await;
    let cookies = browser.cookies.clone();
    for path in ["/sign-in", callback.as_str()] {
        let page = browser.send(Method::HEAD, path, &[("accept", "text/html")], "").await;
        assert_eq!(page.status, StatusCode::NO_CONTENT, "{path}");
        assert_eq!(browser.cookies, cookies);
    }
    // The HEAD requests for the callback have not consumed the authorization response, so the sign-in still succeeds.
    assert_eq!(browser.get(&callback).await.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn oversized_requests_are_rejected_and_consume_nothing() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    let large = "a".repeat(40 * 1024);
    let same_origin = ("sec-fetch-site", "same-origin");
    let page = browser.send(Method::GET, &format!("{callback}&b={large}"), &[same_origin], "").await;
    assert_eq!(page.status, StatusCode::URI_TOO_LONG);
    for name in ["x-large", "cookie", "authorization", "referer", "user-agent"] {
        let page = browser.send(Method::GET, &callback, &[same_origin, (name, &large)], "").await;
        assert_eq!(page.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "{name}");
        page.assert_shows("This request is too large");
    }
    let many: Vec<_> = (0..2000).map(|number| format!("cookie-{number}=aaaaaaaaaaaaaaaa")).collect();
    let page = browser.send(Method::GET, &callback, &[same_origin, ("cookie", &many.join("; "))], "").await;
    assert_eq!(page.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    for path in ["/api/call_api", "/api/sign_out", "/api/is_signed_in", "/api/poll_device_code", "/csp-report"] {
        let headers = [same_origin, ("accept", "application/json"), ("content-length", "40000000")];
        let page = browser.send(Method::POST, path, &headers, &large).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        let page = browser.send(Method::POST, path, &headers[..2], &large.repeat(2)).await;
        assert!(page.status.is_client_error(), "{path}: {}", page.status);
    }
    assert_eq!(browser.get(&callback).await.location(), "/", "the sign-in goes on");
}

#[tokio::test]
async fn a24_server_functions_reject_direct_calls_with_any_body() {
    let app = App::start().await;
    let bodies = ["", "a=b", "a=%zz", "{}", "[1", "\u{0}\u{1}", "--a\r\n\r\n", "code=a&state=b&error=c"];
    let kinds =
        ["application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=a", "text/plain", "x"];
    for path in ["/api/call_api", "/api/poll_device_code"] {
        for (body, kind) in bodies.iter().flat_map(|body| kinds.map(|kind| (*body, kind))) {
            for accept in ["application/json", "text/html", "*/*"] {
                let headers = [("sec-fetch-site", "same-origin"), ("content-type", kind), ("accept", accept)];
                let page = Browser::new(&app).send(Method::POST, path, &headers, body).await;
                let led_away = page.status.is_redirection() && page.location() == "/device-code";
                assert!(page.status.is_client_error() || led_away, "{path} {kind} {body:?}: {}", page.status);
                assert!(page.headers.get("set-cookie").is_none());
            }
        }
    }
}
