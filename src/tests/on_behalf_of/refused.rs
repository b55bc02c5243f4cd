//! The refusals of a call on behalf of a caller: of the app, of the provider, and of Microsoft Graph.

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{GraphFault, GraphResource, Times, TokenFault},
    server::{ApiNeeds, ApiRight, oidc::ClientCredential},
};
use openidconnect::ClientSecret;

use super::{Both, ME, profile, request, requests, token_with_consent};
use crate::{
    cast::Log,
    protected_api::{Api, assert_problem},
};

/// The right to notes, whose API is another registration.
struct ReadNotes;

impl ApiRight for ReadNotes {
    fn needs() -> ApiNeeds {
        ApiNeeds::scope("Notes.Read")
    }
}

/// Returns the log lines of a call on behalf of a caller.
async fn logged(api: &Api, token: &str) -> String {
    let (log, _guard) = Log::begin();
    api.get(ME, token).await;
    String::from_utf8(log.bytes()).unwrap()
}

fn error(error: &str, aadsts: u32) -> TokenFault {
    TokenFault::Error { error: error.to_owned(), aadsts, suberror: None, claims: None }
}

#[tokio::test]
async fn a_90_an_app_token_is_refused_without_a_request() {
    let api = Api::start().await;
    let token = api.app_token().await;
    assert_problem(&api.get(ME, &token).await, StatusCode::FORBIDDEN, "error=\"insufficient_scope\"");
    let page = request::<Both>(&api, &token).await;
    assert_problem(&page, StatusCode::FORBIDDEN, "error=\"insufficient_scope\"");
    page.assert_shows("needs the access token of a user");
    assert_eq!(requests(&api), 0);
}

#[tokio::test]
async fn without_consent_the_response_names_the_remedy() {
    let api = Api::start().await;
    let token = api.user_token("maya", &["Orders.Read"]).await;
    let page = api.get(ME, &token).await;
    assert_problem(&page, StatusCode::FORBIDDEN, "");
    page.assert_shows("knownClientApplications");
    assert!(!page.body.contains("AADSTS"), "{}", page.body);
    assert!(logged(&api, &token).await.contains("AADSTS65001"));
    api.tokens("maya", "openid User.Read").await;
    profile(&api.get(ME, &token).await);
}

#[tokio::test]
async fn a_token_for_another_registration_is_refused() {
    let api = Api::start_with(|config| {
        config.protected_api.as_mut().unwrap().audiences = vec!["api://notes.devtenant.example".to_owned()];
    })
    .await;
    let tokens = api.tokens("maya", "openid api://notes.devtenant.example/Notes.Read").await;
    let (log, _guard) = Log::begin();
    let page = request::<ReadNotes>(&api, tokens["access_token"].as_str().unwrap()).await;
    assert_problem(&page, StatusCode::UNAUTHORIZED, "error=\"invalid_token\"");
    let text = String::from_utf8(log.bytes()).unwrap();
    assert!(text.contains("AADSTS500131"), "{text}");
    assert_eq!(requests(&api), 1);
}

#[tokio::test]
async fn a_token_that_has_expired_at_the_provider_is_refused() {
    let api = Api::start().await;
    let token = token_with_consent(&api, "maya").await;
    api.app.control().advance_clock(2 * 60 * 60);
    let page = api.get(ME, &token).await;
    assert_problem(&page, StatusCode::UNAUTHORIZED, "error=\"invalid_token\"");
    assert!(logged(&api, &token).await.contains("AADSTS500133"));
}

#[tokio::test]
async fn without_the_provider_the_response_is_503() {
    let api = Api::start().await;
    let token = token_with_consent(&api, "maya").await;
    for fault in [TokenFault::InternalServerError, TokenFault::EmptyAnswer, error("temporarily_unavailable", 90_033)] {
        api.app.control().arm_token_fault(fault, Times::Once);
        let page = api.get(ME, &token).await;
        assert_problem(&page, StatusCode::SERVICE_UNAVAILABLE, "");
        assert!(!page.header("retry-after").is_empty(), "{:?}", page.headers);
    }
    profile(&api.get(ME, &token).await);
    assert_eq!(requests(&api), 4, "a failure is not cached");
}

#[tokio::test]
async fn a_wrong_credential_of_the_app_is_502() {
    let api = Api::start().await;
    let token = token_with_consent(&api, "maya").await;
    let wrong = ClientCredential::Secret(ClientSecret::new("wrong".to_owned()));
    let api = Api { app: api.app.with(|config| config.client_credential = wrong) };
    let page = api.get(ME, &token).await;
    assert_problem(&page, StatusCode::BAD_GATEWAY, "");
    assert!(logged(&api, &token).await.contains("AADSTS7000215"));
}

#[tokio::test]
async fn each_failure_of_graph_has_its_response() {
    let api = Api::start().await;
    let token = token_with_consent(&api, "maya").await;
    for (fault, status) in [
        (GraphFault::Forbidden, StatusCode::FORBIDDEN),
        (GraphFault::NotFound, StatusCode::NOT_FOUND),
        (GraphFault::TooManyRequests { retry_after: Some(17) }, StatusCode::SERVICE_UNAVAILABLE),
        (GraphFault::ServiceUnavailable, StatusCode::SERVICE_UNAVAILABLE),
        (GraphFault::Hang { milliseconds: 6_000 }, StatusCode::SERVICE_UNAVAILABLE),
        (GraphFault::InternalServerError, StatusCode::BAD_GATEWAY),
        (GraphFault::NotJson, StatusCode::BAD_GATEWAY),
        (GraphFault::Truncated, StatusCode::BAD_GATEWAY),
    ] {
        api.app.control().arm_resource_fault(GraphResource::Me, fault, Times::Once);
        let page = api.get(ME, &token).await;
        assert_problem(&page, status, "");
        let has_retry_after = !page.header("retry-after").is_empty();
        assert_eq!(has_retry_after, status == StatusCode::SERVICE_UNAVAILABLE, "{fault:?}");
        if matches!(fault, GraphFault::TooManyRequests { .. }) {
            assert_eq!(page.header("retry-after"), "17");
        }
    }
    assert_eq!(requests(&api), 1);
}

#[tokio::test]
async fn without_graph_the_route_has_no_data() {
    let api = Api::start_with(|config| config.endpoint = None).await;
    let token = api.user_token("maya", &["Orders.Read"]).await;
    assert_problem(&api.get(ME, &token).await, StatusCode::NOT_FOUND, "");
    assert_eq!(requests(&api), 0);
}
