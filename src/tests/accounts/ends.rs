//! The ends of sessions in a browser with several accounts: sign-outs here, at the provider, and in other browsers.

use super::{App, Browser, MAYA, TOM, add, parked, references, session_of, sessions_in_store, switch, tom_and_maya};
use crate::{
    cast::{Watched, parameter},
    front_channel,
};

/// Returns the address to which the page of a sign-out leads.
fn end_session(page: &super::Page) -> String {
    page.header("refresh").split_once("url=").unwrap().1.to_owned()
}

#[tokio::test]
async fn a_sign_out_of_one_account_activates_no_other() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    let page = browser.submit("/api/sign_out").await;
    assert!(!page.header("clear-site-data").contains("cookies"));
    assert_eq!((sessions_in_store(&app).await, parked(&app, &browser).len()), (1, 1));
    browser.get("/").await.assert_signed_out();
    let signed_out = browser.get("/signed-out").await;
    signed_out.assert_shows("You are signed out of this app.").assert_shows("Maya Lindqvist");
    let [reference] = references(&signed_out).try_into().unwrap();
    assert_eq!(browser.submit_with("/accounts/switch", "account", &reference).await.location(), "/");
    browser.get("/").await.assert_shows(MAYA);
    assert!(parked(&app, &browser).is_empty());
}

#[tokio::test]
async fn a_sign_out_of_all_accounts_ends_every_session() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    let before = browser.clone();
    let hint = parameter(browser.clone().get("/sign-in").await.location(), "login_hint");
    browser.get("/").await.assert_shows("Sign out of all accounts");
    let page = browser.submit("/accounts/sign-out").await;
    assert_eq!(parameter(&end_session(&page), "logout_hint"), hint, "the hint names the active account");
    assert_eq!(sessions_in_store(&app).await, 0);
    for name in [app.services.cookies.session(), app.services.cookies.accounts()] {
        assert!(!browser.cookies.contains_key(&name), "{name}");
    }
    let signed_out = browser.get("/signed-out").await;
    assert!(references(&signed_out).is_empty());
    let mut thief = before;
    assert!(references(&thief.get("/accounts").await).is_empty(), "a copy of the cookies is of no use");
}

#[tokio::test]
async fn the_remaining_accounts_can_be_signed_out_later() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    browser.submit("/api/sign_out").await;
    let page = browser.submit("/accounts/sign-out").await;
    assert!(end_session(&page).ends_with("/signed-out"), "no account is active that the provider could sign out");
    assert_eq!(sessions_in_store(&app).await, 0);
    assert!(parked(&app, &browser).is_empty());
}

#[tokio::test]
async fn a_front_channel_request_ends_a_parked_session() {
    let app = front_channel::app().await;
    let (mut browser, frames) = front_channel::signed_out_elsewhere(&app, "").await;
    browser.get("/").await;
    add(&mut browser, "tom").await;
    assert_eq!(references(&browser.get("/accounts").await).len(), 1);
    front_channel::load_frame(&app, &frames[0]).await;
    let page = browser.get("/accounts").await;
    assert!(references(&page).is_empty() && !page.body.contains("Maya"), "{}", page.body);
    assert!(parked(&app, &browser).is_empty());
    browser.get("/").await.assert_shows(TOM);
}

#[tokio::test]
async fn a_parked_session_can_be_ended_from_another_browser() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    let reference = references(&browser.get("/accounts").await).remove(0);
    let mut elsewhere = Browser::new(&app);
    elsewhere.sign_in("maya").await;
    elsewhere.submit("/account/sessions/end-others").await;
    let switched = browser.submit_with("/accounts/switch", "account", &reference).await;
    assert_eq!(switched.location(), "/accounts");
    assert!(references(&browser.get("/accounts").await).is_empty());
    browser.get("/").await.assert_shows(TOM);
}

#[tokio::test]
async fn given_revoked_tokens_then_the_session_ends_after_the_switch() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    switch(&mut browser).await;
    app.control().forget_refresh_tokens();
    app.control()
        .arm_graph_fault(leptos_entra::dev_tenant::GraphFault::InvalidToken, leptos_entra::dev_tenant::Times::Once);
    browser.submit("/api/call_api").await;
    browser.get("/").await.assert_signed_out();
    assert_eq!(sessions_in_store(&app).await, 1, "the session of the other account goes on");
    browser.get("/accounts").await.assert_shows("Tom Becker");
}

#[tokio::test]
async fn given_a_failing_store_then_a_switch_loses_no_session() {
    for broken in ["insert_session", "put_tokens", "end_sessions", "lease_tokens", "*"] {
        let watched = Watched::new();
        let app = App::start_on(&watched, |_| ()).await;
        let mut browser = tom_and_maya(&app).await;
        let reference = references(&browser.get("/accounts").await).remove(0);
        let active = session_of(&app, &browser);
        watched.break_verbs(&[broken]);
        let failed = browser.submit_with("/accounts/switch", "account", &reference).await;
        assert_eq!(failed.status.as_u16(), 503, "{broken}");
        assert!(failed.headers.get("set-cookie").is_none(), "{broken}");
        watched.break_verbs(&[]);
        assert_eq!(session_of(&app, &browser), active);
        browser.get("/accounts").await.assert_shows("Tom Becker").assert_shows("Maya Lindqvist");
        assert_eq!(switch(&mut browser).await.location(), "/", "{broken}");
    }
}

#[tokio::test]
async fn given_a_failing_store_then_no_account_is_signed_out() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = tom_and_maya(&app).await;
    watched.break_verbs(&["end_sessions"]);
    assert_eq!(browser.submit("/accounts/sign-out").await.status.as_u16(), 503);
    watched.break_verbs(&[]);
    browser.get("/accounts").await.assert_shows("Tom Becker").assert_shows("Maya Lindqvist");
}
