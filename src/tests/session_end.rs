//! The end of a session as pages know it: the time that is left, the check that does not count as a use, and the form whose session has
//! ended.

use std::{sync::Arc, time::Duration};

use axum::http::{Method, StatusCode};
use leptos_entra::{
    model::SessionState,
    server::{
        clock,
        config::{ApiSettings, SessionLifetimes, SessionStoreSetting},
        named_apis::{NamedApi as _, Orders},
        session::{
            session_key,
            store::backend::{Backend as _, SessionUpdate},
        },
    },
};
use tower_sessions::session::Id;

use crate::{
    cast::{App, Browser, Page, Watched, broken_server::unused_origin},
    tokens::scopes,
};

const ADMITTED: [(&str, &str); 2] = [("sec-fetch-site", "same-origin"), ("accept", "text/html")];

/// Returns the number in an attribute of a page. Panics if no element has the attribute.
fn number(page: &Page, attribute: &str) -> u32 {
    let from = [" ", attribute, "=\""].concat();
    let (_, rest) = page.body.split_once(&from).unwrap_or_else(|| panic!("{attribute} in {}", page.body));
    rest.split('"').next().unwrap().parse().unwrap()
}

/// Checks the session as the client does: by a timer with `peek=true`, or for the user with an empty form.
async fn check(browser: &mut Browser, form: &str) -> Option<SessionState> {
    let headers = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
    let page = browser.send(Method::POST, "/api/is_signed_in", &headers, form).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    serde_json::from_str(&page.body).unwrap()
}

/// Stores that the session of a browser was last used this many seconds ago.
async fn last_used(app: &App, watched: &Watched, browser: &Browser, seconds: i64) {
    let id: Id = browser.cookies[&app.services.cookies.session()].parse().unwrap();
    let update = SessionUpdate::LastUse { seen_at: clock::unix_now() - seconds };
    assert!(watched.update_session(session_key(id), update).await.unwrap());
}

async fn signed_in() -> (App, Arc<Watched>, Browser) {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    (app, watched, browser)
}

#[tokio::test]
async fn a_page_of_a_session_says_when_it_ends() {
    let (_app, _watched, mut browser) = signed_in().await;
    for path in ["/", "/profile"] {
        let page = browser.get(path).await;
        assert!((3590..=3600).contains(&number(&page, "data-session-idle")), "{}", page.body);
        assert!((43_100..=43_200).contains(&number(&page, "data-session-absolute")), "{}", page.body);
        assert_eq!(number(&page, "data-session-warning"), 120);
        page.assert_shows(&format!(
            "href=\"/sign-in?afresh=yes&amp;return_to={path}\" rel=\"external\" data-in=\"ended\""
        ));
        page.assert_shows("data-session-soon=\"Your session ends soon\"");
    }
    let result = browser.submit("/api/call_api").await;
    result.assert_shows(
        "href=\"/sign-in?afresh=yes&amp;return_to=/\" target=\"_blank\" rel=\"noopener\" data-in=\"latest kept\"",
    );
}

#[tokio::test]
async fn a_page_without_a_session_has_no_end() {
    let (app, _watched, mut browser) = signed_in().await;
    let mut pages = vec![Browser::new(&app).get("/").await, Browser::new(&app).get("/nowhere").await];
    browser.submit("/api/sign_out").await;
    pages.push(browser.get("/").await);
    for page in pages {
        assert!(!page.body.contains(" data-session-") && !page.body.contains("class=\"session-end"), "{}", page.body);
    }
}

#[tokio::test]
async fn near_the_absolute_end_both_ends_are_the_same() {
    let lifetimes = SessionLifetimes { absolute: Duration::from_secs(90), ..SessionLifetimes::default() };
    let app = App::start_with(|config| config.session_lifetimes = lifetimes).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let page = browser.get("/").await;
    let left = number(&page, "data-session-absolute");
    assert!((60..=90).contains(&left), "{left}");
    assert_eq!(number(&page, "data-session-idle"), left);
}

