//! Tests of the dev tenant's Graph: access tokens, the profile, photos, faults, and the `userinfo` endpoint.

mod batch;
mod directory;
mod faults;
mod licences;
mod lists;
mod scopes;
mod user;

use leptos_entra::dev_tenant::{GraphFault, Times};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::cast::{dev_tenant, graph, http, tokens_of};

#[tokio::test]
async fn me_describes_the_signed_in_user() {
    let tenant = dev_tenant().await;
    let token = tokens_of(&tenant, "mallory").await["access_token"].clone();
    let response = graph(&tenant, "/me", &token).await;
    assert_eq!(response.headers()["request-id"], response.headers()["client-request-id"]);
    let me: Value = response.json().await.unwrap();
    assert!(me["displayName"].as_str().unwrap().contains("<script>"));
    assert_eq!(me["userPrincipalName"], "mallory@devtenant.example");
    assert_eq!(me["mobilePhone"], Value::Null);

    let selected: Value = graph(&tenant, "/me?$select=id,userType", &token).await.json().await.unwrap();
    assert_eq!((selected.as_object().unwrap().len(), &selected["userType"]), (3, &json!("Member")));
    assert_eq!(graph(&tenant, "/me?$select=nonsense", &token).await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(graph(&tenant, "/nonsense", &token).await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_missing_photo_is_not_found() {
    let tenant = dev_tenant().await;
    let token = tokens_of(&tenant, "maya").await["access_token"].clone();
    for path in ["/me/photo/$value", "/me/photos/96x96/$value"] {
        let photo = graph(&tenant, path, &token).await;
        assert_eq!(photo.headers()["content-type"], "image/png");
        assert!(photo.bytes().await.unwrap().starts_with(b"\x89PNG\r\n\x1a\n"));
    }
    assert_eq!(graph(&tenant, "/me/photos/7x7/$value", &token).await.status(), StatusCode::NOT_FOUND);
    let token = tokens_of(&tenant, "tom").await["access_token"].clone();
    let missing = graph(&tenant, "/me/photo/$value", &token).await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    assert_eq!(missing.json::<Value>().await.unwrap()["error"]["code"], "ImageNotFound");
}

#[tokio::test]
async fn graph_accepts_only_its_own_access_tokens() {
    let tenant = dev_tenant().await;
    let body = tokens_of(&tenant, "maya").await;
    let of_another_tenant = tokens_of(&dev_tenant().await, "maya").await;
    let mut tampered = body["access_token"].as_str().unwrap().to_owned();
    tampered.replace_range(tampered.len() - 8.., "AAAAAAAA");
    let refused = [
        &body["id_token"],
        &of_another_tenant["access_token"],
        &json!(tampered),
        &json!("a.b"),
        &body["refresh_token"],
    ];
    for token in refused {
        let response = graph(&tenant, "/me", token).await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert!(response.headers()["www-authenticate"].to_str().unwrap().starts_with("Bearer realm="));
        assert_eq!(response.json::<Value>().await.unwrap()["error"]["code"], "InvalidAuthenticationToken");
    }
    let in_the_query = format!("{}?access_token={}", tenant.endpoint(), body["access_token"].as_str().unwrap());
    assert_eq!(http().get(in_the_query).send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    assert_eq!(graph(&tenant, "/me", &body["access_token"]).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_access_token_expires() {
    let tenant = dev_tenant().await;
    tenant.control().set_access_token_lifetime(30);
    let body = tokens_of(&tenant, "maya").await;
    assert_eq!(body["expires_in"], 30);
    tenant.control().advance_clock(28);
    assert_eq!(graph(&tenant, "/me", &body["access_token"]).await.status(), StatusCode::OK);
    tenant.control().advance_clock(2);
    assert_eq!(graph(&tenant, "/me", &body["access_token"]).await.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn each_graph_fault_produces_its_response() {
    let tenant = dev_tenant().await;
    let token = tokens_of(&tenant, "maya").await["access_token"].clone();
    let cases = [
        (GraphFault::InvalidToken, 401, "InvalidAuthenticationToken"),
        (GraphFault::ClaimsChallenge, 401, "InvalidAuthenticationToken"),
        (GraphFault::Forbidden, 403, "Authorization_RequestDenied"),
        (GraphFault::NotFound, 404, "Request_ResourceNotFound"),
        (GraphFault::TooManyRequests { retry_after: None }, 429, "TooManyRequests"),
        (GraphFault::TooManyRequests { retry_after: Some(7) }, 429, "TooManyRequests"),
        (GraphFault::InternalServerError, 500, "InternalServerError"),
        (GraphFault::ServiceUnavailable, 503, "ServiceUnavailable"),
    ];
    for (fault, status, code) in cases {
        tenant.control().arm_graph_fault(fault, Times::Once);
        let response = graph(&tenant, "/me", &token).await;
        assert_eq!(response.status().as_u16(), status);
        let headers = response.headers().clone();
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["error"]["code"], code);
        assert_eq!(body["error"]["innerError"]["request-id"], headers["request-id"].to_str().unwrap());
        assert_eq!(headers.contains_key("retry-after"), fault == GraphFault::TooManyRequests { retry_after: Some(7) });
        let challenges = headers.get("www-authenticate").map(|value| value.to_str().unwrap().contains("claims=\"eyJ"));
        assert_eq!(challenges == Some(true), fault == GraphFault::ClaimsChallenge);
        assert_eq!(graph(&tenant, "/me", &token).await.status(), StatusCode::OK, "a fault strikes once");
    }
}

#[tokio::test]
async fn body_faults_produce_their_responses() {
    let tenant = dev_tenant().await;
    let token = tokens_of(&tenant, "maya").await["access_token"].clone();
    for fault in [GraphFault::NotJson, GraphFault::Truncated] {
        tenant.control().arm_graph_fault(fault, Times::Once);
        let response = graph(&tenant, "/me", &token).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert!(response.json::<Value>().await.is_err());
    }
    tenant.control().arm_graph_fault(GraphFault::FiveMegabytes, Times::Once);
    assert!(graph(&tenant, "/me", &token).await.bytes().await.unwrap().len() > 5_000_000);
    tenant.control().arm_graph_fault(GraphFault::Hang { milliseconds: 300 }, Times::Once);
    let began = std::time::Instant::now();
    assert_eq!(graph(&tenant, "/me", &token).await.status(), StatusCode::OK);
    assert!(began.elapsed().as_millis() >= 300);
}

#[tokio::test]
async fn userinfo_claims_depend_on_the_scopes() {
    let tenant = dev_tenant().await;
    let token = tokens_of(&tenant, "layla").await["access_token"].clone();
    let url = format!("{}/graph/oidc/userinfo", tenant.origin());
    let request = http().get(url).bearer_auth(token.as_str().unwrap());
    let claims: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(claims["name"], "ليلى الحسن");
    assert_eq!(claims.get("email"), None);
}
