//! `iss` in the authorization response (RFC 9207) is compared with the issuer before the code is redeemed.

use axum::{Json, Router, http::StatusCode, routing::get};
use leptos_entra::server::entra::Authority;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::{
    cast::{App, Browser, Page},
    repeated_response::redemptions,
};

async fn with_issuer(app: &App, issuer: &str) -> (Browser, Page) {
    let mut browser = Browser::new(app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    let landed = browser.get(&format!("{callback}&iss={}", issuer.replace(':', "%3A"))).await;
    (browser, landed)
}

#[tokio::test]
async fn the_right_issuer_is_accepted() {
    let app = App::start().await;
    let issuer = format!("{}/v2.0", app.tenant.authority());
    let (mut browser, landed) = with_issuer(&app, &issuer).await;
    assert_eq!(landed.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn another_issuer_is_refused_before_the_code_is_redeemed() {
    let app = App::start().await;
    for issuer in ["https://evil.example", "https://login.microsoftonline.com/common/v2.0"] {
        let (mut browser, landed) = with_issuer(&app, issuer).await;
        let page = browser.get(landed.location()).await;
        assert_eq!(page.status, StatusCode::BAD_GATEWAY, "{issuer}");
        page.assert_shows("could not be verified");
        browser.get("/").await.assert_signed_out();
    }
    assert_eq!(redemptions(&app), 0);
}

#[tokio::test]
async fn an_error_response_of_another_issuer_is_rejected() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let authorize = browser.get("/sign-in").await.location().to_owned();
    let picker = browser.visit_tenant(&authorize).await;
    let callback = browser.decline(&picker).await;
    let landed = browser.get(&format!("{callback}&iss=https%3A%2F%2Fevil.example")).await;
    assert_eq!(browser.get(landed.location()).await.status, StatusCode::BAD_GATEWAY);
}

/// Starts a provider with the dev tenant's endpoints whose metadata promises `iss` in every response. Returns its
/// origin.
async fn provider_that_promises(app: &App) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let authority = app.tenant.authority();
    let endpoint = |name: &str| format!("{authority}/{name}");
    let metadata: Value = json!({
        "issuer": address,
        "authorization_endpoint": endpoint("oauth2/v2.0/authorize"),
        "token_endpoint": endpoint("oauth2/v2.0/token"),
        "jwks_uri": endpoint("discovery/v2.0/keys"),
        "authorization_response_iss_parameter_supported": true,
    });
    let router = Router::new()
        .route("/.well-known/openid-configuration", get(move || std::future::ready(Json(metadata.clone()))));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

#[tokio::test]
async fn a_missing_issuer_is_refused_where_the_metadata_promises_one() {
    let app = App::start().await;
    let address = provider_that_promises(&app).await;
    let authority = Authority::parse_oidc_authority(&address).unwrap();
    let promising = app.with(|config| config.authority = authority);
    let mut browser = Browser::new(&promising);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    let landed = browser.get(&callback).await.location().to_owned();
    browser.get(&landed).await.assert_shows("could not be verified");
    assert_eq!(redemptions(&app), 0);
}
