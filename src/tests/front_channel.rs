//! Front-channel logout: a page of the provider loads a URL of the app in a hidden frame, without cookies.

use std::num::NonZeroU32;

use axum::http::{Method, StatusCode};
use leptos_entra::{
    dev_tenant::{self, Options, RefreshMode},
    server::config::{Config, SessionStoreSetting, Traffic},
};
use openidconnect::RedirectUrl;

use crate::cast::{App, Browser, CALLBACK_BELOW, Log, ORIGIN, Page, options};

async fn app_with(path: &str, change: impl FnOnce(&mut Config)) -> App {
    let front_channel_logout_urls = vec![format!("{ORIGIN}{path}")];
    let tenant = Options { front_channel_logout_urls, ..options(RefreshMode::Strict) };
    App::beside(dev_tenant::start(tenant).await.unwrap(), change)
}

pub async fn app() -> App {
    app_with("/front-channel-logout", |_| ()).await
}

/// Signs Maya in twice within one session at the provider, and signs out in the second browser. Returns the first browser, and
/// the addresses that the provider's page then loads in frames.
pub async fn signed_out_elsewhere(app: &App, base: &str) -> (Browser, Vec<String>) {
    let mut first = Browser::new(app);
    let callback = first.reach_callback(&format!("{base}/sign-in"), "maya").await;
    first.get(&callback).await.location();
    let mut second = first.clone();
    second.cookies.clear();
    let callback = second.reach_callback(&format!("{base}/sign-in"), "maya").await;
    second.get(&callback).await.location();
    let page = second.submit(&format!("{base}/api/sign_out")).await;
    let (_, end_session) = page.header("refresh").split_once("url=").unwrap();
    let page = second.visit_tenant(end_session).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("refresh").ends_with("/signed-out"), "{}", page.header("refresh"));
    let frames = page.body.split("<iframe ").skip(1).map(|frame| {
        let (_, rest) = frame.split_once("src=\"").unwrap();
        rest.split('"').next().unwrap().replace("&amp;", "&")
    });
    (first, frames.collect())
}

/// Loads an address as a browser does in a frame of another site: without cookies.
pub async fn load_frame(app: &App, address: &str) -> Page {
    let headers = [("sec-fetch-site", "cross-site"), ("sec-fetch-dest", "iframe"), ("accept", "text/html")];
    Browser::new(app).send(Method::GET, address, &headers, "").await
}

async fn is_signed_in(browser: &Browser, base: &str) -> bool {
    browser.clone().get(&format!("{base}/")).await.body.contains("Maya Lindqvist")
}

