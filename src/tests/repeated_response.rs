//! The same callback twice: a double click, a prefetch, a retry of a load balancer. The second request gets the first result.

use leptos_entra::{
    dev_tenant::{Times, TokenFault},
    server::config::SessionStoreSetting,
};

use crate::cast::{App, Browser, parameter};

/// A fault that delays the token response, so that the second callback arrives while the first is being processed.
const LATE: TokenFault = TokenFault::Hang { milliseconds: 400 };

fn session_of(app: &App, browser: &Browser) -> String {
    browser.cookies[&app.services.cookies.session()].clone()
}

/// Returns the number of token requests that have redeemed a code.
pub fn redemptions(app: &App) -> u64 {
    app.control().counters().token_requests.get("authorization_code").copied().unwrap_or_default()
}

#[tokio::test]
async fn two_concurrent_callbacks_share_one_session() {
    let app = App::start().await;
    let mut first = Browser::new(&app);
    let callback = first.reach_callback("/sign-in?return_to=%2F%3Fa", "maya").await;
    app.control().arm_token_fault(LATE, Times::Once);
    let mut second = first.clone();
    let (left, right) = tokio::join!(first.get(&callback), second.get(&callback));
    assert_eq!((left.location(), right.location()), ("/?a", "/?a"));
    assert_eq!(session_of(&app, &first), session_of(&app, &second));
    assert_eq!(redemptions(&app), 1);
    second.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn two_callbacks_at_two_processes_share_one_session() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.db");
    let app = App::start_with(|config| config.session_store = SessionStoreSetting::Sqlite(path)).await;
    let mut first = Browser::new(&app);
    let callback = first.reach_callback("/sign-in", "maya").await;
    app.control().arm_token_fault(LATE, Times::Once);
    let mut second = first.clone().at(&app.restarted());
    let (left, right) = tokio::join!(first.get(&callback), second.get(&callback));
    assert_eq!((left.location(), right.location()), ("/", "/"));
    assert_eq!(session_of(&app, &first), session_of(&app, &second));
    assert_eq!(redemptions(&app), 1);
}

#[tokio::test]
async fn a_prefetched_callback_can_be_used_by_the_next_request() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    // The browser discards the response to the prefetch, with its cookies.
    browser.clone().get(&callback).await;
    let landed = browser.get(&callback).await;
    assert_eq!(landed.location(), "/");
    let session = landed.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let session = session.into_iter().find(|cookie| cookie.starts_with(&app.services.cookies.session())).unwrap();
    for flag in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
        assert!(session.contains(flag), "{session}");
    }
    browser.get("/").await.assert_shows("Maya Lindqvist");
    // A third request for the callback, now with all cookies, changes nothing.
    let before = session_of(&app, &browser);
    assert_eq!(browser.get(&callback).await.location(), "/");
    assert_eq!(session_of(&app, &browser), before);
    assert_eq!(redemptions(&app), 1);
}

#[tokio::test]
async fn given_an_ended_session_then_a_second_callback_replaces_it() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("tom").await;
    let callback = browser.reach_callback("/sign-in?account=another", "maya").await;
    let mut second = browser.clone();
    browser.get(&callback).await;
    second.get(&callback).await;
    assert_eq!(session_of(&app, &browser), session_of(&app, &second));
    second.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_second_callback_leaves_a_newer_session_alone() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    browser.get(&callback).await;
    let newer = browser.reach_callback("/sign-in?account=another", "tom").await;
    browser.get(&newer).await;
    let before = session_of(&app, &browser);
    browser.get(&callback).await;
    assert_eq!(session_of(&app, &browser), before);
}

#[tokio::test]
async fn a_second_callback_after_a_sign_out_starts_no_session() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    browser.get(&callback).await;
    browser.submit("/api/sign_out").await;
    assert!(browser.get(&callback).await.location().starts_with("/sign-in-failed"));
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn given_a_new_code_for_a_used_state_then_the_session_stays() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    browser.get(&callback).await;
    let other = callback.replace(&parameter(&callback, "code").unwrap(), "another");
    assert_eq!(browser.get(&other).await.location(), "/", "no error page");
    assert_eq!(redemptions(&app), 1, "the new code is not redeemed");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_second_callback_leads_to_the_same_failure_page() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let picker = browser.get("/sign-in").await.location().to_owned();
    let picker = browser.visit_tenant(&picker).await;
    let callback = browser.decline(&picker).await;
    let first = browser.get(&callback).await.location().to_owned();
    assert_eq!(browser.get(&callback).await.location(), first);
    browser.get(&first).await.assert_shows("AADSTS65004");
}

#[tokio::test]
async fn another_browser_cannot_join_the_session() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    browser.get(&callback).await;
    let mut stranger = Browser::new(&app);
    assert!(stranger.get(&callback).await.location().starts_with("/sign-in-failed"));
    // A cookie with the right name but an invented value does not give another browser the session.
    let name = browser.cookies.keys().find(|name| name.contains("signin")).unwrap().clone();
    stranger.cookies.insert(name, "1790000000.bm90IHRoZSByaWdodCBvbmU".to_owned());
    assert!(stranger.get(&callback).await.location().starts_with("/sign-in-failed"));
    stranger.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn given_a_replay_without_its_cookie_then_the_session_stays() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    let landed = browser.get(&callback).await;
    let kept = landed.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    assert!(kept.into_iter().any(|cookie| cookie.contains("signin-") && cookie.contains("Max-Age=60")));
    browser.cookies.retain(|name, _| !name.contains("signin"));
    assert_eq!(browser.get(&callback).await.location(), "/");
    assert_eq!(redemptions(&app), 1);
    browser.get("/").await.assert_shows("Maya Lindqvist");
}
