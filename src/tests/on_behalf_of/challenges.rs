//! Claims challenges of a call on behalf of a caller: the API passes them on, and the client meets them.

use axum::http::StatusCode;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use leptos_entra::dev_tenant::{GraphFault, GraphResource, Times, TokenFault};
use serde_json::{Value, json};

use super::{ME, profile, requests, token_with_consent};
use crate::{
    cast::Page,
    dev_tenant::cast::{Browser, authorization_request, authorization_response, exchange, form_value},
    protected_api::{Api, assert_problem},
};

/// Returns the claims of the claims challenge in a response.
fn claims_of(page: &Page) -> Value {
    let (_, rest) = page.header("www-authenticate").split_once("claims=\"").unwrap();
    serde_json::from_slice(&STANDARD.decode(rest.split('"').next().unwrap()).unwrap()).unwrap()
}

/// Returns an access token after the persona has confirmed their identity, as these claims require.
async fn confirmed_token(api: &Api, persona: &str, claims: &Value) -> String {
    let (tenant, browser) = (&api.app.tenant, Browser::new());
    let (scope, claims) = (format!("openid api://{}/Orders.Read", tenant.client_id()), claims.to_string());
    let address = authorization_request(tenant, &[("scope", &scope), ("claims", &claims)]);
    let accounts = browser.get(&address).await.text().await.unwrap();
    let picked = [("form", &*form_value(&accounts)), ("persona", persona)];
    let page = browser.post(&format!("{}/dev/account", tenant.origin()), &picked).await.text().await.unwrap();
    let decided = [("form", &*form_value(&page)), ("decision", "confirm")];
    let response = browser.post(&format!("{}/dev/confirmation", tenant.origin()), &decided).await;
    let (status, body) = exchange(tenant, &authorization_response(&response)["code"], &[]).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    body["access_token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_client_meets_the_claims_challenge_of_graph() {
    let api = Api::start().await;
    let control = api.app.control();
    control.set_access_token_claim("xms_cc", json!(["cp1"]));
    let token = token_with_consent(&api, "maya").await;
    control.arm_resource_fault(GraphResource::Me, GraphFault::InsufficientClaims, Times::UntilReset);
    let page = api.get(ME, &token).await;
    assert_problem(&page, StatusCode::UNAUTHORIZED, "error=\"insufficient_claims\"");
    assert_eq!(requests(&api), 2, "the provider decides whether the user's token meets the claims");
    let claims = claims_of(&page);
    assert_eq!(claims, json!({ "access_token": { "acrs": { "essential": true, "value": "c1" } } }));
    let endpoint = format!("authorization_uri=\"{}/oauth2/v2.0/authorize\"", api.app.tenant.authority());
    assert!(page.header("www-authenticate").contains(&endpoint), "{:?}", page.headers);
    let token = confirmed_token(&api, "maya", &claims).await;
    assert_eq!(profile(&api.get(ME, &token).await)["display_name"], "Maya Lindqvist");
}

#[tokio::test]
async fn a_client_without_the_capability_gets_403() {
    let api = Api::start().await;
    let token = token_with_consent(&api, "maya").await;
    api.app.control().arm_resource_fault(GraphResource::Me, GraphFault::InsufficientClaims, Times::UntilReset);
    let page = api.get(ME, &token).await;
    assert_problem(&page, StatusCode::FORBIDDEN, "error=\"insufficient_claims\"");
    assert_eq!(claims_of(&page)["access_token"]["acrs"]["value"], "c1");
}

#[tokio::test]
async fn a_challenge_for_a_newer_token_needs_no_client() {
    let api = Api::start().await;
    let token = token_with_consent(&api, "maya").await;
    profile(&api.get(ME, &token).await);
    // Continuous access evaluation requires a token that was issued after an event. The provider issues one.
    api.app.control().arm_resource_fault(GraphResource::Me, GraphFault::ClaimsChallenge, Times::Once);
    profile(&api.get(ME, &token).await);
    assert_eq!(requests(&api), 2);
    api.app.control().arm_resource_fault(GraphResource::Me, GraphFault::ClaimsChallenge, Times::UntilReset);
    let page = api.get(ME, &token).await;
    assert!(claims_of(&page)["access_token"]["nbf"]["essential"].as_bool().unwrap(), "{:?}", page.headers);
    assert_eq!(requests(&api), 3);
}

#[tokio::test]
async fn a_challenge_of_the_provider_is_passed_on() {
    let api = Api::start().await;
    api.app.control().set_access_token_claim("xms_cc", json!(["cp1"]));
    let token = token_with_consent(&api, "maya").await;
    let claims = json!({ "access_token": { "polids": { "essential": true, "values": ["9ab03e19"] } } });
    for error in ["interaction_required", "invalid_grant"] {
        let (error, claims) = (error.to_owned(), Some(claims.to_string()));
        let fault = TokenFault::Error { error, aadsts: 50_079, suberror: None, claims };
        api.app.control().arm_token_fault(fault, Times::Once);
        let page = api.get(ME, &token).await;
        assert_problem(&page, StatusCode::UNAUTHORIZED, "error=\"insufficient_claims\"");
    }
    let error = "interaction_required".to_owned();
    let fault = TokenFault::Error { error, aadsts: 50_076, suberror: None, claims: None };
    api.app.control().arm_token_fault(fault, Times::Once);
    let page = api.get(ME, &token).await;
    assert_problem(&page, StatusCode::UNAUTHORIZED, "error=\"interaction_required\"");
}
