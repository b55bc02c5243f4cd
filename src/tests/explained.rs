//! The explanation of a failed sign-in. AADSTS numbers only select texts: `error`, `suberror` and `claims` decide what the app
//! does, because Microsoft may change the numbers.

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{AuthorizeFault, IdTokenFault, Times, TokenFault},
    server::entra::{is_listed, number_in_words},
};

use crate::cast::{App, Browser, Page};

/// AADSTS numbers that the app explains in different ways, and a number that it does not know. The app must treat all
/// alike.
const NUMBERS: [u32; 8] = [65004, 50105, 7_000_215, 53003, 65001, 50173, 90055, 99_999_999];

fn token_error(error: &str, aadsts: u32) -> TokenFault {
    TokenFault::Error { error: error.into(), aadsts, suberror: None, claims: None }
}

#[tokio::test]
async fn the_error_number_does_not_change_the_sign_in_result() {
    let app = App::start().await;
    for error in ["access_denied", "server_error", "invalid_request"] {
        for aadsts in NUMBERS {
            app.control().arm_authorize_fault(AuthorizeFault { error: error.into(), aadsts }, Times::Once);
            let mut browser = Browser::new(&app);
            let landed = browser.sign_in("maya").await;
            assert!(landed.location().starts_with("/sign-in-failed?ref="), "{error} {aadsts}");
            assert!(!browser.cookies.contains_key(&app.services.cookies.session()), "{error} {aadsts}");
            browser.get("/").await.assert_signed_out();
        }
    }
    assert_eq!(app.control().counters().token_requests.values().sum::<u64>(), 0);
}

/// Calls the API with an expired access token while the refresh fails with this error. Returns the status, and whether the
/// session is still valid.
async fn call_while_refresh_fails(app: &App, error: &str, aadsts: u32) -> (StatusCode, bool) {
    let mut browser = Browser::new(app);
    browser.sign_in("maya").await;
    app.control().arm_token_fault(token_error(error, aadsts), Times::Once);
    let answer = browser.call("/api/call_api").await;
    let still_signed_in = browser.get("/").await.body.contains("Maya Lindqvist");
    (answer.status, still_signed_in)
}

#[tokio::test]
async fn the_error_and_not_its_number_decides_a_failed_refresh() {
    let app = App::start().await;
    app.control().set_access_token_lifetime(0);
    for aadsts in NUMBERS {
        let ended = call_while_refresh_fails(&app, "invalid_grant", aadsts).await;
        assert_eq!(ended, (StatusCode::UNAUTHORIZED, false), "{aadsts}");
        let (status, still_signed_in) = call_while_refresh_fails(&app, "temporarily_unavailable", aadsts).await;
        assert!(status.is_server_error() && still_signed_in, "{aadsts}: {status}");
    }
}

async fn explained(arm: impl FnOnce(&App)) -> Page {
    let app = App::start().await;
    arm(&app);
    Browser::new(&app).sign_in_to_page("maya").await
}

#[tokio::test]
async fn an_expired_secret_is_explained_to_the_administrator() {
    let page =
        explained(|app| app.control().arm_token_fault(token_error("invalid_client", 7_000_222), Times::Once)).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    let (person, others) = page.body.split_once("<details").unwrap();
    assert!(person.contains("You did nothing wrong.") && person.contains("AADSTS7000222"));
    assert!(person.contains("Correlation ID") && person.contains("<time datetime=\"20"));
    assert!(others.contains("For administrators") && others.contains("For developers"));
    assert!(others.contains("The client secret has expired"));
}

#[tokio::test]
async fn a_rejected_issuer_is_explained_without_user_data() {
    let page = explained(|app| app.control().arm_id_token_fault(IdTokenFault::WrongIssuer, Times::Once)).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    let (_, developers) = page.body.split_once("For developers").unwrap();
    assert!(developers.contains("The ID token comes from another issuer"), "{developers}");
    assert!(developers.contains("an ID token is accepted from http://"), "{developers}");
    for personal in ["Maya", "maya", "Lindqvist"] {
        assert!(!page.body.contains(personal), "{personal}");
    }
}

#[tokio::test]
async fn an_unlisted_number_is_explained_by_its_error() {
    let fault = AuthorizeFault { error: "server_error".into(), aadsts: 99_999_999 };
    let page = explained(|app| app.control().arm_authorize_fault(fault, Times::Once)).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(page.header("retry-after"), "5");
    page.assert_shows("The sign-in service could not complete the sign-in right now.").assert_shows("AADSTS99999999");
}

#[tokio::test]
async fn an_unlisted_number_gets_the_generic_explanation() {
    let page =
        explained(|app| app.control().arm_token_fault(token_error("invalid_grant", 99_999_999), Times::Once)).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    page.assert_shows("The sign-in service refused to sign you in.").assert_shows("AADSTS99999999");
    assert!(!page.body.contains("already used"));
}

#[tokio::test]
async fn a_redirect_uri_of_the_wrong_platform_is_named() {
    for aadsts in [9_002_325, 9_002_327] {
        let page =
            explained(|app| app.control().arm_token_fault(token_error("invalid_request", aadsts), Times::Once)).await;
        page.assert_shows("registered for the platform").assert_shows("Single-page application").assert_shows("Web");
    }
}

#[tokio::test]
async fn a_missing_assignment_is_named() {
    let page = explained(|app| app.control().arm_token_fault(token_error("invalid_grant", 501_051), Times::Once)).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    page.assert_shows("The assignment is missing");
    assert!(!page.body.contains("already used"));
}

#[tokio::test]
async fn a_clock_difference_is_named_and_is_not_an_incident() {
    for fault in [IdTokenFault::IssuedInTheFuture, IdTokenFault::Expired] {
        let page = explained(|app| app.control().arm_id_token_fault(fault, Times::Once)).await;
        assert_eq!(page.status, StatusCode::BAD_GATEWAY);
        page.assert_shows("The clock of this app and the clock of the sign-in service differ too much.");
        assert!(!page.body.contains("incident"));
    }
}

#[test]
fn every_number_with_a_sentence_has_a_class() {
    for number in (10_000..10_000_000).map(|number| format!("AADSTS{number}")) {
        assert!(number_in_words(&number).is_none() || is_listed(&number), "{number}");
    }
    for number in (90_000..100_000).map(|number| format!("AADB2C{number}")) {
        assert!(number_in_words(&number).is_none() || is_listed(&number), "{number}");
    }
}
