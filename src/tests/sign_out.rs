//! The sign-out: the session ends on the server first, then at the provider, and then a page confirms it.

use axum::http::{Method, StatusCode};
use leptos_entra::server::entra::Authority;
use serde_json::{Value, json};

use crate::cast::{App, Browser, parameter};

#[tokio::test]
async fn a_session_cookie_is_invalid_after_the_sign_out() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let mut thief = browser.clone();
    let page = browser.submit("/api/sign_out").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("Signing you out");
    thief.get("/").await.assert_signed_out();
    assert_eq!(thief.call("/api/call_api").await.status, StatusCode::UNAUTHORIZED);
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn a_sign_out_leads_to_the_provider_and_back() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let page = browser.submit("/api/sign_out").await;
    let (_, end_session) = page.header("refresh").split_once("url=").unwrap();
    let value = |name| parameter(end_session, name).unwrap_or_default();
    assert!(end_session.starts_with(&format!("{}/", app.tenant.origin())), "{end_session}");
    assert_eq!(value("post_logout_redirect_uri"), "http://localhost:3000/signed-out");
    assert!(!value("logout_hint").is_empty());
    assert_eq!(page.header("clear-site-data"), "", "browsers take it on https only");
    assert_eq!(value("id_token_hint"), "", "the account is named without a token in the address");
    let back = browser.visit_tenant(end_session).await;
    assert_eq!(back.location(), "http://localhost:3000/signed-out");
    let signed_out = browser.get("/signed-out").await;
    assert_eq!(signed_out.status, StatusCode::OK);
    signed_out.assert_shows("You are signed out");
}

#[tokio::test]
async fn f9_a_user_with_many_groups_signs_out_with_small_headers() {
    let app = App::start_with(|config| {
        let address = format!("{}/v2.0", config.authority.address());
        config.authority = Authority::parse_oidc_authority(&address).unwrap();
    })
    .await;
    let groups: Vec<_> =
        (0..60).map(|number| format!("9d4c1e7a-{number:04}-4a1b-8c2d-{:012}", number * 7919)).collect();
    app.control().set_id_token_claim("groups", json!(groups));
    for claim in ["login_hint", "preferred_username", "upn", "email"] {
        app.control().set_id_token_claim(claim, Value::Null);
    }
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let page = browser.submit("/api/sign_out").await;
    assert_eq!(page.status, StatusCode::OK);
    let size: usize = page.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    assert!(size < 4 * 1024, "{size}");
    let (_, end_session) = page.header("refresh").split_once("url=").unwrap();
    assert!(end_session.len() <= 2_000 && parameter(end_session, "id_token_hint").is_none(), "{end_session}");
    assert_eq!(parameter(end_session, "client_id").as_deref(), Some(app.tenant.client_id()));
    assert!(end_session.starts_with(&format!("{}/", app.tenant.origin())), "{end_session}");
}

#[tokio::test]
async fn f9_a_long_user_name_is_in_no_address() {
    let app = App::start_with(|config| {
        let address = format!("{}/v2.0", config.authority.address());
        config.authority = Authority::parse_oidc_authority(&address).unwrap();
    })
    .await;
    app.control().set_id_token_claim("login_hint", Value::Null);
    app.control().set_id_token_claim("preferred_username", json!("m".repeat(5_000)));
    app.control().set_id_token_claim("email", json!("maya@contoso.example"));
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let authorize = browser.get("/sign-in").await.location().to_owned();
    assert_eq!(parameter(&authorize, "login_hint").as_deref(), Some("maya@contoso.example"));
    let page = browser.submit("/api/sign_out").await;
    assert!(page.header("refresh").contains("logout_hint=maya%40contoso.example"), "{}", page.header("refresh"));
}

#[tokio::test]
async fn the_id_token_stays_on_the_server_if_the_user_has_a_name() {
    let app = App::start_with(|config| {
        let address = format!("{}/v2.0", config.authority.address());
        config.authority = Authority::parse_oidc_authority(&address).unwrap();
    })
    .await;
    app.control().set_id_token_claim("login_hint", Value::Null);
    app.control().set_id_token_claim("preferred_username", json!("maya"));
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let page = browser.submit("/api/sign_out").await;
    let (_, end_session) = page.header("refresh").split_once("url=").unwrap();
    assert_eq!(parameter(end_session, "logout_hint").as_deref(), Some("maya"));
    assert_eq!(parameter(end_session, "id_token_hint"), None);
}

#[tokio::test]
async fn a_62_the_signed_out_page_tells_signed_in_users_the_truth() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let page = browser.get("/signed-out").await;
    page.assert_shows("You are still signed in").assert_shows("action=\"/api/sign_out\"");
    assert!(!page.body.contains("You are signed out"));
    browser.submit("/api/sign_out").await;
    browser.get("/signed-out").await.assert_shows("You are signed out");
}

#[tokio::test]
async fn a_second_sign_out_succeeds() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser.submit("/api/sign_out").await;
    assert_eq!(browser.submit("/api/sign_out").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_get_request_does_not_sign_out() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    assert_eq!(browser.get("/api/sign_out").await.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

/// The headers of sign-out requests that another site can cause.
const FROM_ANOTHER_SITE: [&[(&str, &str)]; 7] = [
    &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
    &[("sec-fetch-site", "same-site"), ("origin", "http://localhost:9000")],
    &[("sec-fetch-site", "none")],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "http://localhost:3000.evil.example"), ("content-type", "text/plain")],
    &[],
];

#[tokio::test]
async fn another_site_cannot_sign_out_or_call_server_functions() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    for headers in FROM_ANOTHER_SITE {
        for path in ["/api/sign_out", "/api/call_api", "/api/is_signed_in", "/api/poll_device_code"] {
            let page = browser.send(Method::POST, path, headers, "").await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
        }
    }
    assert_eq!(app.control().counters().graph_calls, 0);
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn without_fetch_metadata_the_origin_header_decides() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let headers = [("origin", "http://localhost:3000"), ("accept", "text/html")];
    assert_eq!(browser.send(Method::POST, "/api/sign_out", &headers, "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn on_https_a_sign_out_clears_site_data_and_the_cookie() {
    let app = App::start_with(|config| config.public_url = "https://app.example/".parse().unwrap()).await;
    let mut browser = Browser::new(&app);
    for answer in [browser.submit("/api/sign_out").await, browser.call("/api/sign_out").await] {
        assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
        let cookies: Vec<_> =
            answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
        let of_session: Vec<_> = cookies.iter().filter(|cookie| cookie.starts_with("__Host-Http-session=")).collect();
        let [gone] = of_session.as_slice() else { panic!("{cookies:?}") };
        for part in ["=;", "Max-Age=0", "; Secure", "; Path=/", "; HttpOnly"] {
            assert!(gone.contains(part), "{part}: {gone}");
        }
    }
}
