//! The headers of every answer, and requests that are not what this app is asked.

use axum::http::{Method, StatusCode};

use crate::cast::{App, Browser, Page};

fn assert_protected(page: &Page) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(page.header(name), value, "{name}");
    }
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert!(page.headers.get("server").is_none() && page.headers.get("x-powered-by").is_none());
}

#[tokio::test]
async fn every_page_is_protected_and_kept_by_no_cache() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    for path in ["/", "/sign-in", "/signed-out", "/sign-in-failed", "/getAToken", "/nowhere", "/profile/x.css"] {
        assert_protected(&browser.get(path).await);
    }
    for path in ["/api/call_api", "/api/sign_out"] {
        assert_protected(&browser.submit(path).await);
        assert_protected(&browser.call(path).await);
    }
}

#[tokio::test]
async fn scripts_need_the_nonce_of_their_page() {
    let app = App::start().await;
    let nonce = |page: &Page| {
        let policy = page.header("content-security-policy").to_owned();
        assert!(policy.contains("'strict-dynamic' 'wasm-unsafe-eval'") && !policy.contains("unsafe-inline"));
        policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned()
    };
    let mut browser = Browser::new(&app);
    let (first, second) = (browser.get("/").await, browser.get("/").await);
    assert_ne!(nonce(&first), nonce(&second));
    first.assert_shows(&format!("nonce=\"{}\"", nonce(&first)));
    assert!(!first.body.contains(" style="), "the policy would ignore it");
}

#[tokio::test]
async fn an_unknown_path_is_not_found() {
    let app = App::start().await;
    for path in
        ["/nowhere", "/profile/x.css", "//evil", "/api/nothing", "/auth/callback", "/pkg/", "/pkg/../Cargo.toml"]
    {
        let page = Browser::new(&app).get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    Browser::new(&app).get("/nowhere").await.assert_shows("Homepage");
}

#[tokio::test]
async fn a_method_that_does_not_exist_here_is_refused() {
    let app = App::start().await;
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS] {
        let page = Browser::new(&app).send(method, "/", &[], "").await;
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED);
    }
    for method in ["TRACE", "CONNECT", "BREW"] {
        let page = Browser::new(&app).send(method.parse().unwrap(), "/", &[], "").await;
        assert_eq!(page.status, StatusCode::NOT_IMPLEMENTED);
    }
}

#[tokio::test]
async fn what_proxies_and_hosts_say_changes_nothing() {
    let app = App::start().await;
    let headers = [
        ("sec-fetch-site", "same-origin"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("forwarded", "host=evil.example"),
    ];
    let begun = Browser::new(&app).send(Method::GET, "/sign-in", &headers, "").await;
    assert!(!begun.location().contains("evil"));
    assert!(begun.header("set-cookie").starts_with("leptos-entra-dev-tenant-signin-"));
}

#[tokio::test]
async fn a_large_body_is_refused() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let headers = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
    let page = browser.send(Method::POST, "/api/call_api", &headers, &"a=b&".repeat(64 * 1024)).await;
    assert!(page.status.is_client_error(), "{}", page.status);
}

#[tokio::test]
async fn cookies_that_are_none_are_nobodys() {
    let app = App::start().await;
    for value in ["", "x", "%00", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA=", "\u{e9}"] {
        let mut browser = Browser::new(&app);
        browser.cookies.insert(app.services.cookies.session(), value.to_owned());
        let page = browser.get("/").await;
        assert_eq!(page.status, StatusCode::OK, "{value:?}");
        page.assert_shows("/sign-in?return_to=");
    }
}

#[tokio::test]
async fn dt_15_every_page_against_the_dev_tenant_says_so() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    for path in ["/", "/nowhere", "/sign-in-failed", "/signed-out"] {
        browser.get(path).await.assert_shows("Development tenant");
    }
    let real = App::start_with(|config| config.dev_tenant = false).await;
    assert!(!Browser::new(&real).get("/").await.body.contains("Development tenant"));
}
