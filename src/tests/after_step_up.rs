//! Tests of a request that needs a step-up: after the step-up, the app repeats it once and only in the same session.

use axum::http::{Method, StatusCode};
use leptos_entra::dev_tenant::{GraphFault, Times};

use crate::cast::{App, Browser, Page, parameter, polling_interval};

/// Returns a signed-in browser whose call of the API needs a step-up, and the URL of the link that starts the step-up.
async fn asked(app: &App) -> (Browser, String) {
    let mut browser = Browser::new(app);
    browser.sign_in("maya").await;
    browser.get("/").await;
    app.control().arm_graph_fault(GraphFault::InsufficientClaims, Times::UntilReset);
    let page = browser.submit("/api/call_api").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    let link = link(&page);
    (browser, link)
}

fn link(page: &Page) -> String {
    let (_, rest) = page.body.split_once("href=\"/sign-in?return_to=/&amp;step_up=").expect("a link to the step-up");
    format!("/sign-in?return_to=/&step_up={}", rest.split('"').next().unwrap())
}

/// Completes the step-up as a persona. Returns the path of the redirect that follows.
async fn complete_step_up(browser: &mut Browser, link: &str, persona: &str) -> String {
    let callback = browser.reach_callback(link, persona).await;
    browser.land(&callback).await.location().to_owned()
}

#[tokio::test]
async fn a_pending_action_runs_once_after_the_step_up() {
    let app = App::start().await;
    let (mut browser, link) = asked(&app).await;
    assert_eq!(complete_step_up(&mut browser, &link, "maya").await, "/continue");
    let before = app.control().counters().graph_calls;
    let page = browser.send(Method::GET, "/continue", &[("sec-fetch-site", "cross-site")], "").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("Response of the downstream API").assert_shows("Maya Lindqvist").assert_shows("Back");
    assert_eq!(app.control().counters().graph_calls, before + 1);
    assert_eq!(browser.get("/continue").await.location(), "/");
    assert_eq!(app.control().counters().graph_calls, before + 1);
}

#[tokio::test]
async fn the_json_response_contains_the_step_up_link() {
    let app = App::start().await;
    let (mut browser, _) = asked(&app).await;
    let answer = browser.call("/api/call_api").await;
    let error: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let reference = error["error"]["StepUp"]["reference"].as_str().unwrap();
    let link = format!("/sign-in?return_to=/&step_up={reference}");
    assert_eq!(error["next"]["path"], link);
    assert_eq!(complete_step_up(&mut browser, &link, "maya").await, "/continue");
    browser.get("/continue").await.assert_shows("Response of the downstream API");
}

#[tokio::test]
async fn given_concurrent_requests_then_the_action_runs_once() {
    let app = App::start().await;
    let (mut browser, link) = asked(&app).await;
    complete_step_up(&mut browser, &link, "maya").await;
    let before = app.control().counters().graph_calls;
    let visits = (0..8).map(|_| {
        let mut browser = browser.clone();
        tokio::spawn(async move { browser.get("/continue").await.status })
    });
    let mut answered = 0;
    for visit in visits.collect::<Vec<_>>() {
        answered += usize::from(visit.await.unwrap() == StatusCode::OK);
    }
    assert_eq!((answered, app.control().counters().graph_calls), (1, before + 1));
}

#[tokio::test]
async fn given_two_step_ups_then_the_action_runs_once() {
    let app = App::start().await;
    let (mut browser, link) = asked(&app).await;
    let (first, second) = (browser.reach_callback(&link, "maya").await, browser.reach_callback(&link, "maya").await);
    assert_eq!(browser.land(&first).await.location(), "/continue");
    browser.get("/continue").await.assert_shows("Response of the downstream API");
    assert_eq!(browser.land(&second).await.location(), "/");
    assert_eq!(browser.get("/continue").await.location(), "/");
}

#[tokio::test]
async fn another_user_does_not_run_the_pending_action() {
    let app = App::start().await;
    let (mut browser, link) = asked(&app).await;
    // Resets the dev tenant: this ends its single sign-on session and removes the claims challenge of the API.
    app.control().reset();
    assert_eq!(complete_step_up(&mut browser, &link, "tom").await, "/");
    assert_eq!(browser.get("/continue").await.location(), "/");
    assert_eq!(app.control().counters().graph_calls, 0);
    browser.get("/").await.assert_shows("Tom Becker");
}

