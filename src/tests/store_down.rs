//! A session store that fails: every page reports it, no session is lost or gained, and the app recovers by itself.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use leptos_entra::{
    paths, routes,
    server::{config::SessionStoreSetting, oidc::ResponseMode},
};
use openidconnect::ClientId;

use crate::cast::{App, Browser, Page, Watched};

const PAGE: &str = "text/html";
const JSON: &str = "application/json";
const UNAVAILABLE: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

/// Requests for every route: name, method, path, `Accept`, and the expected status. The test replaces paths that end with `?`.
const ROUTES: [(&str, Method, &str, &str, StatusCode); 49] = [
    ("HOME", Method::GET, "/", PAGE, UNAVAILABLE),
    ("SIGN_IN", Method::GET, "/sign-in", PAGE, UNAVAILABLE),
    ("SIGN_IN", Method::GET, "/sign-in?account=another", PAGE, UNAVAILABLE),
    ("CONTINUE", Method::GET, "/continue", PAGE, UNAVAILABLE),
    ("DASHBOARD", Method::GET, "/dashboard", PAGE, UNAVAILABLE),
    ("ALLOW", Method::GET, "/dashboard/allow?card=mail", PAGE, UNAVAILABLE),
    ("PROFILE", Method::GET, "/profile", PAGE, UNAVAILABLE),
    ("PHOTO", Method::GET, "/profile/photo", PAGE, UNAVAILABLE),
    ("MAIL", Method::GET, "/mail", PAGE, UNAVAILABLE),
    ("calendar", Method::GET, "/calendar", PAGE, UNAVAILABLE),
    ("orders", Method::GET, "/orders", PAGE, StatusCode::NOT_FOUND),
    ("PLACE_ORDER", Method::POST, "/orders/place", PAGE, StatusCode::NOT_FOUND),
    ("SIGN_IN_FAILED", Method::GET, "/sign-in-failed?ref=AAAA", PAGE, UNAVAILABLE),
    ("SIGN_IN_FAILED", Method::GET, "/sign-in-failed?problem=store-unavailable", PAGE, UNAVAILABLE),
    ("BEGIN_DEVICE_CODE", Method::POST, "/device-code/begin", PAGE, StatusCode::NOT_FOUND),
    ("DEVICE_CODE", Method::GET, "/device-code", PAGE, UNAVAILABLE),
    ("SIGNED_OUT", Method::GET, "/signed-out", PAGE, UNAVAILABLE),
    ("SIGN_OUT", Method::POST, "/api/sign_out", PAGE, UNAVAILABLE),
    ("SIGN_OUT", Method::POST, "/api/sign_out", JSON, UNAVAILABLE),
    ("SIGN_OUT", Method::GET, "/api/sign_out", PAGE, StatusCode::SEE_OTHER),
    ("CALL_API", Method::POST, "/api/call_api", PAGE, UNAVAILABLE),
    ("CALL_API", Method::POST, "/api/call_api", JSON, UNAVAILABLE),
    ("CALL_API", Method::GET, "/api/call_api", PAGE, StatusCode::SEE_OTHER),
    ("POLL_DEVICE_CODE", Method::POST, "/api/poll_device_code", JSON, UNAVAILABLE),
    ("IS_SIGNED_IN", Method::POST, "/api/is_signed_in", JSON, UNAVAILABLE),
    ("IS_SIGNED_IN", Method::GET, "/api/is_signed_in", PAGE, StatusCode::SEE_OTHER),
    ("SESSIONS", Method::GET, "/account/sessions", PAGE, UNAVAILABLE),
    ("ACCOUNTS", Method::GET, "/accounts", PAGE, UNAVAILABLE),
    ("SWITCH_ACCOUNT", Method::POST, "/accounts/switch", PAGE, StatusCode::SEE_OTHER),
    ("SIGN_OUT_OF_ALL_ACCOUNTS", Method::POST, "/accounts/sign-out", PAGE, UNAVAILABLE),
    ("SIGN_OUT_OF_ALL_ACCOUNTS", Method::GET, "/accounts/sign-out", PAGE, StatusCode::SEE_OTHER),
    ("END_SESSION", Method::POST, "/account/sessions/end", PAGE, UNAVAILABLE),
    ("END_SESSION", Method::GET, "/account/sessions/end", PAGE, StatusCode::SEE_OTHER),
    ("ADMINISTRATION", Method::GET, "/administration", PAGE, UNAVAILABLE),
    ("FIND_USER", Method::POST, "/administration/find", PAGE, UNAVAILABLE),
    ("END_USER_SESSIONS", Method::POST, "/administration/end", PAGE, UNAVAILABLE),
    ("LANGUAGE", Method::POST, "/language", PAGE, StatusCode::BAD_REQUEST),
    ("END_OTHER_SESSIONS", Method::POST, "/account/sessions/end-others", PAGE, UNAVAILABLE),
    ("SIGN_OUT_EVERYWHERE", Method::POST, "/account/sessions/sign-out-everywhere", PAGE, UNAVAILABLE),
    ("EDIT_PROFILE", Method::GET, "/edit-profile", PAGE, StatusCode::NOT_FOUND),
    ("RESET_PASSWORD", Method::GET, "/reset-password", PAGE, StatusCode::NOT_FOUND),
    ("ADMIN_CONSENT", Method::GET, "/admin-consent", PAGE, StatusCode::OK),
    ("ADMIN_CONSENT_BEGIN", Method::GET, "/admin-consent/begin", PAGE, UNAVAILABLE),
    ("ADMIN_CONSENT_RESULT", Method::GET, "ADMIN_CONSENT?", PAGE, UNAVAILABLE),
    ("SETUP", Method::GET, "/setup", PAGE, StatusCode::NOT_FOUND),
    ("styleguide", Method::GET, "/styleguide", PAGE, StatusCode::OK),
    ("HEALTH_LIVE", Method::GET, "/health/live", PAGE, StatusCode::OK),
    ("CSP_REPORT", Method::POST, "/csp-report", PAGE, StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ("callback", Method::GET, "CALLBACK?", PAGE, StatusCode::SEE_OTHER),
];

/// Sends a request with the headers that a browser sends from a page of the app itself.
async fn ask(browser: &mut Browser, method: &Method, path: &str, accept: &str) -> Page {
    browser.send(method.clone(), path, &[("sec-fetch-site", "same-origin"), ("accept", accept)], "").await
}

/// Returns whether a response removes a cookie. It must not, because the browser needs its cookies when the store works
/// again.
fn takes_a_cookie(page: &Page) -> bool {
    page.headers.get_all("set-cookie").iter().any(|cookie| cookie.to_str().unwrap().contains("Max-Age=0"))
        || page.headers.contains_key("clear-site-data")
}

#[tokio::test]
async fn without_the_store_every_route_fails_and_keeps_sessions() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser.get("/").await.assert_shows("Maya Lindqvist");
    // The last rows of the table need authorization responses of the provider that have not been delivered yet.
    let mut coming_back = browser;
    let callback = coming_back.reach_callback("/sign-in?account=another", "tom").await;
    let begun = coming_back.get("/admin-consent/begin").await.location().to_owned();
    let page = coming_back.visit_tenant(&begun).await;
    let consented = coming_back.press(&page, &[("decision", "accept")]).await.location().to_owned();
    coming_back.cookies.insert(app.services.cookies.device(), "1.abc".to_owned());
    watched.break_verbs(&["*"]);
    for (name, method, path, accept, status) in &ROUTES {
        let mut browser = coming_back.clone();
        let path = match *path {
            "ADMIN_CONSENT?" => consented.as_str(),
            "CALLBACK?" => callback.as_str(),
            path => path,
        };
        let page = ask(&mut browser, method, path, accept).await;
        assert_eq!(page.status, *status, "{name} {method} {path} {accept}: {}", page.body);
        assert!(!takes_a_cookie(&page), "{name} {method} {path}: {:?}", page.headers);
        assert!(!page.body.contains("Maya") && !page.body.contains("Tom"), "{name} {path}: {}", page.body);
        if *status == UNAVAILABLE {
            assert_eq!(page.header("retry-after"), "5", "{name} {method} {path}");
            assert!(
                *accept == JSON || page.body.replace("<!>", "").contains("gain</a>"),
                "{name} {path}: a way to try again"
            );
            assert!(*accept == PAGE || page.body.contains("StoreUnavailable"), "{name} {path}: {}", page.body);
        }
    }
    watched.break_verbs(&[]);
    coming_back.get("/").await.assert_shows("Maya Lindqvist");
    let landed = coming_back.get(&callback).await;
    assert_eq!(landed.location(), "/", "the sign-in that was under way goes on");
    coming_back.get("/").await.assert_shows("Tom Becker");
}

