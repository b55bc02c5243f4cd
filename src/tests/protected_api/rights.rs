//! The rights of the protected API: scopes of users, app roles of apps, and authentication contexts.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
    routing::get,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use leptos_entra::server::{ApiNeeds, ApiRight, Bearer};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{Api, ORDERS, assert_problem};
use crate::cast::Page;

/// The right of users with an authentication context, and of apps with an app role.
struct Confirmed;
/// The right of apps only.
struct OfApps;
/// The right of operators of one tenant who are in a group, and of apps of this tenant with an app role.
struct Operators;

impl ApiRight for Confirmed {
    fn needs() -> ApiNeeds {
        ApiNeeds::scope("Orders.Read").or_app_role("Orders.Read.All").with_context("c1")
    }
}

impl ApiRight for OfApps {
    fn needs() -> ApiNeeds {
        ApiNeeds::app_role("Orders.Read.All")
    }
}

const TENANT: &str = "6d0c9a52-4f3b-4e0d-9a57-2f8b1c7e5d10";
const GROUP: &str = "0A1B2C3D-0000-4000-8000-0000000000C1";

impl ApiRight for Operators {
    fn needs() -> ApiNeeds {
        let of_users = ApiNeeds::scope("Orders.Read").with_user_role("Operator").with_group(GROUP);
        of_users.or_app_role("Orders.Read.All").in_tenant(TENANT)
    }
}

/// Requests a route of another API with an access token.
async fn request(api: &Api, path: &str, token: &str) -> Page {
    let router = Router::new()
        .route("/confirmed", get(async |_: Bearer<Confirmed>| "done"))
        .route("/of-apps", get(async |_: Bearer<OfApps>| "done"))
        .route("/operators", get(async |_: Bearer<Operators>| "done"))
        .with_state(Arc::clone(&api.app.services));
    let request = Request::get(path).header("authorization", format!("Bearer {token}")).body(Body::empty()).unwrap();
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Page { status: parts.status, headers: parts.headers, body: String::from_utf8(body.to_vec()).unwrap() }
}

#[tokio::test]
async fn a_user_without_the_scope_is_rejected() {
    let api = Api::start().await;
    let token = api.user_token("maya", &["Orders.Read"]).await;
    let page = api.post(&token, &json!({ "item": "Tea", "quantity": 1 })).await;
    assert_problem(&page, StatusCode::FORBIDDEN, "error=\"insufficient_scope\"");
    assert!(page.header("www-authenticate").ends_with("scope=\"Orders.Write\""), "{:?}", page.headers);
    let token = api.user_token("maya", &["Orders.Write"]).await;
    let page = api.get(ORDERS, &token).await;
    assert_problem(&page, StatusCode::FORBIDDEN, "scope=\"Orders.Read\"");
}

#[tokio::test]
async fn an_app_role_of_a_user_replaces_no_scope() {
    let api = Api::start().await;
    api.app.control().set_access_token_claim("roles", json!(["Orders.Read.All"]));
    let token = api.user_token("maya", &["Orders.Write"]).await;
    assert_problem(&api.get(ORDERS, &token).await, StatusCode::FORBIDDEN, "error=\"insufficient_scope\"");
    assert_problem(&request(&api, "/of-apps", &token).await, StatusCode::FORBIDDEN, "error=\"insufficient_scope\"");
}

#[tokio::test]
async fn an_app_token_is_rejected_where_a_user_is_needed() {
    let api = Api::start().await;
    api.app.control().set_access_token_claim("roles", json!(["Orders.Read.All", "Orders.Write"]));
    let token = api.app_token().await;
    let page = api.post(&token, &json!({ "item": "Tea", "quantity": 1 })).await;
    assert_problem(&page, StatusCode::FORBIDDEN, "error=\"insufficient_scope\"");
    page.assert_shows("needs the access token of a user");
}

#[tokio::test]
async fn an_app_without_the_app_role_is_rejected() {
    let api = Api::start().await;
    for roles in [Value::Null, json!([]), json!(["Orders.Read"]), json!("Orders.Read.All")] {
        api.app.control().set_access_token_claim("roles", roles.clone());
        let page = api.get(ORDERS, &api.app_token().await).await;
        assert_problem(&page, StatusCode::FORBIDDEN, "error=\"insufficient_scope\"");
        assert!(!page.header("www-authenticate").contains("scope=\""), "an app role is no scope: {roles}");
    }
}

