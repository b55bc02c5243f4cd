//! The cookie of the parked sessions: damaged, too large, planted, or with sessions that have ended.

use axum::http::StatusCode;
use tower_sessions::session::Id;

use super::{App, Browser, MAYA, TOM, parked, references, session_of, sessions_in_store, tom_and_maya};

async fn maya_alone(app: &App) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in("maya").await;
    browser.get("/").await;
    browser
}

#[tokio::test]
async fn given_a_damaged_or_too_large_cookie_then_it_is_removed() {
    let app = App::start().await;
    let name = app.services.cookies.accounts();
    let five: Vec<_> = (0..5).map(|_| Id::default().to_string()).collect();
    for value in ["x", "....", &Id::default().to_string(), &five.join("."), &"a".repeat(5000), "\"quoted\""] {
        let mut browser = maya_alone(&app).await;
        browser.cookies.insert(name.clone(), value.to_owned());
        browser.get("/").await.assert_shows(MAYA);
        let page = browser.get("/accounts").await;
        assert_eq!(page.status, StatusCode::OK, "{value}");
        page.assert_shows("There are no other accounts in this browser.");
        assert!(!browser.cookies.contains_key(&name), "{value}");
    }
}

#[tokio::test]
async fn given_an_ended_session_in_the_list_then_only_it_is_removed() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    let name = app.services.cookies.accounts();
    let maya = parked(&app, &browser).remove(0);
    browser.cookies.insert(name, format!("{}.{maya}.{}", Id::default(), Id::default()));
    assert_eq!(references(&browser.get("/accounts").await).len(), 1);
    assert_eq!(parked(&app, &browser), [maya]);
}

#[tokio::test]
async fn a_83_a_planted_session_id_joins_the_list_only_if_it_exists() {
    let app = App::start().await;
    let mut browser = maya_alone(&app).await;
    let callback = browser.reach_callback(super::ANOTHER, "tom").await;
    browser.cookies.insert(app.services.cookies.session(), Id::default().to_string());
    browser.land(&callback).await;
    browser.get("/").await.assert_shows(TOM);
    assert!(parked(&app, &browser).is_empty(), "an unknown ID is not parked");
}

#[tokio::test]
async fn a_83_a_request_without_a_sign_in_extends_no_list() {
    let app = App::start().await;
    let mut browser = maya_alone(&app).await;
    for path in ["/", "/accounts", "/sign-in", super::ANOTHER, "/accounts/switch", "/signed-out"] {
        browser.get(path).await;
        assert!(parked(&app, &browser).is_empty(), "{path}");
    }
    let picker = browser.get(super::ANOTHER).await.location().to_owned();
    let picker = browser.visit_tenant(&picker).await;
    let declined = browser.decline(&picker).await;
    browser.land(&declined).await;
    assert!(parked(&app, &browser).is_empty(), "a declined sign-in adds nothing");
    browser.get("/").await.assert_shows(MAYA);
}

#[tokio::test]
async fn given_the_active_id_in_the_list_then_it_is_listed_once() {
    let app = App::start().await;
    let mut browser = maya_alone(&app).await;
    let active = session_of(&app, &browser);
    browser.cookies.insert(app.services.cookies.accounts(), active);
    browser.get("/accounts").await.assert_shows("There are no other accounts in this browser.");
    assert_eq!(sessions_in_store(&app).await, 1);
}

#[tokio::test]
async fn two_switches_at_once_lose_no_account() {
    let app = App::start().await;
    let mut browser = tom_and_maya(&app).await;
    let reference = references(&browser.get("/accounts").await).remove(0);
    let mut double = browser.clone();
    assert_eq!(browser.submit_with("/accounts/switch", "account", &reference).await.location(), "/");
    let second = double.submit_with("/accounts/switch", "account", &reference).await;
    assert_eq!(second.location(), "/accounts", "the session has another ID by now");
    assert!(second.headers.get("set-cookie").is_none(), "the cookies of the first response stay");
    browser.get("/accounts").await.assert_shows("Maya Lindqvist").assert_shows("Tom Becker");
}
