//! The readiness probe: the store, the provider's metadata and the drain decide, and probes do not load the store.

use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use leptos_entra::server::config::{ServerAddress, SessionStoreSetting};
use openidconnect::RedirectUrl;
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinSet, time};

use crate::cast::{App, Browser, CALLBACK_BELOW, ORIGIN, Page, Watched};

const READY: &str = "/health/ready";

/// Waits until the app has fetched the provider's metadata. Returns a browser.
async fn with_metadata(app: &App) -> Browser {
    app.services.auth.relying_party.snapshot().await.unwrap();
    Browser::new(app)
}

fn parts(page: &Page) -> Value {
    serde_json::from_str(&page.body).unwrap()
}

/// Advances the clock past the time for which a store check is cached.
async fn later() {
    time::pause();
    time::advance(Duration::from_secs(2)).await;
    time::resume();
}

#[tokio::test]
async fn a_ready_process_says_so_also_to_head() {
    let mut browser = with_metadata(&App::start().await).await;
    let ready = browser.get(READY).await;
    assert_eq!(ready.status, StatusCode::OK);
    assert_eq!(parts(&ready), json!({ "ready": true, "store": true, "metadata": true, "draining": false }));
    assert_eq!((ready.header("cache-control"), ready.header("content-type")), ("no-store", "application/json"));
    let head = browser.send(Method::HEAD, READY, &[], "").await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    assert!(ready.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn given_a_failed_store_then_not_ready_without_the_cause() {
    let watched = Watched::new();
    let mut browser = with_metadata(&App::start_on(&watched, |_| ()).await).await;
    watched.break_verbs(&["*"]);
    let ready = browser.get(READY).await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(parts(&ready), json!({ "ready": false, "store": false, "metadata": true, "draining": false }));
    assert_eq!(browser.get("/health/live").await.status, StatusCode::OK);
    watched.break_verbs(&[]);
    later().await;
    assert_eq!(browser.get(READY).await.status, StatusCode::OK);
}

#[tokio::test]
async fn many_probes_share_one_store_check_a_second() {
    let watched = Watched::new();
    let browser = with_metadata(&App::start_on(&watched, |_| ()).await).await;
    watched.calls();
    for _ in 0..2 {
        let mut probes = JoinSet::new();
        for _ in 0..50 {
            let mut browser = browser.clone();
            probes.spawn(async move { browser.get(READY).await.status });
        }
        assert!(probes.join_all().await.iter().all(|status| *status == StatusCode::OK));
        assert_eq!(watched.calls(), ["session"]);
        later().await;
    }
}

#[tokio::test]
async fn given_a_silent_store_then_not_ready_in_time() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("redis://{}", silent.local_addr().unwrap());
    let store = SessionStoreSetting::Redis(ServerAddress::redis(&address).unwrap());
    let mut browser = with_metadata(&App::start_with(|config| config.session_store = store).await).await;
    let begun = Instant::now();
    let ready = browser.get(READY).await;
    assert!(ready.status == StatusCode::SERVICE_UNAVAILABLE && parts(&ready)["store"] == false, "{}", ready.body);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_draining_process_is_not_ready_but_works() {
    let app = App::start().await;
    let mut browser = with_metadata(&app).await;
    app.services.readiness.drain.begin();
    let ready = browser.get(READY).await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(parts(&ready), json!({ "ready": false, "store": true, "metadata": true, "draining": true }));
    assert_eq!(browser.get("/health/live").await.status, StatusCode::OK);
    browser.sign_in("maya").await;
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn below_a_base_path_the_probes_are_also_at_the_root() {
    let app = App::start_with(|config| {
        config.public_url = format!("{ORIGIN}/app/").parse().unwrap();
        config.redirect_uri = Some(RedirectUrl::new(CALLBACK_BELOW.to_owned()).unwrap());
    })
    .await;
    let mut browser = with_metadata(&app).await;
    for path in ["/health/live", "/health/ready", "/app/health/live", "/app/health/ready"] {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
    }
}
