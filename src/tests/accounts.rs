//! Several accounts in one browser: each has its own session, and the user switches between them without a sign-in.

mod cookie;
mod ends;
mod hints;

use std::time::Duration;

use axum::http::{Method, StatusCode};
use leptos_entra::server::oidc::ResponseMode;

use crate::cast::{App, Browser, Page, Watched};

const ANOTHER: &str = "/sign-in?account=another";
/// The parts of a page that name the active account.
const MAYA: &str = "class=\"account-name\">Maya Lindqvist";
const TOM: &str = "class=\"account-name\">Tom Becker";

/// Adds the account of a persona to a browser.
async fn add(browser: &mut Browser, persona: &str) -> Page {
    let callback = browser.reach_callback(ANOTHER, persona).await;
    let landed = browser.land(&callback).await;
    browser.get("/").await;
    landed
}

/// Returns a browser that is signed in as Tom, and in which Maya's session is parked.
async fn tom_and_maya(app: &App) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in("maya").await;
    browser.get("/").await.assert_shows(MAYA);
    add(&mut browser, "tom").await;
    browser.get("/").await.assert_shows(TOM);
    browser
}

/// Returns the references of the accounts to which a page can switch.
pub fn references(page: &Page) -> Vec<String> {
    let buttons = page.body.split("<button").skip(1).filter(|button| button.contains("name=\"account\""));
    buttons.map(|button| button.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()).collect()
}

/// Switches to the only other account of a browser.
async fn switch(browser: &mut Browser) -> Page {
    let page = browser.get("/accounts").await;
    let [reference] = references(&page).try_into().expect("one other account");
    browser.submit_with("/accounts/switch", "account", &reference).await
}

async fn sessions_in_store(app: &App) -> usize {
    app.services.auth.store.all_sessions().await.unwrap().len()
}

fn session_of(app: &App, browser: &Browser) -> String {
    browser.cookies[&app.services.cookies.session()].clone()
}

fn parked(app: &App, browser: &Browser) -> Vec<String> {
    let cookie = browser.cookies.get(&app.services.cookies.accounts());
    cookie.map(|value| value.split('.').map(str::to_owned).collect()).unwrap_or_default()
}

#[tokio::test]
async fn a_switch_keeps_the_start_of_the_session() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    let starts = async || {
        let sessions = app.services.auth.store.all_sessions().await.unwrap();
        sessions.into_iter().map(|session| session.listed.started_at).collect::<Vec<_>>()
    };
    let before = starts().await;
    // The start is in seconds.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    switch(&mut browser).await;
    browser.get("/").await.assert_shows(MAYA);
    assert_eq!(starts().await, before);
}

#[tokio::test]
async fn another_account_is_added_and_the_first_stays_signed_in() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let maya = session_of(&app, &browser);
    browser.get("/").await;
    let landed = add(&mut browser, "tom").await;
    assert_eq!(landed.location(), "/");
    let name = app.services.cookies.accounts();
    let cookies = landed.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap().to_owned());
    let cookie = cookies.into_iter().find(|cookie| cookie.starts_with(&name)).unwrap();
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert_eq!(parked(&app, &browser), [maya]);
    assert_eq!(sessions_in_store(&app).await, 2);
    browser.get("/").await.assert_shows(TOM).assert_shows("href=\"/accounts\"");
    let page = browser.get("/accounts").await;
    page.assert_shows("Tom Becker").assert_shows("Maya Lindqvist").assert_shows("maya@").assert_shows("Tenant ");
    for secret in browser.cookies.values().flat_map(|value| value.split('.')) {
        assert!(!page.body.contains(secret), "a session ID is on the page");
    }
}

#[tokio::test]
async fn a_switch_activates_the_other_session_under_a_new_id() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    let before = browser.clone();
    let (tom, maya) = (session_of(&app, &browser), parked(&app, &browser).remove(0));
    let switched = switch(&mut browser).await;
    assert_eq!((switched.status, switched.location()), (StatusCode::SEE_OTHER, "/"));
    browser.get("/").await.assert_shows(MAYA);
    assert!(![&tom, &maya].contains(&&session_of(&app, &browser)), "the ID is new");
    assert_eq!(parked(&app, &browser), [tom]);
    assert_eq!(sessions_in_store(&app).await, 2);
    let mut thief = before;
    thief.cookies.insert(app.services.cookies.session(), maya);
    thief.get("/").await.assert_signed_out();
    assert_eq!(switch(&mut browser).await.location(), "/");
    browser.get("/").await.assert_shows(TOM);
}