fn assert_empty_page(app: &App, page: &Page) {
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.body, "<!doctype html><html lang=\"en\"><title>Signed out</title></html>\n");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("cache-control"), "no-store");
    let policy = format!("default-src 'none'; frame-ancestors {}", app.tenant.origin());
    assert_eq!(page.header("content-security-policy"), policy);
    assert!(page.headers.get("x-frame-options").is_none());
    assert_eq!(page.header("cross-origin-resource-policy"), "cross-origin");
    assert!(page.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn a_front_channel_request_ends_the_session_of_its_sid() {
    let app = app().await;
    let mut tom = Browser::new(&app);
    tom.sign_in("tom").await;
    let (first, frames) = signed_out_elsewhere(&app, "").await;
    let [frame] = frames.as_slice() else { panic!("{frames:?}") };
    assert!(!frame.contains("iss="), "as Entra ID does, mostly");
    assert!(is_signed_in(&first, "").await);
    assert!(first.clone().call("/api/is_signed_in").await.body.starts_with("{\"user\":\""));
    assert_empty_page(&app, &load_frame(&app, frame).await);
    assert!(!is_signed_in(&first, "").await);
    assert_eq!(first.clone().call("/api/is_signed_in").await.body, "null");
    assert_eq!(first.clone().call("/api/call_api").await.status, StatusCode::UNAUTHORIZED);
    tom.get("/").await.assert_shows("Tom Becker");
    assert_empty_page(&app, &load_frame(&app, frame).await);
}

#[tokio::test]
async fn a_front_channel_iss_must_match_the_issuer() {
    let app = app().await;
    let issuer = format!("{}/v2.0", app.tenant.authority());
    for (named, ends) in
        [(issuer.clone(), true), (format!("{issuer}/"), false), ("https://evil.example".to_owned(), false)]
    {
        app.control().set_front_channel_issuer(Some(named.clone()));
        let (first, frames) = signed_out_elsewhere(&app, "").await;
        assert!(frames[0].contains("&iss="), "{frames:?}");
        assert_empty_page(&app, &load_frame(&app, &frames[0]).await);
        assert_eq!(is_signed_in(&first, "").await, !ends, "{named}");
    }
}

#[tokio::test]
async fn a_18_a_guessed_sid_ends_nothing_and_reveals_nothing() {
    let app = app().await;
    let (first, frames) = signed_out_elsewhere(&app, "").await;
    let (address, sid) = frames[0].split_once("?sid=").unwrap();
    let endless = format!("{address}?sid={}", "a".repeat(5000));
    let (log, listening) = Log::begin();
    for guess in [
        address.to_owned(),
        format!("{address}?sid="),
        format!("{address}?sid=guessed"),
        format!("{address}?sid={}", sid.to_uppercase()),
        format!("{address}?sid={sid}&sid={sid}"),
        format!("{address}?sid={sid}&iss="),
        format!("{address}?sid[]={sid}"),
        format!("{address}?iss={ORIGIN}"),
        format!("{address}?sid=%ff%00"),
        endless,
    ] {
        assert_empty_page(&app, &load_frame(&app, &guess).await);
        assert!(is_signed_in(&first, "").await, "{guess}");
    }
    drop(listening);
    let log = String::from_utf8(log.bytes()).unwrap();
    assert!(log.contains("a front-channel logout request was processed"));
    for more in ["WARN", "ERROR", "guessed", sid] {
        assert!(!log.contains(more), "{more} in {log}");
    }
    let headers = [("sec-fetch-site", "cross-site")];
    let head = Browser::new(&app).send(Method::HEAD, &frames[0], &headers, "").await;
    assert_eq!(head.status, StatusCode::NO_CONTENT);
    let post = Browser::new(&app).send(Method::POST, &frames[0], &headers, "").await;
    assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(is_signed_in(&first, "").await);
    load_frame(&app, &frames[0]).await;
    assert!(!is_signed_in(&first, "").await, "the real one");
}

#[tokio::test]
async fn a_18_front_channel_requests_are_rate_limited() {
    let traffic = Traffic { callback: NonZeroU32::new(2), ..Traffic::unlimited() };
    let app = App::start_with(|config| config.site.traffic = traffic).await;
    for expected in [StatusCode::OK, StatusCode::OK, StatusCode::TOO_MANY_REQUESTS] {
        assert_eq!(load_frame(&app, "/front-channel-logout?sid=guessed").await.status, expected);
    }
}

#[tokio::test]
async fn the_front_channel_path_is_configurable_below_the_base() {
    let app = app_with("/app/ended", |config| {
        config.public_url = format!("{ORIGIN}/app/").parse().unwrap();
        config.redirect_uri = Some(RedirectUrl::new(CALLBACK_BELOW.to_owned()).unwrap());
        config.sign_out_paths.front_channel = "/ended".to_owned();
    })
    .await;
    let (first, frames) = signed_out_elsewhere(&app, "/app").await;
    assert_eq!(load_frame(&app, "/app/front-channel-logout?sid=a").await.status, StatusCode::NOT_FOUND);
    assert_empty_page(&app, &load_frame(&app, &frames[0]).await);
    assert!(!is_signed_in(&first, "/app").await);
}

#[tokio::test]
async fn given_an_unavailable_store_then_the_frame_gets_503() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.db");
    let store = SessionStoreSetting::Sqlite(path.clone());
    let app = app_with("/front-channel-logout", |config| config.session_store = store).await;
    let (first, frames) = signed_out_elsewhere(&app, "").await;
    let rename = |from: &str, to: &str| {
        let file = rusqlite::Connection::open(&path).unwrap();
        file.execute_batch(&format!("ALTER TABLE {from} RENAME TO {to}")).unwrap();
    };
    rename("session", "away");
    assert_eq!(load_frame(&app, &frames[0]).await.status, StatusCode::SERVICE_UNAVAILABLE);
    rename("away", "session");
    assert!(is_signed_in(&first, "").await);
}
