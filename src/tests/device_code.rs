//! Tests of the sign-in by device code, for an app without a redirect URI.

mod begin;
mod one_session;
mod qr_code;

use std::time::Duration;

use axum::http::StatusCode;
use rusqlite::Connection;

use leptos_entra::{
    dev_tenant::{Times, TokenFault},
    server::config::SessionStoreSetting,
};

use crate::cast::{App, Browser, Page, polling_interval};

/// Begins a sign-in by device code. Returns the page that shows the user code, and the user code.
async fn begun(browser: &mut Browser) -> (Page, String) {
    let begun = browser.submit_with("/device-code/begin", "return_to", "/?a").await;
    assert_eq!((begun.status, begun.location()), (StatusCode::SEE_OTHER, "/device-code"));
    let page = browser.get("/device-code").await;
    assert_eq!(page.status, StatusCode::OK);
    let code = page.user_code().to_owned();
    (page, code)
}

/// Returns an app, and a browser whose user code Maya has approved. The app may poll at once.
async fn approved() -> (App, Browser) {
    let app = App::start_for_device_codes().await;
    let mut browser = Browser::new(&app);
    let (_, code) = begun(&mut browser).await;
    app.control().approve_device_code(&code, "maya").unwrap();
    polling_interval().await;
    (app, browser)
}

#[tokio::test]
async fn without_javascript_the_page_shows_the_code_and_reloads() {
    let app = App::start_for_device_codes().await;
    let (page, _) = begun(&mut Browser::new(&app)).await;
    page.assert_shows("/device").assert_shows("http-equiv=\"refresh\"").assert_shows("I have approved it");
}

#[tokio::test]
async fn a_reload_shows_the_same_code() {
    let app = App::start_for_device_codes().await;
    let mut browser = Browser::new(&app);
    let (_, code) = begun(&mut browser).await;
    browser.get("/device-code").await.assert_shows(&code);
}

#[tokio::test]
async fn a_second_sign_in_shows_the_open_code() {
    let app = App::start_for_device_codes().await;
    let mut browser = Browser::new(&app);
    let (_, code) = begun(&mut browser).await;
    assert_eq!(begun(&mut browser).await.1, code);
}

