//! Tests that one approval of a device code creates at most one session.

use axum::http::StatusCode;

use super::approved;

#[tokio::test]
async fn a_49_one_approved_code_establishes_one_session() {
    let (app, mut browser) = approved().await;
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
async fn a_49_ending_all_sessions_revokes_an_approved_code() {
    let (app, mut browser) = approved().await;
    browser.clone().call("/api/poll_device_code").await.assert_shows("Approved");
    let store = &app.services.auth.store;
    store.end_all(&store.all_sessions().await.unwrap()).await.unwrap();
    browser.get("/device-code").await;
    assert!(store.all_sessions().await.unwrap().is_empty());
    browser.get("/").await.assert_shows("/device-code/begin");
}
