//! Several processes with one session store: only one of them refreshes the tokens of a session at a time.
//!
//! The provider ends a sign-in whose refresh token is used twice.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{GraphFault, Times, TokenFault},
    server::{auth::RefreshError, clock, oidc::ClaimsRequest, session::Challenge},
};

use super::{api, in_file, refresh_requests, session_of, signed_in_with_an_expired_token, token, tokens_of, until};
use crate::cast::{App, Browser};

/// Starts three apps that share only the file of the store, as separate processes do.
async fn three(folder: &tempfile::TempDir) -> [App; 3] {
    let app = App::start_with(in_file(folder)).await;
    [app.restarted(), app.restarted(), app]
}

async fn assert_signed_in(app: &App, browser: &Browser) {
    let mut browser = browser.clone().at(app);
    browser.get("/").await.assert_shows("Maya Lindqvist");
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_calls_at_three_processes_make_one_refresh() {
    let folder = tempfile::tempdir().unwrap();
    let apps = three(&folder).await;
    let browser = signed_in_with_an_expired_token(&apps[0]).await;
    let calls = (0..50).map(|number| {
        let mut browser = browser.clone().at(&apps[number % 3]);
        tokio::spawn(async move { browser.call("/api/call_api").await.status })
    });
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap(), StatusCode::OK);
    }
    assert_eq!(apps[0].control().counters().refreshes, 1);
    for app in &apps {
        assert_signed_in(app, &browser).await;
    }
    assert_eq!(apps[0].control().counters().refreshes, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_resources_are_refreshed_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let apps = three(&folder).await;
    let browser = signed_in_with_an_expired_token(&apps[0]).await;
    let mail = apps[1].with(|config| config.scopes = super::scopes("Mail.Read"));
    Browser::new(&mail).sign_in("maya").await;
    let asked = ["User.Read", "Mail.Read", "User.Read", "Mail.Read", "User.Read"];
    let calls = asked.into_iter().enumerate().map(|(number, text)| {
        let (app, browser) = (apps[number % 3].clone(), browser.clone());
        tokio::spawn(async move { token(&app, &browser, text).await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    assert_eq!(apps[0].control().counters().refreshes, 2);
    assert_signed_in(&apps[2], &browser).await;
}

#[tokio::test]
async fn a_crash_during_a_refresh_delays_others_by_its_lease() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other, _] = three(&folder).await;
    let browser = signed_in_with_an_expired_token(&one).await;
    let id = session_of(&one, &browser);
    // Lease owner 17 is a process that crashed while it held the lease on the tokens.
    assert!(one.services.auth.store.lease_tokens(id, 17, Duration::from_secs(2)).await.unwrap());
    let begun = Instant::now();
    assert_signed_in(&other, &browser).await;
    assert!((Duration::from_millis(900)..Duration::from_secs(4)).contains(&begun.elapsed()), "{:?}", begun.elapsed());
    assert_eq!(one.control().counters().refreshes, 1);
}

#[tokio::test]
async fn a_valid_token_is_used_while_another_process_has_the_lease() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other, _] = three(&folder).await;
    let mut browser = Browser::new(&one);
    browser.sign_in("maya").await;
    let id = session_of(&one, &browser);
    let (mut tokens, version) = one.services.auth.store.tokens(id).await.unwrap().unwrap();
    tokens.access_tokens[0].refresh_at = clock::unix_now() - 1;
    assert!(one.services.auth.store.replace_tokens(id, version, &tokens).await.unwrap());
    assert!(one.services.auth.store.lease_tokens(id, 17, Duration::from_mins(1)).await.unwrap());
    assert_signed_in(&other, &browser).await;
    assert_eq!(one.control().counters().refreshes, 0);
}

#[tokio::test]
async fn without_a_token_and_the_lease_the_user_may_retry() {
    let folder = tempfile::tempdir().unwrap();
    let [one, _, _] = three(&folder).await;
    let browser = signed_in_with_an_expired_token(&one).await;
    let mut browser = browser.at(&one.with_short_timeouts());
    let id = session_of(&one, &browser);
    assert!(one.services.auth.store.lease_tokens(id, 17, Duration::from_mins(1)).await.unwrap());
    let page = browser.submit("/api/call_api").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    page.assert_shows("Your access is being renewed").assert_shows("You are still signed in");
    assert_ne!(page.header("retry-after"), "");
    browser.get("/").await.assert_shows("Maya Lindqvist");
    one.services.auth.store.release_tokens(id, 17).await.unwrap();
    assert_eq!(browser.submit("/api/call_api").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_failed_refresh_releases_its_lease() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other, _] = three(&folder).await;
    let browser = signed_in_with_an_expired_token(&one).await;
    one.control().arm_token_fault(TokenFault::InternalServerError, Times::Once);
    let failed = token(&one, &browser, "User.Read").await;
    assert!(matches!(failed, Err(RefreshError::Provider(_))), "{failed:?}");
    let begun = Instant::now();
    assert_signed_in(&other, &browser).await;
    assert!(begun.elapsed() < Duration::from_secs(3), "the lease was released");
}

#[tokio::test]
async fn a_challenge_stored_during_a_refresh_keeps_its_tokens() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other, _] = three(&folder).await;
    let browser = signed_in_with_an_expired_token(&one).await;
    let id = session_of(&one, &browser);
    one.control().arm_token_fault(TokenFault::Hang { milliseconds: 500 }, Times::Once);
    let running = tokio::spawn({
        let (one, browser) = (one.clone(), browser.clone());
        async move { token(&one, &browser, "User.Read").await }
    });
    until(async || refresh_requests(&one) > 0).await;
    let claims = ClaimsRequest::parse(r#"{"access_token":{"acrs":{"value":"c1"}}}"#).unwrap();
    let challenge = Challenge { scopes: api(&other, "Mail.Read"), claims };
    let services = &other.services;
    services.auth.remember(id, challenge.clone()).await.unwrap();
    running.await.unwrap().unwrap();
    let tokens = tokens_of(&one, &browser).await;
    assert!(tokens.access_tokens[0].refresh_at > clock::unix_now(), "the fresh tokens are there");
    assert_eq!(tokens.challenge, Some(challenge));
    one.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
    assert_signed_in(&other, &browser).await;
}

#[tokio::test]
async fn a_concurrent_write_does_not_lose_the_refreshed_tokens() {
    let folder = tempfile::tempdir().unwrap();
    let [one, _, _] = three(&folder).await;
    let browser = signed_in_with_an_expired_token(&one).await;
    let id = session_of(&one, &browser);
    one.control().arm_token_fault(TokenFault::Hang { milliseconds: 500 }, Times::Once);
    let running = tokio::spawn({
        let (one, browser) = (one.clone(), browser.clone());
        async move { token(&one, &browser, "User.Read").await }
    });
    until(async || refresh_requests(&one) > 0).await;
    // A write by a process without the lease must not lose the new refresh token, because the old one is spent.
    let (tokens, version) = one.services.auth.store.tokens(id).await.unwrap().unwrap();
    assert!(one.services.auth.store.replace_tokens(id, version, &tokens).await.unwrap());
    running.await.unwrap().unwrap();
    one.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
    assert_signed_in(&one, &browser).await;
    assert_eq!(one.control().counters().refreshes, 2);
}
