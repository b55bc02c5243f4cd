//! Rights by proof of authentication in an app whose users sign in by device code, which can request a context only.

use axum::http::StatusCode;
use serde_json::Value;

use super::harness::{App, Guarded};
use crate::cast::{self, Browser, polling_interval};

const CONFIRMED: Guarded = Guarded("confirmed");
const RECENT: Guarded = Guarded("recent");
const STRONG: Guarded = Guarded("strong");
const ROLE_OR_STEP: Guarded = Guarded("role-or-step");
const SIGN_IN_AGAIN: (&str, &str) = ("You have to sign in again", "ProofNotRequestable");

async fn start() -> App {
    App::of(cast::App::start_for_device_codes().await)
}

/// Approves the code that the browser shows. Returns the path to which the browser then goes.
async fn approve(app: &App, browser: &mut Browser) -> String {
    let code = browser.get("/device-code").await.user_code().to_owned();
    app.app.control().approve_device_code(&code, "maya").unwrap();
    polling_interval().await;
    browser.get("/device-code").await.location().to_owned()
}

async fn signed_in(app: &App) -> Browser {
    let mut browser = app.browser();
    sign_in(app, &mut browser).await;
    browser
}

async fn sign_in(app: &App, browser: &mut Browser) {
    browser.submit_with("/device-code/begin", "return_to", "/").await;
    assert_eq!(approve(app, browser).await, "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

/// Checks that the right is missing, that no sign-in begins, and that the session stays.
async fn assert_starts_no_sign_in(right: Guarded, browser: &mut Browser) {
    let cookies = browser.cookies.clone();
    right.assert_refuses(browser, SIGN_IN_AGAIN.0, SIGN_IN_AGAIN.1).await;
    assert_eq!(browser.cookies, cookies, "there is no device code, and the same session");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn an_old_authentication_starts_no_device_code() {
    let app = start().await;
    let mut browser = signed_in(&app).await;
    RECENT.assert_admits(&mut browser).await;
    app.age(&browser, 700).await;
    assert_starts_no_sign_in(RECENT, &mut browser).await;
    browser.submit("/api/sign_out").await;
    sign_in(&app, &mut browser).await;
    RECENT.assert_admits(&mut browser).await;
}

#[tokio::test]
async fn a_class_of_authentication_starts_no_device_code() {
    let app = start().await;
    let mut browser = signed_in(&app).await;
    assert_starts_no_sign_in(STRONG, &mut browser).await;
}

#[tokio::test]
async fn a_context_is_requested_by_device_code() {
    let app = start().await;
    let mut browser = signed_in(&app).await;
    for right in [ROLE_OR_STEP, CONFIRMED] {
        let step = right.page(&mut browser).await.location().to_owned();
        assert!(step.contains("step_up="), "{step}");
        let session = browser.cookies[&app.app.services.cookies.session()].clone();
        assert_eq!(browser.get(&step).await.location(), "/device-code");
        assert_eq!(browser.cookies[&app.app.services.cookies.session()], session, "it stays until the approval");
        assert_eq!(approve(&app, &mut browser).await, right.path());
        right.assert_admits(&mut browser).await;
        browser = signed_in(&app).await;
    }
}

#[tokio::test]
async fn a_context_that_the_provider_ignores_is_no_loop() {
    let app = start().await;
    app.claim("acrs", Value::Null);
    let mut browser = signed_in(&app).await;
    let step = CONFIRMED.page(&mut browser).await.location().to_owned();
    browser.get(&step).await;
    approve(&app, &mut browser).await;
    let page = CONFIRMED.page(&mut browser).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    CONFIRMED.assert_refuses(&mut browser, "did not confirm your identity", "ProofMissing").await;
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn without_auth_time_no_device_code_proves_the_age() {
    let app = start().await;
    app.claim("auth_time", Value::Null);
    let mut browser = signed_in(&app).await;
    assert_starts_no_sign_in(CONFIRMED, &mut browser).await;
    assert_starts_no_sign_in(RECENT, &mut browser).await;
}
