//! Sign-ins, refreshes, API calls and operations of the store move the series of their outcomes.

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{GraphFault, Times, TokenFault},
    server::{clock, entra::Authority},
};

use super::{measured, measured_app, scrape::Scrape};
use crate::{
    cast::{App, Browser, Watched, polling_interval},
    tokens,
};

const SIGN_INS: &str = "leptos_entra_sign_ins_total";
const REFRESHES: &str = "leptos_entra_token_refreshes_total";
const GRAPH: &str = "leptos_entra_graph_requests_total";
const CLIENT: &str = "http_client_request_duration_seconds_count";
const STORE: &str = "leptos_entra_session_store_seconds_count";
const PROVIDER: &str = "leptos_entra_provider_last_success_timestamp_seconds";

/// Asserts the number of successful and of failed sign-ins, and that all failures have this reason.
async fn assert_sign_ins(app: &App, successes: i64, failures: i64, reason: &str) {
    let scrape = Scrape::of(app).await;
    assert_eq!(scrape.sum(SIGN_INS, &[("outcome", "success"), ("reason", "none")]), successes, "{}", scrape.0);
    assert_eq!(scrape.sum(SIGN_INS, &[("outcome", "failure")]), failures, "{}", scrape.0);
    assert_eq!(scrape.sum(SIGN_INS, &[("outcome", "failure"), ("reason", reason)]), failures, "{}", scrape.0);
}

#[tokio::test]
async fn a_sign_in_is_counted_once() {
    let app = measured_app().await;
    assert_sign_ins(&app, 0, 0, "declined").await;
    let before = clock::unix_now();
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    for _ in 0..2 {
        assert_eq!(browser.land(&callback).await.location(), "/");
    }
    assert_sign_ins(&app, 1, 0, "declined").await;
    let scrape = Scrape::of(&app).await;
    let posts =
        [("http_request_method", "POST"), ("server_address", "127.0.0.1"), ("http_response_status_code", "200")];
    assert_eq!(scrape.sum(CLIENT, &posts), 1, "{}", scrape.0);
    assert!(scrape.sum(PROVIDER, &[]) >= before, "{}", scrape.0);
}

#[tokio::test]
async fn a_declined_sign_in_is_counted_with_its_reason() {
    let app = measured_app().await;
    let mut browser = Browser::new(&app);
    let authorize = browser.get("/sign-in").await.location().to_owned();
    let picker = browser.visit_tenant(&authorize).await;
    let callback = browser.decline(&picker).await;
    let failed = browser.land(&callback).await.location().to_owned();
    browser.get(&failed).await;
    assert_sign_ins(&app, 0, 1, "declined").await;
}

#[tokio::test]
async fn a_rejected_credential_is_counted_with_its_reason() {
    let app = measured_app().await;
    let fault =
        TokenFault::Error { error: "invalid_client".to_owned(), aadsts: 7_000_215, suberror: None, claims: None };
    app.control().arm_token_fault(fault, Times::Once);
    Browser::new(&app).sign_in("maya").await;
    assert_sign_ins(&app, 0, 1, "credential_rejected").await;
}

#[tokio::test]
async fn an_unreachable_provider_is_counted_at_the_start_of_a_sign_in() {
    let app = App::start_with(|config| {
        measured(config);
        config.authority = Authority::parse_oidc_authority("http://localhost:9").unwrap();
    })
    .await;
    assert_eq!(Browser::new(&app).get("/sign-in").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_sign_ins(&app, 0, 1, "provider_unavailable").await;
    let scrape = Scrape::of(&app).await;
    assert_eq!(scrape.sum(PROVIDER, &[]), 0);
    assert!(scrape.sum(CLIENT, &[("error_type", "connection")]) >= 1, "{}", scrape.0);
}

#[tokio::test]
async fn sign_ins_by_device_code_are_counted() {
    let app = App::start_with(|config| {
        measured(config);
        config.redirect_uri = None;
    })
    .await;
    for is_approved in [true, false] {
        let mut browser = Browser::new(&app);
        browser.submit_with("/device-code/begin", "return_to", "/").await;
        let code = browser.get("/device-code").await.user_code().to_owned();
        let control = app.control();
        if is_approved { control.approve_device_code(&code, "maya") } else { control.decline_device_code(&code) }
            .unwrap();
        polling_interval().await;
        let state = if is_approved { "Approved" } else { "Ended" };
        browser.call("/api/poll_device_code").await.assert_shows(state);
    }
    assert_sign_ins(&app, 1, 1, "declined").await;
}

#[tokio::test]
async fn refreshes_are_counted_by_outcome() {
    let app = measured_app().await;
    let mut browser = tokens::signed_in_with_an_expired_token(&app).await;
    app.control().arm_token_fault(TokenFault::InternalServerError, Times::Once);
    browser.call("/api/call_api").await;
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    let mut other = tokens::signed_in_with_an_expired_token(&app).await;
    app.control().forget_refresh_tokens();
    assert_eq!(other.call("/api/call_api").await.status, StatusCode::UNAUTHORIZED);
    let scrape = Scrape::of(&app).await;
    for outcome in ["success", "provider_error", "ended"] {
        assert_eq!(scrape.sum(REFRESHES, &[("outcome", outcome)]), 1, "{outcome}\n{}", scrape.0);
    }
    assert_eq!(scrape.sum(REFRESHES, &[]), 3);
}

#[tokio::test]
async fn api_calls_are_counted_by_status() {
    let app = measured_app().await.with_short_timeouts();
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    for fault in [GraphFault::Forbidden, GraphFault::Hang { milliseconds: 3_000 }] {
        app.control().arm_graph_fault(fault, Times::Once);
        browser.call("/api/call_api").await;
    }
    let scrape = Scrape::of(&app).await;
    for status in ["200", "403", "none"] {
        assert_eq!(scrape.sum(GRAPH, &[("status", status)]), 1, "{status}\n{}", scrape.0);
    }
    assert_eq!(scrape.sum(GRAPH, &[]), 3);
    assert_eq!(scrape.sum(CLIENT, &[("error_type", "timeout")]), 1, "{}", scrape.0);
}

#[tokio::test]
async fn operations_of_the_store_are_recorded_by_outcome() {
    let watched = Watched::new();
    let app = App::start_on(&watched, measured).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser.get("/").await.assert_shows("Maya Lindqvist");
    let before = Scrape::of(&app).await;
    for operation in ["insert_session", "put_tokens", "session", "take"] {
        assert!(before.sum(STORE, &[("operation", operation), ("outcome", "ok")]) >= 1, "{operation}\n{}", before.0);
    }
    assert!(!before.has(STORE, &[("outcome", "error")]), "{}", before.0);
    watched.break_verbs(&["*"]);
    assert_eq!(browser.get("/").await.status, StatusCode::SERVICE_UNAVAILABLE);
    super::scrape::a_minute_later().await;
    let scrape = Scrape::of(&app).await;
    assert!(scrape.sum(STORE, &[("operation", "session"), ("outcome", "error")]) >= 1, "{}", scrape.0);
    assert!(scrape.0.contains("\nleptos_entra_sessions NaN\n"), "{}", scrape.0);
}
