//! One approval of a device code establishes one session.

use axum::http::StatusCode;

use super::{an_interval, begun};
use crate::cast::{App, Browser};

#[tokio::test]
async fn a_49_one_approved_code_establishes_one_session() {
    let app = App::start_for_device_codes().await;
    let mut browser = Browser::new(&app);
    let (_, code) = begun(&mut browser).await;
    app.control().approve_device_code(&code, "maya").unwrap();
    an_interval().await;
    let mut polls = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let mut without_session = browser.clone();
        polls.spawn(async move { without_session.call("/api/poll_device_code").await.status });
    }
    for status in polls.join_all().await {
        assert_eq!(status, StatusCode::OK);
    }
    browser.clone().call("/api/poll_device_code").await.assert_shows("Approved");
    assert_eq!(app.services.auth.store.all_sessions().await.unwrap().len(), 1);
    assert_eq!(browser.get("/device-code").await.location(), "/?a");
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_49_an_approved_code_does_not_outlive_the_end_of_all_sessions() {
    let app = App::start_for_device_codes().await;
    let mut browser = Browser::new(&app);
    let (_, code) = begun(&mut browser).await;
    app.control().approve_device_code(&code, "maya").unwrap();
    an_interval().await;
    browser.clone().call("/api/poll_device_code").await.assert_shows("Approved");
    let store = &app.services.auth.store;
    store.end_all(&store.all_sessions().await.unwrap()).await.unwrap();
    browser.get("/device-code").await;
    assert!(store.all_sessions().await.unwrap().is_empty());
    browser.get("/").await.assert_shows("/sign-in?return_to=");
}
