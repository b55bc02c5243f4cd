//! Failures of the whole batch, apps without Graph, and what never leaves the server.

use std::time::Duration;

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{GraphFault, GraphResource, Times},
    server::{entra::Authority, graph},
};

use super::{assert_card, signed_in, with_cards};
use crate::cast::{
    App, Browser, Log,
    broken_server::{BrokenServer, Wrong},
};

#[tokio::test]
async fn each_failure_of_the_batch_has_its_own_text() {
    let app = App::start().await.with_short_timeouts();
    let mut browser = signed_in(&app, "maya").await;
    for (fault, text) in [
        (GraphFault::ServiceUnavailable, "status 503"),
        (GraphFault::InternalServerError, "status 500"),
        (GraphFault::NotJson, "an unexpected response"),
        (GraphFault::Truncated, "an unexpected response"),
        (GraphFault::FiveMegabytes, "too large"),
        (GraphFault::Hang { milliseconds: 3_000 }, "did not respond in time"),
    ] {
        app.control().arm_resource_fault(GraphResource::Batch, fault, Times::UntilReset);
        let page = browser.get("/dashboard").await;
        assert_eq!(page.status, StatusCode::OK, "{fault:?}");
        assert_card(&page, "profile", text);
        assert_card(&page, "mail", "Allow Mail.ReadBasic");
        app.control().reset();
    }
    assert_card(&browser.get("/dashboard").await, "profile", "Maya Lindqvist");
}

#[tokio::test]
async fn a_failed_request_for_the_photo_is_an_error() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    app.control().arm_resource_fault(GraphResource::Batch, GraphFault::ServiceUnavailable, Times::UntilReset);
    assert_eq!(browser.get("/profile/photo").await.status, StatusCode::BAD_GATEWAY);
    app.control().reset();
    assert_eq!(browser.get("/profile/photo").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_rejected_token_is_replaced_once() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    app.control().arm_resource_fault(GraphResource::Batch, GraphFault::InvalidToken, Times::Once);
    assert_card(&browser.get("/dashboard").await, "profile", "Maya Lindqvist");
}

#[tokio::test]
async fn odd_parts_of_a_batch_fail_alone() {
    let server = BrokenServer::start().await;
    let endpoint = server.url("/v1.0/me");
    let app = App::start_with(|config| config.endpoint = Some(endpoint)).await;
    let mut browser = signed_in(&app, "maya").await;
    let responses = r#"{"responses":[5,
        {"id":"profile","status":200,"body":{"id":"1","displayName":"Ada \ud83d"}},
        {"id":"photo","status":200,"headers":{"Content-Type":"image/png"},"body":"not base64!"},
        {"id":"groups","status":200,"body":{"value":{}}}]}"#;
    server.respond_with("/v1.0/$batch", Wrong::json(responses));
    let page = browser.get("/dashboard").await;
    assert_card(&page, "profile", "Ada \u{fffd}");
    assert_card(&page, "groups", "an unexpected response");
    let request = server.requests().pop().unwrap();
    let personal = ["maya", "Maya", "Lindqvist"];
    assert!(request.starts_with("POST /v1.0/$batch HTTP/1.1") && personal.iter().all(|text| !request.contains(text)));
}

#[tokio::test]
async fn the_log_has_no_personal_data_of_the_cards() {
    let (log, guard) = Log::begin();
    let app = App::start().await;
    let mut browser = with_cards(&app, "maya", &["mail", "agenda"]).await;
    app.control().arm_resource_fault(GraphResource::Messages, GraphFault::Forbidden, Times::Once);
    browser.get("/dashboard").await;
    app.control().arm_resource_fault(GraphResource::Batch, GraphFault::ServiceUnavailable, Times::Once);
    tokio::time::sleep(Duration::from_millis(10)).await;
    browser.get("/dashboard").await;
    drop(guard);
    let log = String::from_utf8_lossy(&log.bytes()).into_owned();
    assert!(log.contains("a part of a batch failed") && log.contains("part=\"mail\""), "the failure is in the log");
    for personal in ["Maya", "Lindqvist", "Daily stand-up", "Lunch on Thursday"] {
        assert!(!log.contains(personal), "{personal}");
    }
}

#[tokio::test]
async fn only_a_failure_for_operators_is_a_warning_of_a_card() {
    let (log, guard) = Log::begin();
    let app = App::start().await;
    let mut browser = with_cards(&app, "priya", &["mail", "agenda", "tasks"]).await;
    browser.get("/dashboard").await;
    let levels = |part: &str| {
        let log = String::from_utf8_lossy(&log.bytes()).into_owned();
        let part = format!("part=\"{part}\"");
        let lines = log.lines().filter(|line| line.contains("a part of a batch failed") && line.contains(&part));
        lines.map(|line| if line.contains(" WARN ") { "WARN" } else { "DEBUG" }).collect::<Vec<_>>()
    };
    for part in ["mail", "agenda", "tasks"] {
        let levels = levels(part);
        assert!(!levels.is_empty() && levels.iter().all(|level| *level == "DEBUG"), "{part}: {levels:?}");
    }
    app.control().arm_resource_fault(GraphResource::Messages, GraphFault::ServiceUnavailable, Times::UntilReset);
    browser.get("/dashboard").await;
    assert_eq!(levels("mail").last(), Some(&"WARN"), "the failure of a service is a warning");
    drop(guard);
}

#[tokio::test]
async fn an_app_without_graph_has_the_cards_of_the_token() {
    let tenant = App::start().await;
    let app = tenant.with(|config| {
        let address = format!("{}/v2.0", config.authority.address());
        config.authority = Authority::parse_oidc_authority(&address).unwrap();
        config.endpoint = None;
        config.scopes = Vec::new();
    });
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser.get("/").await.assert_shows("href=\"/dashboard\"");
    let page = browser.get("/dashboard").await;
    assert_card(&page, "profile", "Maya Lindqvist");
    assert_eq!(page.body.matches("<section").count(), 1, "{}", page.body);
    assert_eq!(app.control().counters().graph_round_trips, 0);
    for path in ["/dashboard/allow?card=mail", "/profile/photo"] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = browser.get("/profile").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("Maya Lindqvist").assert_shows("<code dir=\"ltr\">sub<");
}

#[tokio::test]
async fn an_imitation_of_graph_at_another_provider_is_not_graph() {
    let app = App::start().await;
    let with_endpoint = |endpoint: &str, dev_tenant: bool| {
        let app = app.with(|config| {
            let address = format!("{}/v2.0", config.authority.address());
            config.authority = Authority::parse_oidc_authority(&address).unwrap();
            config.endpoint = Some(endpoint.parse().unwrap());
            (config.endpoint_is_graph, config.dev_tenant) = (true, dev_tenant);
        });
        graph::is_available(&app.services)
    };
    let local = app.tenant.endpoint();
    assert!(with_endpoint("https://gateway.example/v1.0/me", false), "ENDPOINT_API=graph");
    assert!(with_endpoint("https://graph.microsoft.com/v1.0/me", false), "a custom domain of a tenant");
    assert!(with_endpoint(&local, true), "the dev tenant");
    assert!(!with_endpoint(&local, false));
}