#[tokio::test]
async fn a_step_up_reference_is_ignored_in_another_session() {
    let app = App::start().await;
    let (_, link) = asked(&app).await;
    let mut other = Browser::new(&app);
    // The same user signs in with another browser. The link of the first browser must not request its step-up there.
    other.sign_in("maya").await;
    let authorize = other.get(&link).await.location().to_owned();
    assert!(parameter(&authorize, "claims").is_some_and(|claims| !claims.contains("acrs")));
    assert_eq!(complete_step_up(&mut other, &link, "maya").await, "/");
    assert_eq!(other.get("/continue").await.location(), "/");
    let mut stranger = Browser::new(&app);
    assert_eq!(complete_step_up(&mut stranger, &link, "maya").await, "/");
    assert_eq!(stranger.get("/continue").await.location(), "/");
}

#[tokio::test]
async fn another_site_cannot_start_a_step_up_or_run_the_action() {
    let app = App::start().await;
    let (mut browser, link) = asked(&app).await;
    let before = app.control().counters().graph_calls;
    let elsewhere = [("sec-fetch-site", "cross-site"), ("accept", "text/html")];
    let offered = browser.send(Method::GET, &link, &elsewhere, "").await;
    assert_eq!(offered.status, StatusCode::OK, "a sign-in is offered, not begun");
    let page = browser.send(Method::GET, "/continue", &elsewhere, "").await;
    assert_eq!(page.location(), "/");
    assert_eq!(app.control().counters().graph_calls, before);
}

#[tokio::test]
async fn an_invented_reference_starts_a_plain_sign_in() {
    let app = App::start().await;
    let (mut browser, _) = asked(&app).await;
    for made_up in ["x", "", "%00", "AAAAAAAAAAAAAAAAAAAAAA"] {
        app.control().reset();
        let link = format!("/sign-in?return_to=/?a&step_up={made_up}");
        assert_eq!(complete_step_up(&mut browser, &link, "maya").await, "/?a");
    }
}

#[tokio::test]
async fn a_head_request_does_not_consume_the_action() {
    let app = App::start().await;
    let (mut browser, link) = asked(&app).await;
    complete_step_up(&mut browser, &link, "maya").await;
    let head = browser.send(Method::HEAD, "/continue", &[("sec-fetch-site", "same-origin")], "").await;
    assert_eq!(head.status, StatusCode::NO_CONTENT);
    assert_eq!(browser.get("/continue").await.status, StatusCode::OK);
}

#[tokio::test]
async fn given_an_unmet_step_up_then_the_page_offers_another() {
    let app = App::start().await;
    let (mut browser, link) = asked(&app).await;
    complete_step_up(&mut browser, &link, "maya").await;
    app.control().arm_graph_fault(GraphFault::ClaimsChallenge, Times::UntilReset);
    let page = browser.get("/continue").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    page.assert_shows("One more step is needed").assert_shows("&amp;step_up=");
}

#[tokio::test]
async fn a_step_up_by_device_code_requests_the_claims() {
    let app = App::start_for_device_codes().await;
    let mut browser = Browser::new(&app);
    let begun = browser.submit("/device-code/begin").await;
    approve(&app, &mut browser, &begun).await;
    assert_eq!(browser.get("/device-code").await.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
    app.control().arm_graph_fault(GraphFault::InsufficientClaims, Times::UntilReset);
    let link = link(&browser.submit("/api/call_api").await);
    let begun = browser.get(&link).await;
    approve(&app, &mut browser, &begun).await;
    assert_eq!(browser.get("/device-code").await.location(), "/continue");
    browser.get("/continue").await.assert_shows("Response of the downstream API").assert_shows("Maya Lindqvist");
    assert_eq!(browser.get("/continue").await.location(), "/");
}

/// Approves the code of a sign-in that has begun. Returns when the app may poll.
async fn approve(app: &App, browser: &mut Browser, begun: &Page) {
    assert_eq!(begun.location(), "/device-code");
    let page = browser.get("/device-code").await;
    app.control().approve_device_code(page.user_code(), "maya").unwrap();
    polling_interval().await;
}
