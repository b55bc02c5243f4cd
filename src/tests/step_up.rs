//! One more step: the provider or the downstream API asks for something that only the person can give, and the sign-in that
//! follows asks for exactly that, for the same account.

use axum::http::StatusCode;
use leptos_entra::dev_tenant::{GraphFault, Times, TokenFault};

use crate::cast::{App, Browser, parameter};

const CLAIMS: &str =
    r#"{"access_token":{"polids":{"essential":true,"values":["5e2b0f2c-0000-4000-8000-000000000001"]}}}"#;

async fn signed_in() -> (App, Browser) {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    (app, browser)
}

/// Makes the next refresh necessary, and fail.
fn arm(app: &App, error: &str, suberror: Option<&str>, claims: Option<&str>) {
    app.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
    let fault = TokenFault::Error {
        error: error.to_owned(),
        aadsts: 50076,
        suberror: suberror.map(str::to_owned),
        claims: claims.map(str::to_owned),
    };
    app.control().arm_token_fault(fault, Times::Once);
}

#[tokio::test]
async fn a_claims_challenge_of_the_provider_is_passed_on_with_the_account() {
    let (app, mut browser) = signed_in().await;
    arm(&app, "interaction_required", None, Some(CLAIMS));
    let page = browser.submit("/api/call_api").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    page.assert_shows("One more step is needed").assert_shows("/sign-in?return_to=");
    browser.get("/").await.assert_shows("Maya Lindqvist");
    let authorize = browser.get("/sign-in").await.location().to_owned();
    assert_eq!(parameter(&authorize, "claims").as_deref(), Some(CLAIMS));
    assert!(parameter(&authorize, "login_hint").is_some_and(|hint| !hint.is_empty()));
    assert_eq!(parameter(&authorize, "prompt"), None);
}

#[tokio::test]
async fn a_missing_consent_keeps_the_session_and_the_account() {
    for (error, suberror) in [("invalid_grant", Some("consent_required")), ("consent_required", None)] {
        let (app, mut browser) = signed_in().await;
        arm(&app, error, suberror, None);
        browser.call("/api/call_api").await.assert_shows("StepUp");
        browser.get("/").await.assert_shows("Maya Lindqvist");
        let authorize = browser.get("/sign-in").await.location().to_owned();
        assert!(parameter(&authorize, "login_hint").is_some_and(|hint| !hint.is_empty()));
        assert_eq!(parameter(&authorize, "claims"), None);
    }
}

#[tokio::test]
async fn a_refresh_token_that_has_ended_ends_the_session() {
    let (app, mut browser) = signed_in().await;
    arm(&app, "invalid_grant", Some("bad_token"), None);
    browser.call("/api/call_api").await.assert_shows("SessionEnded");
    browser.get("/").await.assert_shows("/sign-in?return_to=");
}

#[tokio::test]
async fn claims_that_the_api_asks_for_are_first_asked_for_silently() {
    let (app, mut browser) = signed_in().await;
    app.control().arm_graph_fault(GraphFault::ClaimsChallenge, Times::Once);
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    assert_eq!(app.control().counters().refreshes, 1);
}

#[tokio::test]
async fn claims_that_the_api_still_asks_for_are_passed_on_to_the_sign_in() {
    let (app, mut browser) = signed_in().await;
    app.control().arm_graph_fault(GraphFault::ClaimsChallenge, Times::UntilReset);
    let page = browser.submit("/api/call_api").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    page.assert_shows("One more step is needed");
    let authorize = browser.get("/sign-in").await.location().to_owned();
    let claims = parameter(&authorize, "claims").unwrap_or_default();
    assert!(claims.contains("access_token") && claims.contains("nbf"), "{claims}");
    app.control().reset();
    browser.sign_in("maya").await;
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    let next = browser.get("/sign-in").await.location().to_owned();
    assert_eq!(parameter(&next, "claims"), None, "what was asked for has been given");
}

#[tokio::test]
async fn what_the_api_asks_for_ends_when_the_person_has_confirmed_who_they_are() {
    let (app, mut browser) = signed_in().await;
    app.control().arm_graph_fault(GraphFault::InsufficientClaims, Times::UntilReset);
    for _ in 0..2 {
        browser.submit("/api/call_api").await.assert_shows("One more step is needed");
    }
    assert_eq!(browser.sign_in("maya").await.location(), "/");
    let answer = browser.call("/api/call_api").await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.assert_shows("Maya Lindqvist");
}
