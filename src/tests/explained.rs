//! What a failed sign-in says, and that Microsoft's numbers explain only: what the app does hangs on `error`, `suberror` and
//! `claims`, because Microsoft may change the numbers.

use axum::http::StatusCode;
use leptos_entra::dev_tenant::{AuthorizeFault, IdTokenFault, Times, TokenFault};

use crate::cast::{App, Browser, Page};

/// Numbers of classes that have nothing in common, and one that nobody knows.
const NUMBERS: [u32; 8] = [65004, 50105, 7_000_215, 53003, 65001, 50173, 90055, 99_999_999];

fn token_error(error: &str, aadsts: u32) -> TokenFault {
    TokenFault::Error { error: error.into(), aadsts, suberror: None, claims: None }
}

#[tokio::test]
async fn answers_that_differ_only_in_their_number_lead_to_the_same_end_of_a_sign_in() {
    let app = App::start().await;
    for error in ["access_denied", "server_error", "invalid_request"] {
        for aadsts in NUMBERS {
            app.control().arm_authorize_fault(AuthorizeFault { error: error.into(), aadsts }, Times::Once);
            let mut browser = Browser::new(&app);
            let landed = browser.sign_in("maya").await;
            assert!(landed.location().starts_with("/sign-in-failed?ref="), "{error} {aadsts}");
            assert!(!browser.cookies.contains_key(&app.services.cookies.session()), "{error} {aadsts}");
            browser.get("/").await.assert_shows("/sign-in?return_to=");
        }
    }
    assert_eq!(app.control().counters().token_requests.values().sum::<u64>(), 0);
}

/// Calls the API for somebody whose access token has expired, while the refresh fails like this.
async fn call_while_refresh_fails(app: &App, error: &str, aadsts: u32) -> (StatusCode, bool) {
    let mut browser = Browser::new(app);
    browser.sign_in("maya").await;
    app.control().arm_token_fault(token_error(error, aadsts), Times::Once);
    let answer = browser.call("/api/call_api").await;
    let still_signed_in = browser.get("/").await.body.contains("Maya Lindqvist");
    (answer.status, still_signed_in)
}

#[tokio::test]
async fn a_refresh_that_fails_ends_a_session_by_its_error_and_not_by_its_number() {
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
async fn an_expired_secret_is_told_to_whom_it_concerns() {
    let page =
        explained(|app| app.control().arm_token_fault(token_error("invalid_client", 7_000_222), Times::Once)).await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    let (person, others) = page.body.split_once("<details").unwrap();
    assert!(person.contains("It is nothing that you did.") && person.contains("AADSTS7000222"));
    assert!(person.contains("Correlation ID") && person.contains("<time datetime=\"20"));
    assert!(others.contains("For administrators") && others.contains("For developers"));
    assert!(others.contains("The client secret has expired"));
}

#[tokio::test]
async fn a_refused_issuer_is_explained_to_developers_by_the_policy_without_the_person() {
    let page = explained(|app| app.control().arm_id_token_fault(IdTokenFault::WrongIssuer, Times::Once)).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    let (_, developers) = page.body.split_once("For developers").unwrap();
    assert!(developers.contains("issuer was refused"), "{developers}");
    for personal in ["Maya", "maya", "Lindqvist"] {
        assert!(!page.body.contains(personal), "{personal}");
    }
}

#[tokio::test]
async fn a_number_that_was_not_verified_gets_the_words_of_its_error() {
    let fault = AuthorizeFault { error: "server_error".into(), aadsts: 90033 };
    let page = explained(|app| app.control().arm_authorize_fault(fault, Times::Once)).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(page.header("retry-after"), "5");
    page.assert_shows("The sign-in service cannot be reached right now.").assert_shows("AADSTS90033");
}
