//! Missing, unreadable or expired tokens end the session, and the page explains it.

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{Times, TokenFault},
    server::clock,
};
use rusqlite::Connection;
use tower_sessions::SessionStore as _;

use super::{in_file, session_of, tokens_of};
use crate::cast::{App, Browser};

async fn signed_in(folder: &tempfile::TempDir) -> (App, Browser) {
    let app = App::start_with(in_file(folder)).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    (app, browser)
}

async fn assert_session_ends_with_text(browser: &mut Browser) {
    browser.get("/").await.assert_shows("Maya Lindqvist");
    let page = browser.submit("/api/call_api").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    page.assert_shows("Your sign-in has ended").assert_shows("/sign-in");
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn a_session_with_missing_tokens_ends_with_a_text() {
    let folder = tempfile::tempdir().unwrap();
    let (_app, mut browser) = signed_in(&folder).await;
    let file = Connection::open(folder.path().join("sessions.db")).unwrap();
    assert_eq!(file.execute("DELETE FROM session_tokens", ()).unwrap(), 1);
    assert_session_ends_with_text(&mut browser).await;
}

#[tokio::test]
async fn a_session_with_undecryptable_tokens_ends_with_a_text() {
    let folder = tempfile::tempdir().unwrap();
    let (_app, mut browser) = signed_in(&folder).await;
    let file = Connection::open(folder.path().join("sessions.db")).unwrap();
    assert_eq!(file.execute("UPDATE session_tokens SET tokens = randomblob(500)", ()).unwrap(), 1);
    assert_session_ends_with_text(&mut browser).await;
}

#[tokio::test]
async fn a_session_does_not_outlive_its_refresh_token() {
    for (says, most) in [(serde_json::json!(900), 900), (serde_json::json!("900"), 900), (serde_json::json!(0), 43_200)]
    {
        let app = App::start().await;
        let fault = TokenFault::With { member: "refresh_token_expires_in".to_owned(), value: says };
        app.control().arm_token_fault(fault, Times::Once);
        let mut browser = Browser::new(&app);
        browser.sign_in("maya").await;
        let record = app.services.auth.store.load(&session_of(&app, &browser)).await.unwrap().unwrap();
        let left = record.expiry_date.unix_timestamp() - clock::unix_now();
        assert!((most - 5..=most).contains(&left), "{left}");
    }
}

#[tokio::test]
async fn an_expired_refresh_token_is_not_sent() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let id = session_of(&app, &browser);
    let (mut tokens, version) = app.services.auth.store.tokens(id).await.unwrap().unwrap();
    tokens.refresh_token_ends_at = Some(clock::unix_now() - 1);
    tokens.access_tokens.clear();
    assert!(app.services.auth.store.replace_tokens(id, version, &tokens).await.unwrap());
    assert_session_ends_with_text(&mut browser).await;
    assert_eq!(app.control().counters().token_requests.get("refresh_token"), None);
}

#[tokio::test]
async fn refresh_in_of_the_provider_starts_one_refresh() {
    let app = App::start().await;
    let fault = TokenFault::With { member: "refresh_in".to_owned(), value: 2.into() };
    app.control().arm_token_fault(fault, Times::Once);
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let token = tokens_of(&app, &browser).await.access_tokens.remove(0);
    assert!(token.expires_at - token.refresh_at > 3000);
    tokio::time::sleep(std::time::Duration::from_millis(3100)).await;
    for _ in 0..2 {
        assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    }
    assert_eq!(app.control().counters().refreshes, 1);
}