#[tokio::test]
async fn a_missing_authentication_context_is_a_claims_challenge() {
    let api = Api::start().await;
    let control = api.app.control();
    control.set_access_token_claim("xms_cc", json!(["cp1"]));
    let token = api.user_token("maya", &["Orders.Read"]).await;
    let page = request(&api, "/confirmed", &token).await;
    assert_problem(&page, StatusCode::UNAUTHORIZED, "error=\"insufficient_claims\"");
    let challenge = page.header("www-authenticate");
    let client_id = api.app.tenant.client_id();
    assert!(challenge.contains(&format!("client_id=\"{client_id}\"")), "{challenge}");
    let endpoint = format!("authorization_uri=\"{}/oauth2/v2.0/authorize\"", api.app.tenant.authority());
    assert!(challenge.contains(&endpoint), "{challenge}");
    let (_, claims) = challenge.split_once("claims=\"").unwrap();
    let claims: Value = serde_json::from_slice(&STANDARD.decode(claims.split('"').next().unwrap()).unwrap()).unwrap();
    assert_eq!(claims, json!({ "access_token": { "acrs": { "essential": true, "value": "c1" } } }));
    for contexts in [json!(["c2"]), json!("c1")] {
        control.set_access_token_claim("acrs", contexts);
        let token = api.user_token("maya", &["Orders.Read"]).await;
        assert_eq!(request(&api, "/confirmed", &token).await.status, StatusCode::UNAUTHORIZED);
    }
    control.set_access_token_claim("acrs", json!(["c2", "c1"]));
    let token = api.user_token("maya", &["Orders.Read"]).await;
    assert_eq!(request(&api, "/confirmed", &token).await.body, "done");
}

#[tokio::test]
async fn a_client_without_the_capability_gets_403_for_a_context() {
    let api = Api::start().await;
    let token = api.user_token("maya", &["Orders.Read"]).await;
    let page = request(&api, "/confirmed", &token).await;
    assert_problem(&page, StatusCode::FORBIDDEN, "error=\"insufficient_claims\"");
    assert_eq!(request(&api, "/confirmed", &api.app_token().await).await.body, "done", "an app meets no context");
    assert_eq!(request(&api, "/of-apps", &api.app_token().await).await.body, "done");
}

#[tokio::test]
async fn role_group_and_tenant_of_a_token_are_needed_together() {
    let api = Api::of_many_tenants(|_| ()).await;
    let set = |name: &str, value: Value| api.app.control().set_access_token_claim(name, value);
    let ids = json!(["11111111-1111-4111-8111-111111111111", GROUP.to_ascii_lowercase()]);
    set("roles", json!(["Operator"]));
    set("groups", ids.clone());
    let token = api.user_token("maya", &["Orders.Read"]).await;
    assert_eq!(request(&api, "/operators", &token).await.status, StatusCode::OK);
    for (name, value, detail) in [
        ("roles", Value::Null, "lacks an app role"),
        ("groups", json!(["11111111-1111-4111-8111-111111111111"]), "is not in the group"),
        ("groups", Value::Null, "does not list the groups"),
        ("groups", json!(["CONTOSO\\Operators"]), "does not list the groups"),
        ("_claim_names", json!({ "groups": "src1" }), "does not list the groups"),
        ("hasgroups", json!(true), "does not list the groups"),
    ] {
        set(name, value.clone());
        let token = api.user_token("maya", &["Orders.Read"]).await;
        let page = request(&api, "/operators", &token).await;
        assert_problem(&page, StatusCode::FORBIDDEN, "error=\"insufficient_scope\"");
        page.assert_shows(detail);
        api.app.control().reset();
        set("roles", json!(["Operator"]));
        set("groups", ids.clone());
    }
    let partner = api.user_token("ines", &["Orders.Read"]).await;
    let page = request(&api, "/operators", &partner).await;
    assert_problem(&page, StatusCode::FORBIDDEN, "error=\"insufficient_scope\"");
    page.assert_shows("another tenant");
}

#[tokio::test]
async fn an_app_needs_its_own_role_and_the_tenant_but_no_group() {
    let api = Api::start().await;
    api.app.control().set_access_token_claim("roles", json!(["Orders.Read.All"]));
    let token = api.app_token().await;
    assert_eq!(request(&api, "/operators", &token).await.status, StatusCode::OK);
    api.app.control().set_access_token_claim("roles", json!(["Operator"]));
    let token = api.app_token().await;
    assert_problem(&request(&api, "/operators", &token).await, StatusCode::FORBIDDEN, "error=\"insufficient_scope\"");
}
