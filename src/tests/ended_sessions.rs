//! The account that a sign-in names (`login_hint`) after a session has ended: at the provider, or by a sign-out here.

use axum::http::{Method, StatusCode};
use leptos_entra::dev_tenant::{GraphFault, Times};
use serde_json::json;
use tower_sessions::session::Id;

use crate::{
    back_channel::provider::Provider,
    cast::{App, Browser, Log, Watched, parameter},
    front_channel,
};

/// Starts a sign-in. Returns the account that the authorization request names.
async fn login_hint(browser: &mut Browser) -> Option<String> {
    let begun = browser.get("/sign-in").await;
    parameter(begun.location(), "login_hint")
}

async fn user(app: &App) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in("maya").await;
    browser.get("/").await.assert_shows("Maya Lindqvist");
    browser
}

/// Lets the provider end the sign-in: the next refresh fails with `invalid_grant`.
async fn revoke(app: &App, browser: &mut Browser) {
    app.control().forget_refresh_tokens();
    app.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
    assert_eq!(browser.submit("/api/call_api").await.status, StatusCode::UNAUTHORIZED);
}

/// Asserts that the next sign-in names the account, and the one after it does not.
async fn assert_named_once(browser: &mut Browser, account: &str) {
    assert_eq!(login_hint(browser).await.as_deref(), Some(account));
    assert_eq!(login_hint(browser).await, None, "the account is named once");
}

fn assert_no_session_cookie(app: &App, browser: &Browser) {
    let names = &app.services.cookies;
    for name in [names.session(), names.ended_session()] {
        assert!(!browser.cookies.contains_key(&name), "{name}");
    }
}

#[tokio::test]
async fn given_a_front_channel_notice_then_the_account_is_named_once() {
    let app = front_channel::app().await;
    for is_noticed_by_a_page in [false, true] {
        let (mut browser, frames) = front_channel::signed_out_elsewhere(&app, "").await;
        let account = login_hint(&mut browser.clone()).await.expect("a signed-in user keeps the account");
        front_channel::load_frame(&app, &frames[0]).await;
        if is_noticed_by_a_page {
            browser.get("/").await.assert_signed_out();
        }
        assert_named_once(&mut browser, &account).await;
    }
}

#[tokio::test]
async fn given_a_back_channel_notice_then_the_account_is_named_once() {
    let provider = Provider::start().await;
    let name = json!({ "preferred_username": "ada@example.org" });
    for token in [json!({ "sid": "one" }), json!({ "sub": "ada" })] {
        let mut browser = provider.sign_in_with("ada", "one", &name).await;
        provider.assert_accepted(&provider.logout_token(&token)).await;
        browser.get("/").await.assert_signed_out();
        assert_named_once(&mut browser, "ada@example.org").await;
    }
}

#[tokio::test]
async fn given_invalid_grant_then_the_account_is_named_once() {
    let app = App::start().await;
    let mut browser = user(&app).await;
    let account = login_hint(&mut browser.clone()).await.unwrap();
    revoke(&app, &mut browser).await;
    assert_named_once(&mut browser, &account).await;
}

#[tokio::test]
async fn given_another_account_then_the_ended_session_is_not_named() {
    let app = App::start().await;
    let mut browser = user(&app).await;
    revoke(&app, &mut browser).await;
    let begun = browser.get("/sign-in?account=another").await;
    assert_eq!(parameter(begun.location(), "login_hint"), None);
    assert_eq!(login_hint(&mut browser).await, None);
}

#[tokio::test]
async fn a_69_after_a_sign_out_here_no_sign_in_names_the_account() {
    let app = front_channel::app().await;
    let mut browser = user(&app).await;
    let before = browser.clone();
    browser.submit("/api/sign_out").await;
    assert_no_session_cookie(&app, &browser);
    assert_eq!(login_hint(&mut browser).await, None);
    assert_eq!(login_hint(&mut before.clone()).await, None, "a copy of the cookie is of no use");

    for is_noticed_by_a_page in [false, true] {
        let (mut browser, frames) = front_channel::signed_out_elsewhere(&app, "").await;
        front_channel::load_frame(&app, &frames[0]).await;
        if is_noticed_by_a_page {
            browser.get("/").await;
        }
        // The page is still open, and the user presses "Sign out" there.
        browser.submit("/api/sign_out").await;
        assert_no_session_cookie(&app, &browser);
        assert_eq!(login_hint(&mut browser).await, None);
    }
}

#[tokio::test]
async fn a_69_only_the_old_session_id_finds_the_account() {
    let app = App::start().await;
    let mut browser = user(&app).await;
    let account = login_hint(&mut browser.clone()).await.unwrap();
    revoke(&app, &mut browser).await;
    let mut stranger = Browser::new(&app);
    assert_eq!(login_hint(&mut stranger).await, None);
    for name in [app.services.cookies.session(), app.services.cookies.ended_session()] {
        for value in [Id::default().to_string(), "0".to_owned(), "a".repeat(22)] {
            stranger.cookies.insert(name.clone(), value);
            assert_eq!(login_hint(&mut stranger).await, None);
        }
    }
    assert_eq!(login_hint(&mut browser).await, Some(account), "the guesses have consumed nothing");
}

#[tokio::test]
async fn a_69_the_account_is_in_no_page_cookie_or_log() {
    let (log, _guard) = Log::begin();
    let app = App::start().await;
    let mut browser = user(&app).await;
    let account = login_hint(&mut browser.clone()).await.unwrap();
    browser.received.clear();
    revoke(&app, &mut browser).await;
    browser.get("/").await.assert_signed_out();
    let received = String::from_utf8(browser.received.clone()).unwrap().to_lowercase();
    login_hint(&mut browser).await;
    let logged = String::from_utf8(log.bytes()).unwrap().to_lowercase();
    assert!(logged.contains("authn_login_success"), "the log was written");
    for text in [account.to_lowercase().as_str(), "lindqvist", "maya@"] {
        assert!(!received.contains(text), "{text}");
        assert!(!logged.contains(text), "{text}");
    }
}

#[tokio::test]
async fn a_session_ended_by_the_operator_is_not_named() {
    let app = App::start().await;
    let mut browser = user(&app).await;
    let store = &app.services.auth.store;
    store.end_all(&store.all_sessions().await.unwrap()).await.unwrap();
    browser.get("/").await;
    assert_eq!(login_hint(&mut browser).await, None);
}

#[tokio::test]
async fn given_an_ended_session_then_no_page_looks_for_its_account() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = user(&app).await;
    revoke(&app, &mut browser).await;
    watched.calls();
    for path in ["/", "/account/sessions", "/signed-out", "/sign-in-failed", "/nowhere"] {
        browser.get(path).await;
        assert_eq!(watched.calls(), [""; 0], "{path}");
    }
    assert!(login_hint(&mut browser).await.is_some());
    assert_eq!(watched.calls(), ["take", "put"]);
    assert_eq!(login_hint(&mut browser).await, None);
    assert_eq!(watched.calls(), ["put"]);
}

#[tokio::test]
async fn given_a_failing_store_then_the_session_ends_unnamed() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = user(&app).await;
    watched.break_verbs(&["put"]);
    revoke(&app, &mut browser).await;
    watched.break_verbs(&[]);
    assert!(app.services.auth.store.all_sessions().await.unwrap().is_empty());
    assert_eq!(login_hint(&mut browser).await, None);
    watched.break_verbs(&["take"]);
    let begun = browser.send(Method::GET, "/sign-in", &[("sec-fetch-site", "same-origin")], "").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "a sign-in does not depend on it");
}