#[tokio::test]
async fn the_time_left_counts_from_the_stored_last_use() {
    let (app, watched, mut browser) = signed_in().await;
    last_used(&app, &watched, &browser, 40).await;
    let idle = number(&browser.get("/").await, "data-session-idle");
    assert!((3550..=3560).contains(&idle), "the last use is stored once a minute, and the page says so: {idle}");
    last_used(&app, &watched, &browser, 3000).await;
    watched.break_verbs(&["note_use"]);
    let idle = number(&browser.get("/").await, "data-session-idle");
    assert!((590..=600).contains(&idle), "the store did not note the use: {idle}");
}

#[tokio::test]
async fn a_peek_does_not_count_as_a_use() {
    let (app, watched, mut browser) = signed_in().await;
    last_used(&app, &watched, &browser, 3000).await;
    watched.calls();
    for _ in 0..2 {
        let state = check(&mut browser, "peek=true").await.unwrap();
        assert!((590..=600).contains(&state.idle) && state.absolute > 43_000, "{state:?}");
        assert_eq!((state.warning, state.user.len()), (120, 16), "{state:?}");
        assert_eq!(watched.calls(), ["session"]);
    }
    let used = check(&mut browser, "").await.unwrap();
    assert!((3590..=3600).contains(&used.idle), "{used:?}");
    assert_eq!(watched.calls(), ["session", "note_use"]);
    browser.get("/").await.assert_shows(&format!("data-user=\"{}\"", used.user));
}

#[tokio::test]
async fn an_idle_session_has_no_state() {
    let (app, watched, mut browser) = signed_in().await;
    last_used(&app, &watched, &browser, 3601).await;
    for form in ["peek=true", ""] {
        assert_eq!(check(&mut browser, form).await, None, "{form}");
        assert_eq!(check(&mut Browser::new(&app), form).await, None, "without a cookie: {form}");
    }
    browser.get("/profile").await.assert_shows("/sign-in?return_to=/profile");
}

#[tokio::test]
async fn a_peek_knows_no_session_of_another_tenant() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.db");
    let store = || SessionStoreSetting::Sqlite(path.clone());
    let app = App::start_with(|config| config.session_store = store()).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let other = App::start_with(|config| config.session_store = store()).await;
    let mut browser = browser.at(&other);
    assert_eq!(check(&mut browser, "peek=true").await, None);
    let mut browser = browser.at(&app);
    assert!(check(&mut browser, "peek=true").await.is_some(), "the peek has not ended the session");
}

#[tokio::test]
async fn an_order_of_an_ended_session_keeps_its_values() {
    let endpoint = format!("{}/api/v1/orders", unused_origin().await);
    let app = App::start().await;
    let own = format!("api://{}", app.tenant.client_id());
    let settings = ApiSettings {
        endpoint: endpoint.parse().unwrap(),
        scopes: scopes(&format!("{own}/Orders.Read {own}/Orders.Write")),
    };
    let app = app.with(|config| config.apis = std::mem::take(&mut config.apis).with(Orders::NAME, settings));
    let mut browser = Browser::new(&app);
    let form = "item=Lamp+%22%3E%3Cb%3E+98765&quantity=3";
    let page = browser.send(Method::POST, "/orders/place", &ADMITTED, form).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    page.assert_shows("value=\"Lamp &quot;&gt;&lt;b&gt; 98765\"").assert_shows("value=\"3\"");
    page.assert_shows("href=\"/sign-in?return_to=/orders\" target=\"_blank\"");
    assert_eq!(page.body.matches("98765").count(), 1, "the values are in no address");
    assert_eq!(page.header("cache-control"), "no-store");
    let sign_in = browser.get("/sign-in?return_to=/orders").await;
    assert!(!sign_in.location().contains("98765") && !sign_in.header("set-cookie").contains("98765"));
    let cross_site = [("sec-fetch-site", "cross-site"), ("accept", "text/html")];
    let foreign = browser.send(Method::POST, "/orders/place", &cross_site, form).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert!(!foreign.body.contains("98765"), "another site cannot fill in the form");
}
