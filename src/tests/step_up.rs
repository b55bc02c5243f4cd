//! Step-up: the provider or the downstream API requires an interaction with the user. The next sign-in requests exactly that, for
//! the same account.

use axum::http::StatusCode;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos_entra::dev_tenant::{GraphFault, Times, TokenFault};
use serde_json::{Value, json};

use crate::{
    cast::{
        App, Browser,
        broken_server::{BrokenServer, Wrong},
        parameter,
    },
    tokens::{claims_of, tokens_of},
};

const CLAIMS: &str =
    r#"{"access_token":{"polids":{"essential":true,"values":["5e2b0f2c-0000-4000-8000-000000000001"]}}}"#;

async fn signed_in() -> (App, Browser) {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    (app, browser)
}

/// Makes the next API call refresh its token, and makes that refresh fail with this error.
fn arm(app: &App, error: &str, suberror: Option<&str>, claims: Option<&str>) {
    arm_with(app, error, suberror, claims, 50076);
}

fn arm_with(app: &App, error: &str, suberror: Option<&str>, claims: Option<&str>, aadsts: u32) {
    app.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
    let fault = TokenFault::Error {
        error: error.to_owned(),
        aadsts,
        suberror: suberror.map(str::to_owned),
        claims: claims.map(str::to_owned),
    };
    app.control().arm_token_fault(fault, Times::Once);
}

fn claims_in(address: &str) -> Value {
    serde_json::from_str(&parameter(address, "claims").unwrap_or_default()).unwrap()
}

/// Returns the claims that the app requests: these claims, and its capability `cp1`.
fn with_capabilities(claims: &str) -> Value {
    let mut claims: Value = serde_json::from_str(claims).unwrap();
    claims["access_token"]["xms_cc"] = json!({ "values": ["cp1"] });
    claims
}

#[tokio::test]
async fn every_request_declares_the_client_capability_cp1() {
    let (app, mut browser) = signed_in().await;
    let asked = app.control().last_authorization_request()["claims"].clone();
    assert_eq!(serde_json::from_str::<Value>(&asked).unwrap(), with_capabilities("{}"));
    assert_eq!(capabilities_of(&app, &browser).await, json!(["cp1"]), "of the code");
    app.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
    browser.call("/api/call_api").await;
    assert_eq!(capabilities_of(&app, &browser).await, json!(["cp1"]), "of the refresh token");
}

/// Returns the claim `xms_cc` of the access token. Only the test reads it, because an access token is opaque to the
/// app.
async fn capabilities_of(app: &App, browser: &Browser) -> Value {
    claims_of(&tokens_of(app, browser).await.access_tokens[0].access_token)["xms_cc"].clone()
}

#[tokio::test]
async fn claims_required_at_the_exchange_start_one_more_request() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in?return_to=/mail", "maya").await;
    arm(&app, "interaction_required", None, Some(CLAIMS));
    let authorize = browser.get(&callback).await.location().to_owned();
    assert!(authorize.starts_with(&format!("{}/", app.tenant.origin())), "{authorize}");
    assert_eq!(claims_in(&authorize), with_capabilities(CLAIMS));
    arm(&app, "interaction_required", None, Some(CLAIMS));
    let state = parameter(&authorize, "state").unwrap();
    let again = browser.get(&format!("/getAToken?code=any&state={state}")).await;
    assert!(again.location().starts_with("/sign-in-failed"), "there is no loop: {}", again.location());
}

#[tokio::test]
async fn claims_of_the_provider_are_sent_with_a_login_hint() {
    let (app, mut browser) = signed_in().await;
    arm(&app, "interaction_required", None, Some(CLAIMS));
    let page = browser.submit("/api/call_api").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    page.assert_shows("One more step is needed").assert_shows("/sign-in?return_to=");
    browser.get("/").await.assert_shows("Maya Lindqvist");
    let authorize = browser.get("/sign-in").await.location().to_owned();
    assert_eq!(claims_in(&authorize), with_capabilities(CLAIMS));
    assert!(parameter(&authorize, "login_hint").is_some_and(|hint| !hint.is_empty()));
    assert_eq!(parameter(&authorize, "prompt"), None);
}

