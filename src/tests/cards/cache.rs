//! The cache of Graph's data: per session, for a minute, dropped at the sign-out, and shown with its age when Graph is down.

use axum::http::{Method, StatusCode};
use leptos_entra::{
    dev_tenant::{GraphFault, GraphResource, Times},
    server::{clock, graph::ResourceBody, graph_cache::CachedResource},
};

use super::{assert_card, key_of, requests, signed_in};
use crate::cast::App;

#[tokio::test]
async fn within_a_minute_no_request_is_sent() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    browser.get("/dashboard").await;
    let sent = app.control().counters().graph_round_trips;
    let page = browser.get("/dashboard").await;
    assert_card(&page, "profile", "Maya Lindqvist");
    assert_eq!(browser.get("/profile").await.status, StatusCode::OK);
    assert_eq!(app.control().counters().graph_round_trips, sent);
}

#[tokio::test]
async fn cached_data_is_shown_in_the_language_of_the_request() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    browser.get("/dashboard").await.assert_shows("My profile");
    let sent = app.control().counters().graph_round_trips;
    let headers = [("accept", "text/html"), ("accept-language", "en-XA")];
    let page = browser.send(Method::GET, "/dashboard", &headers, "").await;
    assert_card(&page, "profile", "Maya Lindqvist");
    page.assert_shows("Ḿẏ ƥřooƒiŀee");
    assert!(!page.body.contains("My profile"), "{}", page.body);
    assert_eq!(app.control().counters().graph_round_trips, sent);
}

#[tokio::test]
async fn users_and_sessions_share_no_data() {
    let app = App::start().await;
    let (mut maya, mut tom) = (signed_in(&app, "maya").await, signed_in(&app, "tom").await);
    let (of_maya, of_tom) = (maya.get("/dashboard").await, tom.get("/dashboard").await);
    assert_card(&of_maya, "profile", "Maya Lindqvist");
    assert_card(&of_tom, "profile", "Tom Becker");
    for page in [tom.get("/dashboard").await, of_tom] {
        assert!(!page.body.contains("Maya") && !page.body.contains("Lindqvist"), "{}", page.body);
    }
    let before = requests(&app, GraphResource::Batch).1;
    signed_in(&app, "maya").await.get("/dashboard").await;
    assert_eq!(requests(&app, GraphResource::Batch).1, before + 1, "another session of a user has its own data");
}

#[tokio::test]
async fn the_next_user_of_a_browser_sees_no_old_data() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    browser.get("/dashboard").await;
    let key = key_of(&app, &browser);
    assert!(!app.services.graph_cache.get(key).is_empty());
    browser.submit("/api/sign_out").await;
    assert!(app.services.graph_cache.get(key).is_empty(), "the sign-out drops the data");
    let callback = browser.reach_callback("/sign-in?account=another", "tom").await;
    browser.land(&callback).await;
    let page = browser.get("/dashboard").await;
    assert_card(&page, "profile", "Tom Becker");
    assert!(!page.body.contains("Maya"), "{}", page.body);
}

#[tokio::test]
async fn when_graph_is_down_old_data_is_shown_with_its_age() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let json = r#"{"id":"1","displayName":"Maya of five minutes ago"}"#;
    let at = |seconds: i64| {
        let body = Some((ResourceBody::Json(json.into()), clock::unix_now() - seconds));
        vec![("profile", CachedResource { body, throttled_until: 0 })]
    };
    app.services.graph_cache.insert(key_of(&app, &browser), at(300), clock::unix_now());
    app.control().arm_resource_fault(GraphResource::Batch, GraphFault::ServiceUnavailable, Times::UntilReset);
    let page = browser.get("/dashboard").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_card(&page, "profile", "Maya of five minutes ago");
    assert_card(&page, "profile", "This data is 5 minutes old.");
    assert_card(&page, "profile", "status 503");
    assert_card(&page, "groups", "status 503");
    app.services.graph_cache.insert(key_of(&app, &browser), at(16 * 60), clock::unix_now());
    let page = browser.get("/dashboard").await;
    assert!(!page.body.contains("five minutes ago"), "data of 16 minutes is too old");
    app.control().reset();
    assert_card(&browser.get("/dashboard").await, "profile", "Maya Lindqvist");
}

#[tokio::test]
async fn data_that_is_no_longer_allowed_is_not_shown() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let body = ResourceBody::Json(r#"{"value":[{"subject":"Old mail"}]}"#.into());
    let cached = CachedResource { body: Some((body, clock::unix_now() - 300)), throttled_until: 0 };
    app.services.graph_cache.insert(key_of(&app, &browser), vec![("mail", cached)], clock::unix_now());
    let page = browser.get("/dashboard").await;
    assert_card(&page, "mail", "Allow Mail.ReadBasic");
    assert!(!page.body.contains("Old mail"), "{}", page.body);
}
