//! An app with an application-specific signing key, as claims mapping requires: only a key request with `appid` returns it.

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{self, RefreshMode},
    server::config::SessionStoreSetting,
};
use openidconnect::ClientId;

use crate::cast::{App, Browser, options};

/// Starts an app, which may have an application-specific key at the dev tenant. It fetches its own keys (`appid`) or
/// the keys of the tenant.
async fn start(has_own_key: bool, requests_own_keys: bool) -> App {
    let tenant = dev_tenant::start(options(RefreshMode::Strict)).await.unwrap();
    if has_own_key {
        tenant.control().give_application_its_own_key().await;
    }
    App::beside(tenant, |config| {
        if requests_own_keys {
            config.authority = config.authority.clone().with_keys_of(&config.client_id);
        }
    })
}

async fn assert_signs_in(app: &App) {
    let mut browser = Browser::new(app);
    assert_eq!(browser.sign_in("maya").await.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    browser.submit("/api/sign_out").await;
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn given_appid_key_requests_then_a_sign_in_works() {
    assert_signs_in(&start(true, true).await).await;
}

#[tokio::test]
async fn without_appid_a_token_of_the_application_key_is_rejected() {
    let app = start(true, false).await;
    let page = Browser::new(&app).sign_in_to_page("maya").await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    page.assert_shows("Sign-in failed");
}

#[tokio::test]
async fn an_application_key_added_later_is_found_at_once() {
    let app = start(false, true).await;
    assert_signs_in(&app).await;
    app.control().give_application_its_own_key().await;
    assert_signs_in(&app).await;
}

#[tokio::test]
async fn enabling_appid_key_requests_keeps_existing_sessions() {
    let folder = tempfile::tempdir().unwrap();
    let store = SessionStoreSetting::Sqlite(folder.path().join("sessions.db"));
    let app = start(false, false).await.with(|config| config.session_store = store);
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let asking = app.with(|config| config.authority = config.authority.clone().with_keys_of(&config.client_id));
    browser.at(&asking).get("/").await.assert_shows("Maya Lindqvist");
    let another = app.with(|config| config.client_id = ClientId::new("another".to_owned()));
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser.at(&another).get("/").await.assert_signed_out();
}