#[tokio::test]
async fn the_table_covers_every_route_of_the_app() {
    let app = App::start().await;
    let callback = app.services.auth.relying_party.callback_path().unwrap();
    let tried: BTreeSet<_> = ROUTES
        .iter()
        .map(|(_, _, path, ..)| match *path {
            "CALLBACK?" => callback.to_owned(),
            "ADMIN_CONSENT?" => paths::ADMIN_CONSENT_RESULT.to_owned(),
            path => path.split('?').next().unwrap().to_owned(),
        })
        .collect();
    let routes: BTreeSet<_> =
        routes::of(&app.services).into_iter().chain(routes::table()).map(|route| route.path).collect();
    assert_eq!(routes.difference(&tried).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[tokio::test]
async fn a_callback_without_the_store_leads_to_its_failure_page() {
    for broken in [&["*"][..], &["take_and_replace"], &["insert_session"], &["put_tokens"]] {
        let watched = Watched::new();
        let app = App::start_on(&watched, |_| ()).await;
        let mut browser = Browser::new(&app);
        let callback = browser.reach_callback("/sign-in", "maya").await;
        watched.break_verbs(broken);
        let landed = browser.get(&callback).await;
        assert_eq!(landed.location(), "/sign-in-failed?problem=store-unavailable", "{broken:?}");
        let page = browser.get(landed.location()).await;
        assert_eq!(page.status, UNAVAILABLE);
        page.assert_shows("This app cannot store your sign-in right now.").assert_signed_out();
        watched.break_verbs(&[]);
        browser.get("/").await.assert_signed_out();
        assert!(!browser.cookies.contains_key(&app.services.cookies.session()), "{broken:?}");
        browser.sign_in("maya").await;
        browser.get("/").await.assert_shows("Maya Lindqvist");
    }
}

#[tokio::test]
async fn a_failed_session_write_keeps_the_previous_session() {
    for broken in ["insert_session", "put_tokens", "end_sessions"] {
        let watched = Watched::new();
        let app = App::start_on(&watched, |_| ()).await;
        let mut browser = Browser::new(&app);
        browser.sign_in("maya").await;
        // A sign-in that adds an account would end no session.
        let callback = browser.reach_callback("/sign-in", "maya").await;
        watched.break_verbs(&[broken]);
        let landed = browser.get(&callback).await;
        assert_eq!(landed.location(), "/sign-in-failed?problem=store-unavailable", "{broken}");
        watched.break_verbs(&[]);
        browser.get("/").await.assert_shows("Maya Lindqvist");
    }
}

#[tokio::test]
async fn a_form_post_without_the_store_leads_to_its_failure_page() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |config| config.response_mode = ResponseMode::FormPost).await;
    let mut browser = Browser::new(&app);
    let authorize = browser.get("/sign-in").await.location().to_owned();
    let picker = browser.visit_tenant(&authorize).await;
    let form = browser.pick_to_page(&picker, "maya").await;
    watched.break_verbs(&["*"]);
    assert_eq!(browser.deliver(&form).await.location(), "/sign-in-failed?problem=store-unavailable");
}