#[tokio::test]
async fn an_approved_code_signs_in_and_leads_to_return_to() {
    let app = App::start_for_device_codes().await;
    let mut browser = Browser::new(&app);
    let (_, code) = begun(&mut browser).await;
    browser.call("/api/poll_device_code").await.assert_shows("Pending");
    app.control().approve_device_code(&code, "tom").unwrap();
    polling_interval().await;
    let mut other_tab = browser.clone();
    browser.call("/api/poll_device_code").await.assert_shows("Approved").assert_shows("/?a");
    other_tab.cookies.extend(browser.cookies.clone());
    other_tab.call("/api/poll_device_code").await.assert_shows("Approved");
    assert!(!browser.get("/account/sessions").await.body.contains(r#"name="session""#), "there is one session");
    browser.get("/").await.assert_shows("Tom Becker");
    assert_eq!(browser.submit("/api/call_api").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_approved_code_works_without_javascript() {
    let (_app, mut browser) = approved().await;
    assert_eq!(browser.get("/device-code").await.location(), "/?a");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn given_a_lost_response_then_the_code_still_signs_in() {
    let (_app, mut browser) = approved().await;
    browser.clone().call("/api/poll_device_code").await.assert_shows("Approved");
    assert_eq!(browser.get("/device-code").await.location(), "/?a");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_code_works_only_in_its_own_browser() {
    let (app, _) = approved().await;
    let mut stranger = Browser::new(&app);
    assert_eq!(stranger.call("/api/poll_device_code").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(stranger.get("/device-code").await.location(), "/");
}

#[tokio::test]
async fn a_declined_code_is_explained() {
    let app = App::start_for_device_codes().await;
    let mut browser = Browser::new(&app);
    let (_, code) = begun(&mut browser).await;
    app.control().decline_device_code(&code).unwrap();
    polling_interval().await;
    let page = browser.get("/device-code").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    page.assert_shows("Sign-in failed").assert_shows("Try again");
    assert_eq!(page.header("retry-after"), "", "a retry with the same code cannot succeed");
    assert!(browser.cookies.is_empty(), "the cookie of the code is removed: {:?}", browser.cookies);
}

#[tokio::test]
async fn an_expired_code_is_explained() {
    let app = App::start_for_device_codes().await;
    let mut browser = Browser::new(&app);
    begun(&mut browser).await;
    app.control().advance_clock(3600);
    polling_interval().await;
    let ended = browser.call("/api/poll_device_code").await;
    ended.assert_shows("Ended").assert_shows("/sign-in-failed");
}

#[tokio::test]
async fn polling_waits_for_the_interval_of_the_provider() {
    let app = App::start_for_device_codes().await;
    let mut browser = Browser::new(&app);
    begun(&mut browser).await;
    for _ in 0..10 {
        browser.call("/api/poll_device_code").await.assert_shows("Pending");
    }
    assert_eq!(device_token_requests(&app), 0, "the first token request waits for the interval");
}

#[tokio::test]
async fn an_approved_code_is_invalid_after_the_sign_out() {
    let (_app, mut browser) = approved().await;
    browser.call("/api/poll_device_code").await.assert_shows("Approved");
    let mut thief = browser.clone();
    browser.submit("/api/sign_out").await;
    for path in ["/device-code", "/sign-in"] {
        thief.get(path).await;
        thief.get("/").await.assert_shows("/device-code/begin");
    }
}

#[tokio::test]
async fn a_provider_error_keeps_the_device_code_pending() {
    let app = App::start_for_device_codes().await;
    let mut browser = Browser::new(&app);
    let (_, code) = begun(&mut browser).await;
    app.control().arm_token_fault(TokenFault::InternalServerError, Times::Once);
    polling_interval().await;
    browser.call("/api/poll_device_code").await.assert_shows("Pending");
    browser.get("/device-code").await.assert_shows(&code);
}

#[tokio::test]
async fn given_a_cancelled_poll_then_its_sign_in_is_kept() {
    let (app, mut browser) = approved().await;
    app.control().arm_token_fault(TokenFault::Hang { milliseconds: 400 }, Times::Once);
    let mut gone = browser.clone();
    let left = tokio::time::timeout(Duration::from_millis(100), gone.call("/api/poll_device_code"));
    assert!(left.await.is_err(), "the browser cancels its request before the response");
    tokio::time::sleep(Duration::from_millis(800)).await;
    assert_eq!(browser.get("/device-code").await.location(), "/?a");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

/// Approves a code at an app with two processes, and delays the next token response by a second. Returns the app, the browser at
/// each process, and the database of the shared store.
async fn approved_at_two_processes(folder: &tempfile::TempDir) -> (App, [Browser; 2], Connection) {
    let path = folder.path().join("sessions.db");
    let setting = SessionStoreSetting::Sqlite(path.clone());
    let app = App::start_with(|config| {
        config.redirect_uri = None;
        config.session_store = setting;
    });
    let app = app.await;
    let mut first = Browser::new(&app);
    let (_, code) = begun(&mut first).await;
    app.control().approve_device_code(&code, "maya").unwrap();
    app.control().arm_token_fault(TokenFault::Hang { milliseconds: 1000 }, Times::Once);
    let second = first.clone().at(&app.restarted());
    polling_interval().await;
    (app, [first, second], Connection::open(path).unwrap())
}

/// Returns the number of token requests that the provider has received so far.
fn device_token_requests(app: &App) -> u64 {
    app.control().counters().token_requests.values().sum()
}

#[tokio::test]
async fn given_two_processes_then_one_polls_the_provider() {
    let folder = tempfile::tempdir().unwrap();
    let (app, [mut first, mut second], _) = approved_at_two_processes(&folder).await;
    let (left, right) = tokio::join!(first.call("/api/poll_device_code"), async {
        while device_token_requests(&app) == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        second.call("/api/poll_device_code").await
    });
    left.assert_shows("Approved");
    right.assert_shows("Pending");
    assert_eq!(device_token_requests(&app), 1);
    second.call("/api/poll_device_code").await.assert_shows("Approved");
    second.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn given_a_lost_device_lock_then_both_processes_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let (app, [mut first, mut second], file) = approved_at_two_processes(&folder).await;
    let (left, right) = tokio::join!(first.call("/api/poll_device_code"), async {
        while device_token_requests(&app) == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(file.execute("DELETE FROM short_lived WHERE kind = 'device-question'", ()).unwrap(), 1);
        second.call("/api/poll_device_code").await
    });
    assert_eq!(device_token_requests(&app), 2);
    left.assert_shows("Approved");
    right.assert_shows("Approved");
    first.get("/").await.assert_shows("Maya Lindqvist");
}