#[tokio::test]
async fn each_account_calls_the_api_with_its_own_tokens() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    browser.submit("/api/call_api").await.assert_shows("tom@");
    switch(&mut browser).await;
    browser.submit("/api/call_api").await.assert_shows("maya@");
}

#[tokio::test]
async fn an_account_that_is_signed_in_already_is_not_doubled() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    let tom = session_of(&app, &browser);
    add(&mut browser, "tom").await;
    assert_eq!((sessions_in_store(&app).await, parked(&app, &browser).len()), (2, 1));
    assert_ne!(session_of(&app, &browser), tom);
    add(&mut browser, "maya").await;
    browser.get("/").await.assert_shows(MAYA);
    assert_eq!((sessions_in_store(&app).await, parked(&app, &browser).len()), (2, 1));
    browser.get("/accounts").await.assert_shows("Tom Becker");
}

#[tokio::test]
async fn an_ordinary_sign_in_still_replaces_the_session() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    browser.sign_in("tom").await;
    assert_eq!((sessions_in_store(&app).await, parked(&app, &browser).len()), (2, 1));
}

#[tokio::test]
async fn a_browser_has_at_most_five_accounts() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser.get("/").await;
    for persona in ["tom", "priya", "layla", "olga", "gabriel"] {
        add(&mut browser, persona).await;
    }
    assert_eq!((sessions_in_store(&app).await, parked(&app, &browser).len()), (5, 4));
    let page = browser.get("/accounts").await;
    assert_eq!(references(&page).len(), 4);
    assert!(!page.body.contains("Maya Lindqvist"), "the session that was not used for longest has ended");
}

#[tokio::test]
async fn given_form_post_then_an_account_is_added_without_its_cookies() {
    let app = App::start_with(|config| config.response_mode = ResponseMode::FormPost).await;
    let mut browser = Browser::new(&app);
    for persona in ["maya", "tom", "priya"] {
        let authorize = browser.get(ANOTHER).await.location().to_owned();
        let picker = browser.visit_tenant(&authorize).await;
        let form = browser.pick_to_page(&picker, persona).await;
        let kept = browser.cookies.clone();
        browser.cookies.retain(|name, _| name.contains("signin-") || name.ends_with("tries"));
        assert_eq!(browser.deliver(&form).await.location(), "/");
        let received = std::mem::replace(&mut browser.cookies, kept);
        browser.cookies.extend(received);
        browser.get("/").await;
    }
    let page = browser.get("/accounts").await;
    assert_eq!(references(&page).len(), 2);
    page.assert_shows("Maya Lindqvist").assert_shows("Tom Becker");
}

#[tokio::test]
async fn a_repeated_callback_sets_both_cookies_again() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser.get("/").await;
    let callback = browser.reach_callback(ANOTHER, "tom").await;
    let mut second = browser.clone();
    browser.land(&callback).await;
    second.land(&callback).await;
    let all = |browser: &Browser| (session_of(&app, browser), parked(&app, browser));
    assert_eq!(all(&browser), all(&second));
    second.get("/accounts").await.assert_shows("Tom Becker").assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn given_parked_accounts_then_pages_cost_no_further_store_read() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = tom_and_maya(&app).await;
    let mut alone = Browser::new(&app);
    alone.sign_in("maya").await;
    alone.get("/").await;
    watched.calls();
    for path in ["/", "/account/sessions", "/nowhere"] {
        alone.get(path).await;
        let expected = watched.calls();
        browser.get(path).await;
        assert_eq!(watched.calls(), expected, "{path}");
    }
    browser.get("/accounts").await;
    assert_eq!(watched.calls(), ["session", "session"], "the session, and the one other account");
}

#[tokio::test]
async fn a_visitor_without_any_account_sees_the_sign_in() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.get("/accounts").await.assert_shows("href=\"/sign-in?return_to=/accounts\"");
    assert!(browser.cookies.is_empty());
    let unknown = browser.submit_with("/accounts/switch", "account", "AAAA").await;
    assert_eq!(unknown.location(), "/accounts");
    assert_eq!(browser.get("/accounts/switch").await.location(), "/accounts");
}

#[tokio::test]
async fn another_site_cannot_switch_or_sign_out() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    let reference = references(&browser.get("/accounts").await).remove(0);
    let body = format!("account={reference}");
    for path in ["/accounts/switch", "/accounts/sign-out"] {
        let page = browser.send(Method::POST, path, &[("sec-fetch-site", "cross-site")], &body).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
    }
    browser.get("/").await.assert_shows(TOM);
}