#[tokio::test]
async fn a_missing_consent_keeps_the_session_and_the_account() {
    for (error, suberror, aadsts) in [
        ("invalid_grant", Some("consent_required"), 65001),
        ("consent_required", None, 65001),
        ("interaction_required", None, 50076),
    ] {
        let (app, mut browser) = signed_in().await;
        arm_with(&app, error, suberror, None, aadsts);
        browser.call("/api/call_api").await.assert_shows("StepUp");
        browser.get("/").await.assert_shows("Maya Lindqvist");
        let authorize = browser.get("/sign-in").await.location().to_owned();
        assert!(parameter(&authorize, "login_hint").is_some_and(|hint| !hint.is_empty()));
        assert_eq!(claims_in(&authorize), with_capabilities("{}"));
        assert!(parameter(&authorize, "scope").is_some_and(|scope| scope.ends_with("User.Read")));
    }
}

#[tokio::test]
async fn an_invalid_refresh_token_ends_the_session() {
    let (app, mut browser) = signed_in().await;
    arm(&app, "invalid_grant", Some("bad_token"), None);
    browser.call("/api/call_api").await.assert_shows("SessionEnded");
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn claims_of_an_api_are_first_requested_by_a_refresh() {
    let (app, mut browser) = signed_in().await;
    app.control().arm_graph_fault(GraphFault::ClaimsChallenge, Times::Once);
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    assert_eq!(app.control().counters().refreshes, 1);
}

#[tokio::test]
async fn unmet_claims_of_an_api_are_sent_with_the_sign_in() {
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
    assert_eq!(claims_in(&next), with_capabilities("{}"), "the challenge has been met");
}

#[tokio::test]
async fn a_sign_in_with_the_claims_ends_the_api_challenge() {
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

#[tokio::test]
async fn an_api_challenge_is_read_with_401_and_403_and_unpadded() {
    const ASKED: &str = r#"{"access_token":{"polids":{"essential":true,"values":["~>~>?"]}}}"#;
    let encoded = URL_SAFE_NO_PAD.encode(ASKED);
    assert!(encoded.contains(['-', '_']) && !encoded.len().is_multiple_of(4), "{encoded}");
    for status in ["401 Unauthorized", "403 Forbidden"] {
        let server = BrokenServer::start().await;
        let endpoint = server.url("/me");
        let app = App::start_with(|config| config.endpoint = Some(endpoint)).await;
        let mut browser = Browser::new(&app);
        browser.sign_in("maya").await;
        let challenges = format!(
            r#"www-authenticate: Negotiate, Bearer realm="", error="insufficient_claims", claims="{encoded}", Basic realm="b""#
        );
        server.respond_with("/me", Wrong::head(status, &format!("{challenges}\r\n"), ""));
        let page = browser.submit("/api/call_api").await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{status}");
        page.assert_shows("One more step is needed");
        assert_eq!(claims_in(browser.get("/sign-in").await.location()), with_capabilities(ASKED), "{status}");
    }
}

#[tokio::test]
async fn without_a_refresh_token_the_challenge_is_still_sent() {
    let app = App::start().await;
    let no_refresh_token = TokenFault::With { member: "refresh_token".to_owned(), value: Value::Null };
    app.control().arm_token_fault(no_refresh_token, Times::Once);
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    app.control().arm_graph_fault(GraphFault::InsufficientClaims, Times::UntilReset);
    browser.submit("/api/call_api").await.assert_shows("One more step is needed");
    let claims = claims_in(browser.get("/sign-in").await.location());
    assert_eq!(claims["access_token"]["acrs"]["value"], "c1");
}