#[tokio::test]
async fn a_store_failure_after_a_sign_in_does_not_undo_it() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    watched.break_verbs(&["put_if_present", "update_session", "note_use"]);
    assert_eq!(browser.get(&callback).await.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_failed_session_end_shows_an_error_page() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    // The session belongs to another relying party, so the app ends it, and that fails.
    let mut browser = browser.at(&app.beside_on(&watched, |config| config.client_id = ClientId::new("another".into())));
    watched.break_verbs(&["end_sessions", "update_session"]);
    let page = browser.get("/sign-in").await;
    assert_eq!(page.status, UNAVAILABLE);
    page.assert_shows("Your session cannot be read right now");
    assert!(!takes_a_cookie(&page), "{:?}", page.headers);
}

#[tokio::test]
async fn a_failed_session_list_ends_no_session() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let (mut here, mut elsewhere) = (Browser::new(&app), Browser::new(&app));
    here.sign_in("maya").await;
    elsewhere.sign_in("maya").await;
    for broken in ["list_sessions", "end_sessions"] {
        watched.break_verbs(&[broken]);
        for path in ["/account/sessions/end-others", "/account/sessions/sign-out-everywhere"] {
            assert_eq!(here.submit(path).await.status, UNAVAILABLE, "{broken} {path}");
        }
    }
    watched.break_verbs(&[]);
    here.get("/").await.assert_shows("Maya Lindqvist");
    elsewhere.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_store_that_failed_for_a_while_is_used_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.db");
    let app = App::start_with(|config| config.session_store = SessionStoreSetting::Sqlite(path.clone())).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let file = rusqlite::Connection::open(&path).unwrap();
    file.execute_batch("ALTER TABLE session RENAME TO away").unwrap();
    assert_eq!(browser.get("/").await.status, UNAVAILABLE);
    assert_eq!(browser.get("/account/sessions").await.status, UNAVAILABLE);
    file.execute_batch("ALTER TABLE away RENAME TO session").unwrap();
    browser.get("/").await.assert_shows("Maya Lindqvist");
    browser.get("/account/sessions").await.assert_shows("My sessions");
}
