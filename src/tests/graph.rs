//! Tests of the call of the downstream API: the successful response, and each fault.

mod compression;
pub mod responses;

use axum::http::StatusCode;
use leptos_entra::dev_tenant::{GraphFault, Times, TokenFault};

use crate::{
    cast::{App, Browser},
    tokens::{self, refresh_requests, until},
};

async fn signed_in_with_an_expired_token() -> (App, Browser) {
    let app = App::start().await;
    let browser = tokens::signed_in_with_an_expired_token(&app).await;
    (app, browser)
}

async fn signed_in() -> (App, Browser) {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    (app, browser)
}

#[tokio::test]
async fn without_javascript_the_form_shows_the_api_response() {
    let (_app, mut browser) = signed_in().await;
    let page = browser.submit("/api/call_api").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("Response of the downstream API")
        .assert_shows("maya")
        .assert_shows("href=\"/\"")
        .assert_shows("Back");
}

#[tokio::test]
async fn the_client_gets_the_response_as_json() {
    let (_app, mut browser) = signed_in().await;
    let answer = browser.call("/api/call_api").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/json"));
    answer.assert_shows("Maya Lindqvist").assert_shows("Request ID");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn text_of_graph_is_escaped() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("mallory").await;
    for page in [browser.get("/").await, browser.submit("/api/call_api").await] {
        assert_eq!(page.status, StatusCode::OK);
        page.assert_shows("Featherstonehaugh");
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img"), "{}", page.body);
    }
}

#[tokio::test]
async fn a_signed_out_request_makes_no_graph_call() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let (page, json) = (browser.submit("/api/call_api").await, browser.call("/api/call_api").await);
    assert_eq!((page.status, json.status), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    page.assert_shows("You are not signed in");
    json.assert_shows("SignedOut");
    assert_eq!(app.control().counters().graph_calls, 0);
}

/// Asserts that an API fault leads to this status as a page and as JSON, this text on the page and this error name in
/// the JSON.
async fn assert_fault(fault: GraphFault, status: u16, words: &str, name: &str) {
    let (app, mut browser) = signed_in().await;
    app.control().arm_graph_fault(fault, Times::UntilReset);
    let page = browser.submit("/api/call_api").await;
    assert_eq!(page.status.as_u16(), status, "{fault:?}");
    page.assert_shows(words).assert_shows("Back");
    let json = browser.call("/api/call_api").await;
    assert_eq!(json.status.as_u16(), status, "{fault:?}");
    json.assert_shows(name);
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn a_401_of_the_api_has_its_own_text() {
    assert_fault(GraphFault::InvalidToken, 401, "did not accept your sign-in", "ApiUnauthorized").await;
}

#[tokio::test]
async fn a_403_of_the_api_has_its_own_text() {
    assert_fault(GraphFault::Forbidden, 403, "You do not have permission", "ApiForbidden").await;
}

#[tokio::test]
async fn a_404_of_the_api_has_its_own_text() {
    assert_fault(GraphFault::NotFound, 404, "has nothing at this address", "ApiNotFound").await;
}

#[tokio::test]
async fn a_429_of_the_api_says_how_long_to_wait() {
    let fault = GraphFault::TooManyRequests { retry_after: Some(17) };
    assert_fault(fault, 429, "Try again in 17 seconds", "17").await;
    let (app, mut browser) = signed_in().await;
    app.control().arm_graph_fault(fault, Times::UntilReset);
    assert_eq!(browser.call("/api/call_api").await.header("retry-after"), "17");
    assert_eq!(browser.submit("/api/call_api").await.header("retry-after"), "17");
}

#[tokio::test]
async fn a_429_without_retry_after_has_its_own_text() {
    assert_fault(GraphFault::TooManyRequests { retry_after: None }, 429, "Too many requests", "ApiThrottled").await;
}

#[tokio::test]
async fn a_500_of_the_api_has_its_own_text() {
    assert_fault(GraphFault::InternalServerError, 502, "status 500", "ApiFailed").await;
    assert_fault(GraphFault::ServiceUnavailable, 502, "status 503", "ApiFailed").await;
}

#[tokio::test]
async fn an_api_timeout_has_its_own_text() {
    assert_fault(GraphFault::Hang { milliseconds: 20_000 }, 504, "did not respond in time", "ApiTimeout").await;
}

#[tokio::test]
async fn a_response_other_than_json_has_its_own_text() {
    assert_fault(GraphFault::NotJson, 502, "not JSON", "ApiNotJson").await;
    assert_fault(GraphFault::Truncated, 502, "unexpected", "ApiNotJson").await;
}

#[tokio::test]
async fn an_oversized_response_has_its_own_text() {
    assert_fault(GraphFault::FiveMegabytes, 502, "too large", "ApiTooLarge").await;
}

#[tokio::test]
async fn a_token_rejected_once_is_refreshed_once() {
    let (app, mut browser) = signed_in().await;
    app.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    assert_eq!(app.control().counters().refreshes, 1);
}

#[tokio::test]
async fn an_expired_access_token_is_refreshed_silently_first() {
    let (app, mut browser) = signed_in_with_an_expired_token().await;
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    assert_eq!(app.control().counters().refreshes, 1);
}

#[tokio::test]
async fn fifty_calls_at_once_make_one_refresh() {
    let (app, browser) = signed_in_with_an_expired_token().await;
    let calls = (0..50).map(|_| {
        let mut browser = browser.clone();
        tokio::spawn(async move { browser.call("/api/call_api").await.status })
    });
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap(), StatusCode::OK);
    }
    assert_eq!(app.control().counters().refreshes, 1);
}

#[tokio::test]
async fn given_a_cancelled_request_then_its_refresh_is_kept() {
    let (app, mut browser) = signed_in_with_an_expired_token().await;
    app.control().arm_token_fault(TokenFault::Hang { milliseconds: 400 }, Times::Once);
    let mut gone = browser.clone();
    tokio::select! {
        page = gone.call("/api/call_api") => panic!("the response came while the refresh was delayed: {page:?}"),
        () = until(async || refresh_requests(&app) > 0) => {}
    }
    tokio::time::sleep(std::time::Duration::from_millis(800)).await;
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    assert_eq!(app.control().counters().refreshes, 1, "a second use would end the sign-in at the dev tenant");
}

#[tokio::test]
async fn a_rejected_refresh_ends_the_session_with_a_text() {
    let (app, mut browser) = signed_in_with_an_expired_token().await;
    app.control().forget_refresh_tokens();
    let page = browser.submit("/api/call_api").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    page.assert_shows("Your sign-in has ended").assert_shows("/sign-in");
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn a_provider_error_during_a_refresh_keeps_the_session() {
    let (app, mut browser) = signed_in_with_an_expired_token().await;
    app.control().arm_token_fault(TokenFault::InternalServerError, Times::Once);
    let page = browser.submit("/api/call_api").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    page.assert_shows("The sign-in service cannot be reached");
    assert_eq!(browser.submit("/api/call_api").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_empty_endpoint_hides_the_button() {
    let app = App::start_with(|config| config.endpoint = None).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let home = browser.get("/").await;
    home.assert_shows("Maya Lindqvist");
    assert!(!home.body.contains("Call a downstream API"));
}

#[tokio::test]
async fn a_get_request_to_the_form_path_leads_home() {
    let (_app, mut browser) = signed_in().await;
    assert_eq!(browser.get("/api/call_api").await.location(), "/");
}
