//! Rights by proof of authentication: contexts, their age, the age of the sign-in, and its class.

use axum::http::StatusCode;
use leptos_entra::server::clock;
use serde_json::{Value, json};

use super::harness::{App, Guarded};
use crate::cast::{Browser, parameter};

const CONFIRMED: Guarded = Guarded("confirmed");
const RECENT: Guarded = Guarded("recent");
const STRONG: Guarded = Guarded("strong");
const NOT_CONFIRMED: (&str, &str) = ("The sign-in service did not confirm your identity", "ProofMissing");

fn now() -> i64 {
    clock::unix_now()
}

#[tokio::test]
async fn an_expired_context_is_requested_again_once() {
    let app = App::start().await;
    let mut browser = app.signed_in("maya").await;
    let (_, authorize) = CONFIRMED.step(&mut browser).await;
    assert!(parameter(&authorize, "claims").unwrap().contains(r#""acrs":{"essential":true,"value":"c1"}"#));
    assert_eq!(parameter(&authorize, "max_age").as_deref(), Some("600"));
    assert_eq!(parameter(&authorize, "prompt"), None, "the authentication itself is recent");
    assert_eq!(CONFIRMED.complete_step(&mut browser, "maya").await.status, StatusCode::OK);
    CONFIRMED.assert_admits(&mut browser).await;
    app.age(&browser, 600).await;
    CONFIRMED.assert_admits(&mut browser).await;
    app.age(&browser, 100).await;
    let (_, authorize) = CONFIRMED.step(&mut browser).await;
    assert_eq!(parameter(&authorize, "prompt").as_deref(), Some("login"));
    assert_eq!(CONFIRMED.complete_step(&mut browser, "maya").await.status, StatusCode::OK);
    CONFIRMED.assert_admits(&mut browser).await;
}

#[tokio::test]
async fn without_auth_time_a_context_expires_after_the_sign_in() {
    let app = App::start().await;
    app.claim("auth_time", Value::Null);
    let mut browser = app.signed_in("maya").await;
    let (_, authorize) = CONFIRMED.step(&mut browser).await;
    assert_eq!(parameter(&authorize, "prompt").as_deref(), Some("login"), "the age is unknown");
    assert_eq!(CONFIRMED.complete_step(&mut browser, "maya").await.status, StatusCode::OK);
    app.age(&browser, 700).await;
    assert_eq!(CONFIRMED.page(&mut browser).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_context_that_the_provider_ignores_is_an_error() {
    let app = App::start().await;
    app.claim("acrs", Value::Null);
    let mut browser = app.signed_in("maya").await;
    let page = CONFIRMED.complete_step(&mut browser, "maya").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    CONFIRMED.assert_refuses(&mut browser, NOT_CONFIRMED.0, NOT_CONFIRMED.1).await;
}

#[tokio::test]
async fn a_recent_sign_in_needs_no_step() {
    let app = App::start().await;
    RECENT.assert_admits(&mut app.signed_in("maya").await).await;
}

#[tokio::test]
async fn an_old_sign_in_authenticates_again_and_returns() {
    let app = App::start().await;
    let mut browser = app.signed_in("maya").await;
    app.age(&browser, 700).await;
    let (_, authorize) = RECENT.step(&mut browser).await;
    assert_eq!(parameter(&authorize, "max_age").as_deref(), Some("600"));
    assert_eq!(parameter(&authorize, "prompt").as_deref(), Some("login"));
    assert!(parameter(&authorize, "login_hint").is_some_and(|hint| !hint.is_empty()), "for the same account");
    browser.visit_tenant(&authorize).await.assert_shows("Pick an account");
    assert_eq!(RECENT.complete_step(&mut browser, "maya").await.status, StatusCode::OK);
    RECENT.assert_admits(&mut browser).await;
}

/// Completes a step whose ID token has this `auth_time`, and checks that it ends with an error and without a loop.
async fn assert_ends_with_an_error(auth_time: Value) {
    let app = App::start().await;
    app.claim("auth_time", auth_time.clone());
    let mut browser = app.signed_in("maya").await;
    let page = RECENT.complete_step(&mut browser, "maya").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{auth_time}");
    page.assert_shows(NOT_CONFIRMED.0).assert_shows("Ask your administrator.");
    RECENT.assert_refuses(&mut browser, NOT_CONFIRMED.0, NOT_CONFIRMED.1).await;
    browser.get("/").await.assert_shows("Maya Lindqvist");
    app.age(&browser, 601).await;
    assert_eq!(RECENT.page(&mut browser).await.status, StatusCode::SEE_OTHER, "later it is requested again");
}

#[tokio::test]
async fn a_provider_that_ignores_max_age_ends_with_an_error() {
    assert_ends_with_an_error(json!(now() - 3600)).await;
}

#[tokio::test]
async fn a_provider_without_auth_time_ends_with_an_error() {
    for auth_time in [Value::Null, json!("yesterday"), json!(now() + 3600)] {
        assert_ends_with_an_error(auth_time).await;
    }
}

#[tokio::test]
async fn parameters_that_the_browser_removes_are_noticed() {
    let app = App::start().await;
    let mut browser = app.signed_in("maya").await;
    app.age(&browser, 700).await;
    app.claim("auth_time", json!(now() - 3600));
    let step = RECENT.page(&mut browser).await.location().to_owned();
    let authorize = browser.get(&step).await.location().to_owned();
    let silent = authorize.replace("&prompt=login", "").replace("&max_age=600", "");
    assert_eq!((parameter(&silent, "prompt"), parameter(&silent, "max_age")), (None, None));
    let callback = browser.visit_tenant(&silent).await.location().to_owned();
    browser.land(&callback).await;
    RECENT.assert_refuses(&mut browser, NOT_CONFIRMED.0, NOT_CONFIRMED.1).await;
}

#[tokio::test]
async fn a_class_of_authentication_is_requested_and_met() {
    let app = App::start().await;
    let mut browser = app.signed_in("maya").await;
    let (_, authorize) = STRONG.step(&mut browser).await;
    assert_eq!(parameter(&authorize, "acr_values").as_deref(), Some("phr phrh"));
    assert_eq!(STRONG.complete_step(&mut browser, "maya").await.status, StatusCode::OK);
    STRONG.assert_admits(&mut browser).await;
}

#[tokio::test]
async fn a_weaker_class_of_authentication_is_an_error() {
    let app = App::start().await;
    app.claim("acr", json!("pwd"));
    let mut browser = app.signed_in("maya").await;
    let page = STRONG.complete_step(&mut browser, "maya").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    STRONG.assert_refuses(&mut browser, NOT_CONFIRMED.0, NOT_CONFIRMED.1).await;
}

/// Returns the path of the step in the response of a server function.
async fn step_of_function(guarded: Guarded, browser: &mut Browser) -> String {
    let answer = guarded.function(browser).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", answer.body);
    let error: Value = serde_json::from_str(&answer.body).unwrap();
    error["next"]["path"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_server_function_names_the_step_that_it_needs() {
    let app = App::start().await;
    let mut browser = app.signed_in("maya").await;
    app.age(&browser, 700).await;
    let step = step_of_function(RECENT, &mut browser).await;
    let callback = browser.reach_callback(&step, "maya").await;
    assert_eq!(browser.land(&callback).await.location(), "/");
    RECENT.function(&mut browser).await.assert_shows("the function ran");
}

#[tokio::test]
async fn an_extractor_leads_to_the_step_and_back() {
    let app = App::start().await;
    let mut browser = app.signed_in("maya").await;
    app.age(&browser, 700).await;
    let step = RECENT.extractor(&mut browser).await.location().to_owned();
    let callback = browser.reach_callback(&step, "maya").await;
    assert_eq!(browser.land(&callback).await.location(), "/rights/recent/extractor");
    RECENT.extractor(&mut browser).await.assert_shows("the handler of Maya Lindqvist");
}

#[tokio::test]
async fn another_user_at_the_step_gets_a_session_of_their_own() {
    let app = App::start().await;
    let mut browser = app.signed_in("maya").await;
    app.age(&browser, 700).await;
    let step = RECENT.page(&mut browser).await.location().to_owned();
    let callback = browser.reach_callback(&step, "tom").await;
    browser.land(&callback).await;
    RECENT.page(&mut browser).await.assert_shows("the page of Tom Becker");
}
