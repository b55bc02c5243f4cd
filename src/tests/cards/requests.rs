//! The requests of a page view: one batch, without parts that the user has not allowed, and one retry of throttled parts.

use axum::http::StatusCode;
use leptos_entra::dev_tenant::{GraphFault, GraphResource, Times};

use super::{assert_card, card, requests, signed_in, with_cards};
use crate::cast::App;

#[tokio::test]
async fn a_page_view_is_one_batch_without_forbidden_parts() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let before = app.control().counters().graph_round_trips;
    let page = browser.get("/dashboard").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_card(&page, "profile", "Maya Lindqvist");
    assert_eq!(requests(&app, GraphResource::Batch), (before + 1, 1));
    for resource in
        [GraphResource::Messages, GraphResource::CalendarView, GraphResource::Drive, GraphResource::Presence]
    {
        assert_eq!(requests(&app, resource).1, 0, "{resource:?} is not requested without the permission");
    }
    assert_card(&page, "mail", "Allow Mail.ReadBasic");
    let asked = app.control().counters().last_authorization_request["scope"].clone();
    assert!(
        !asked.contains("Mail") && !asked.contains("Calendars"),
        "the sign-in requests no card's permission: {asked}"
    );
}

#[tokio::test]
async fn a_page_with_all_cards_is_one_batch() {
    let app = App::start().await;
    let all = ["presence", "agenda", "time-zone", "mail", "tasks", "files", "people", "teams"];
    let mut browser = with_cards(&app, "maya", &all).await;
    let before = app.control().counters().graph_round_trips;
    let page = browser.get("/dashboard").await;
    assert_eq!(app.control().counters().graph_round_trips, before + 1);
    for name in ["profile", "presence", "agenda", "mail", "tasks", "files", "people", "teams", "groups"] {
        let html = card(&page, name);
        assert!(!html.contains("Allow ") && !html.contains("class=\"problem\""), "{name}: {html}");
    }
}

#[tokio::test]
async fn only_a_throttled_part_is_requested_once_more() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let before = app.control().counters();
    let throttled = GraphFault::TooManyRequests { retry_after: Some(1) };
    app.control().arm_resource_fault(GraphResource::Me, throttled, Times::Once);
    let page = browser.get("/dashboard").await;
    assert_card(&page, "profile", "Maya Lindqvist");
    let after = app.control().counters();
    let count = |resource: GraphResource| {
        let of = |counters: &leptos_entra::dev_tenant::Counters| counters.graph_requests.get(&resource).copied();
        of(&after).unwrap_or_default() - of(&before).unwrap_or_default()
    };
    assert_eq!((count(GraphResource::Batch), count(GraphResource::Me), count(GraphResource::Groups)), (2, 2, 1));
}

#[tokio::test]
async fn a_page_view_waits_for_at_most_one_second() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let throttled = GraphFault::TooManyRequests { retry_after: Some(2) };
    app.control().arm_resource_fault(GraphResource::Me, throttled, Times::Once);
    let page = browser.get("/dashboard").await;
    assert_card(&page, "profile", "Microsoft Graph has received too many requests. Try again in 2 seconds.");
    assert_eq!(requests(&app, GraphResource::Batch).1, 1, "a wait of 2 seconds is too long for a page view");
}

#[tokio::test]
async fn a_long_throttling_is_shown_and_not_prolonged() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let throttled = GraphFault::TooManyRequests { retry_after: Some(60) };
    app.control().arm_resource_fault(GraphResource::Me, throttled, Times::UntilReset);
    let page = browser.get("/dashboard").await;
    assert_card(&page, "profile", "Try again in 60 seconds.");
    assert!(!card(&page, "groups").contains("received too many requests"), "other cards are not throttled");
    let (batches, before) = (requests(&app, GraphResource::Batch).1, requests(&app, GraphResource::Me).1);
    assert_eq!(batches, 1, "a wait of 60 seconds is too long for a retry");
    app.control().reset();
    let page = browser.get("/dashboard").await;
    assert_card(&page, "profile", "Microsoft Graph has received too many requests");
    assert_eq!(requests(&app, GraphResource::Me).1, 0, "requests would prolong the throttling: {before}");
}
