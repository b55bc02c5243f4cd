//! Faults of the identity endpoint: retries, named errors, and users who are signed in already.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use leptos_entra::dev_tenant::{IdentityFault, Times};
use tokio::time::sleep;

use super::{SERVICES, Service, app, identity_requests};
use crate::cast::{App, Browser, Page};

async fn sign_in_page(app: &App) -> Page {
    Browser::new(app).sign_in_to_page("maya").await
}

#[tokio::test]
async fn an_identity_that_is_not_assigned_is_named_without_a_retry() {
    for service in SERVICES {
        let app = app(service).await;
        app.control().arm_identity_fault(IdentityFault::NotAssigned, Times::UntilReset);
        let page = sign_in_page(&app).await;
        assert_eq!(page.status, StatusCode::BAD_GATEWAY, "{service:?}");
        page.assert_shows("MANAGED_IDENTITY_CLIENT_ID is not assigned to the resource");
        assert_eq!(identity_requests(&app), 1, "{service:?}");
    }
}

#[tokio::test]
async fn after_status_429_the_request_is_retried() {
    for service in SERVICES {
        let app = app(service).await;
        let fault = IdentityFault::TooManyRequests { retry_after: Some(2) };
        app.control().arm_identity_fault(fault, Times::Once);
        let began = Instant::now();
        assert_eq!(sign_in_page(&app).await.status, StatusCode::OK, "{service:?}");
        assert_eq!(identity_requests(&app), 2, "{service:?}");
        let pause = Duration::from_secs(if service == Service::AppService { 2 } else { 1 });
        assert!(began.elapsed() >= pause, "{service:?}: the pause of Microsoft's rules");
    }
}

#[tokio::test]
async fn after_status_410_a_later_sign_in_finds_the_token() {
    let app = app(Service::Imds).await.with_short_timeouts();
    app.control().arm_identity_fault(IdentityFault::Gone, Times::Once);
    let page = sign_in_page(&app).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    page.assert_shows("identity endpoint of Azure responded with status 410").assert_shows("Try again in a moment.");
    sleep(Duration::from_secs(10)).await;
    assert_eq!(sign_in_page(&app).await.status, StatusCode::OK);
    assert_eq!(identity_requests(&app), 2, "the retry continued in the background");
}

#[tokio::test]
async fn app_service_is_not_retried_after_status_410() {
    let app = app(Service::AppService).await;
    app.control().arm_identity_fault(IdentityFault::Gone, Times::Once);
    assert_eq!(sign_in_page(&app).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(identity_requests(&app), 1);
}

#[tokio::test]
async fn a_failing_endpoint_fails_the_sign_in_within_its_time_limit() {
    for (fault, text) in [
        (IdentityFault::InternalServerError, "responded with status 500"),
        (IdentityFault::Hang { milliseconds: 30_000 }, "did not respond in time"),
    ] {
        let app = app(Service::Imds).await.with_short_timeouts();
        app.control().arm_identity_fault(fault, Times::UntilReset);
        let began = Instant::now();
        let page = sign_in_page(&app).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{fault:?}");
        page.assert_shows(text);
        assert!(began.elapsed() < Duration::from_secs(5), "{fault:?}");
    }
}

#[tokio::test]
async fn a_web_page_instead_of_a_token_is_named() {
    let app = app(Service::AppService).await;
    app.control().arm_identity_fault(IdentityFault::NotJson, Times::UntilReset);
    let page = sign_in_page(&app).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    page.assert_shows("identity endpoint of Azure did not respond with a token");
    assert_eq!(identity_requests(&app), 1);
}

#[tokio::test]
async fn signed_in_users_continue_while_the_identity_has_no_token() {
    let app = app(Service::Imds).await;
    app.control().arm_identity_fault(IdentityFault::ExpiresIn { seconds: 3 }, Times::Once);
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    app.control().arm_identity_fault(IdentityFault::NotAssigned, Times::UntilReset);
    sleep(Duration::from_millis(3_100)).await;
    assert_eq!(sign_in_page(&app).await.status, StatusCode::BAD_GATEWAY);
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    browser.get("/account/sessions").await.assert_shows("This session");
}

#[tokio::test]
async fn a_refresh_without_an_identity_token_keeps_the_session() {
    let app = app(Service::Imds).await;
    app.control().arm_identity_fault(IdentityFault::ExpiresIn { seconds: 3 }, Times::Once);
    app.control().set_access_token_lifetime(1);
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    app.control().arm_identity_fault(IdentityFault::NotAssigned, Times::UntilReset);
    sleep(Duration::from_millis(3_100)).await;
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::SERVICE_UNAVAILABLE);
    // The identity is assigned again.
    let control = app.control();
    control.reset();
    control.trust_issuer(app.tenant.identity_credential()).unwrap();
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK, "the session continues");
}
