//! A store or a provider that fails during a refresh ends no session and delays no request for long.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use leptos_entra::{
    dev_tenant::{GraphFault, Times, TokenFault},
    server::{
        auth::{RefreshError, RefusedToken},
        clock,
    },
};

use super::{api, refresh_requests, scopes, session_of, signed_in_with_an_expired_token, token, tokens_of, until};
use crate::cast::{App, Browser, Watched};

/// Signs a user in with an access token that is valid but due for a refresh.
async fn signed_in_with_an_old_token(app: &App) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in("maya").await;
    let id = session_of(app, &browser);
    let (mut tokens, version) = app.services.auth.store.tokens(id).await.unwrap().unwrap();
    tokens.access_tokens[0].refresh_at = clock::unix_now() - 1;
    assert!(app.services.auth.store.replace_tokens(id, version, &tokens).await.unwrap());
    browser
}

#[tokio::test]
async fn a_store_outage_loses_no_redeemed_refresh_token() {
    for broken in [&["replace_tokens"][..], &["replace_tokens", "tokens"]] {
        let watched = Watched::new();
        let app = App::start_on(&watched, |_| ()).await;
        let browser = signed_in_with_an_expired_token(&app).await;
        app.control().arm_token_fault(TokenFault::Hang { milliseconds: 400 }, Times::Once);
        let running = tokio::spawn({
            let (app, browser) = (app.clone(), browser.clone());
            async move { token(&app, &browser, "User.Read").await }
        });
        until(async || refresh_requests(&app) == 1).await;
        watched.break_verbs(broken);
        tokio::time::sleep(Duration::from_secs(4)).await;
        watched.break_verbs(&[]);
        running.await.unwrap().unwrap();
        // The next refresh succeeds, because it uses the refresh token that was stored after the outage.
        app.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
        let mut browser = browser;
        assert_eq!(browser.call("/api/call_api").await.status, axum::http::StatusCode::OK, "{broken:?}");
        assert_eq!(app.control().counters().refreshes, 2);
    }
}

#[tokio::test]
async fn a_spent_refresh_token_waits_for_the_stored_successor() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let browser = signed_in_with_an_expired_token(&app).await;
    let id = session_of(&app, &browser);
    let (before, version) = app.services.auth.store.tokens(id).await.unwrap().unwrap();
    token(&app, &browser, "User.Read").await.unwrap();
    let (fresh, newer) = app.services.auth.store.tokens(id).await.unwrap().unwrap();
    // Puts the old tokens back, as if the other process had not stored the new ones yet.
    assert_ne!(version, newer);
    assert!(app.services.auth.store.replace_tokens(id, newer, &before).await.unwrap());
    let (_, spent) = app.services.auth.store.tokens(id).await.unwrap().unwrap();
    let running = tokio::spawn({
        let (app, browser) = (app.clone(), browser.clone());
        async move { token(&app, &browser, "User.Read").await }
    });
    until(async || refresh_requests(&app) == 2).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(app.services.auth.store.replace_tokens(id, spent, &fresh).await.unwrap());
    assert_eq!(running.await.unwrap().unwrap().secret(), fresh.access_tokens[0].access_token.secret());
}

#[tokio::test]
async fn a_rejected_token_stored_by_another_process_is_not_used() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let id = session_of(&app, &browser);
    let refused = RefusedToken { token: token(&app, &browser, "User.Read").await.unwrap(), claims: None };
    app.control().arm_token_fault(TokenFault::Hang { milliseconds: 400 }, Times::Once);
    let services = Arc::clone(&app.services);
    let wanted = api(&app, "User.Read");
    let running = tokio::spawn(async move { services.auth.api_token(id, &wanted, Some(&refused)).await });
    until(async || refresh_requests(&app) == 1).await;
    // As if another process had refreshed for another resource: a new refresh token, and still the access token that
    // the API rejected.
    let (mut tokens, version) = app.services.auth.store.tokens(id).await.unwrap().unwrap();
    tokens.refresh_token = Some(openidconnect::RefreshToken::new("another".to_owned()));
    assert!(app.services.auth.store.replace_tokens(id, version, &tokens).await.unwrap());
    let result = running.await.unwrap().map(|token| token.access_token);
    assert!(matches!(result, Err(RefreshError::Busy)), "{result:?}");
}

#[tokio::test]
async fn given_a_valid_token_then_a_hanging_refresh_costs_two_seconds() {
    let app = App::start().await;
    let browser = signed_in_with_an_old_token(&app).await;
    let old = tokens_of(&app, &browser).await.access_tokens.remove(0).access_token;
    app.control().arm_token_fault(TokenFault::Hang { milliseconds: 4000 }, Times::Once);
    let mut begun = Instant::now();
    assert_eq!(token(&app, &browser, "User.Read").await.unwrap().secret(), old.secret());
    assert!((Duration::from_millis(1900)..Duration::from_secs(3)).contains(&begun.elapsed()), "{:?}", begun.elapsed());
    begun = Instant::now();
    assert_eq!(token(&app, &browser, "User.Read").await.unwrap().secret(), old.secret());
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    // The token response that arrives late is stored, although the caller's request for a token has timed out.
    until(async || tokens_of(&app, &browser).await.access_tokens[0].refresh_at > clock::unix_now()).await;
    assert_ne!(token(&app, &browser, "User.Read").await.unwrap().secret(), old.secret());
    assert_eq!(refresh_requests(&app), 1);
}

#[tokio::test]
async fn given_a_valid_token_then_a_failed_refresh_is_not_repeated() {
    let app = App::start().await;
    let browser = signed_in_with_an_old_token(&app).await;
    app.control().arm_token_fault(TokenFault::InternalServerError, Times::UntilReset);
    for _ in 0..5 {
        token(&app, &browser, "User.Read").await.unwrap();
    }
    assert_eq!(refresh_requests(&app), 1);
}

#[tokio::test]
async fn without_refresh_token_a_missing_resource_keeps_the_session() {
    let both = "User.Read api://notes.devtenant.example/Notes.Read";
    let app = App::start_with(|config| config.scopes = scopes(both)).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let id = session_of(&app, &browser);
    let (mut tokens, version) = app.services.auth.store.tokens(id).await.unwrap().unwrap();
    tokens.refresh_token = None;
    assert!(app.services.auth.store.replace_tokens(id, version, &tokens).await.unwrap());
    let notes = token(&app, &browser, "api://notes.devtenant.example/Notes.Read").await;
    assert!(matches!(notes, Err(RefreshError::Irreplaceable)), "{notes:?}");
    token(&app, &browser, "User.Read").await.expect("the session goes on");
}
