//! The on-behalf-of grant of the dev tenant, with the errors of Entra ID.

use leptos_entra::dev_tenant::{Flavour, IdTokenFault, Options, Running, Times, start};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::GRANT;
use crate::dev_tenant::cast::{Browser, dev_tenant, exchange, graph, options, part_of, token_request};

const STEP_UP: &str = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;

/// Sends an on-behalf-of request for `User.Read`. An empty value removes a parameter.
async fn on_behalf_of(tenant: &Running, assertion: &str, changes: &[(&str, &str)]) -> (StatusCode, Value) {
    let grant = [
        ("grant_type", GRANT),
        ("assertion", assertion),
        ("requested_token_use", "on_behalf_of"),
        ("scope", "User.Read"),
    ];
    token_request(tenant, &[&grant, changes].concat()).await
}

/// Returns the token response of a persona with these scopes.
async fn tokens(tenant: &Running, scope: &str) -> Value {
    let response = Browser::new().sign_in(tenant, &[("scope", scope)], "maya").await;
    let (status, body) = exchange(tenant, &response["code"], &[]).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    body
}

/// Returns an access token for the API of the application. The user has consented to `User.Read`.
async fn user_token(tenant: &Running) -> String {
    tokens(tenant, "openid User.Read").await;
    let body = tokens(tenant, &format!("openid api://{}/Orders.Read", tenant.client_id())).await;
    body["access_token"].as_str().unwrap().to_owned()
}

fn assert_refused((status, body): &(StatusCode, Value), error: &str, number: u32) {
    assert_eq!((&body["error"], &body["error_codes"]), (&json!(error), &json!([number])), "{status} {body}");
    assert!(body["error_description"].as_str().unwrap().starts_with(&format!("AADSTS{number}: ")), "{body}");
}

#[tokio::test]
async fn a_user_token_is_exchanged_for_a_graph_token() {
    let tenant = dev_tenant().await;
    for is_version_one in [false, true] {
        tenant.control().set_own_api_version_one(is_version_one);
        let token = user_token(&tenant).await;
        let (status, body) = on_behalf_of(&tenant, &token, &[]).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        assert_eq!((&body["token_type"], &body["scope"]), (&json!("Bearer"), &json!("User.Read")));
        assert!(body.get("refresh_token").is_none() && body.get("id_token").is_none(), "{body}");
        let claims = part_of(&body["access_token"], 1);
        assert_eq!((&claims["scp"], &claims["idtyp"]), (&json!("User.Read"), &json!("user")));
        assert_eq!(claims["oid"], part_of(&json!(token), 1)["oid"]);
        assert_eq!(graph(&tenant, "/me", &body["access_token"]).await.status(), StatusCode::OK);
        let more =
            on_behalf_of(&tenant, &token, &[("scope", "openid offline_access https://graph.microsoft.com/.default")]);
        let (status, body) = more.await;
        assert_eq!(status, StatusCode::OK, "{body}");
        assert!(body["refresh_token"].is_string() && body["id_token"].is_string(), "{body}");
    }
}

#[tokio::test]
async fn an_invalid_assertion_is_refused() {
    let tenant = dev_tenant().await;
    let token = user_token(&tenant).await;
    let refused = [
        (vec![("assertion", "")], "invalid_request", 900_144),
        (vec![("requested_token_use", "")], "invalid_request", 900_144),
        (vec![("requested_token_use", "logon_cert")], "invalid_request", 90_023),
        (vec![("assertion", "a.b.c")], "invalid_grant", 50_013),
        (vec![("client_secret", "wrong")], "invalid_client", 7_000_215),
        (vec![("client_secret", "")], "invalid_client", 7_000_218),
        (vec![("scope", "")], "invalid_request", 900_144),
        (vec![("scope", "api://else/Read")], "invalid_resource", 500_011),
        (vec![("scope", "User.Read api://notes.devtenant.example/Notes.Read")], "invalid_scope", 28_000),
    ];
    for (changes, error, number) in refused {
        assert_refused(&on_behalf_of(&tenant, &token, &changes).await, error, number);
    }
    tenant.control().arm_access_token_fault(IdTokenFault::BadSignature, Times::Once);
    let forged = user_token(&tenant).await;
    assert_refused(&on_behalf_of(&tenant, &forged, &[]).await, "invalid_grant", 50_013);
    let body = tokens(&tenant, "openid User.Read").await;
    let id_token = body["id_token"].as_str().unwrap();
    assert_refused(&on_behalf_of(&tenant, id_token, &[]).await, "invalid_request", 240_002);
    let of_graph = body["access_token"].as_str().unwrap();
    assert_refused(&on_behalf_of(&tenant, of_graph, &[]).await, "invalid_grant", 500_131);
    tenant.control().advance_clock(2 * 60 * 60);
    assert_refused(&on_behalf_of(&tenant, &token, &[]).await, "invalid_grant", 500_133);
}

#[tokio::test]
async fn an_app_token_is_no_user_assertion() {
    let tenant = dev_tenant().await;
    let scope = format!("api://{}/.default", tenant.client_id());
    let (_, body) = token_request(&tenant, &[("grant_type", "client_credentials"), ("scope", &scope)]).await;
    let refused = on_behalf_of(&tenant, body["access_token"].as_str().unwrap(), &[]).await;
    assert_refused(&refused, "unauthorized_client", 7_000_114);
}

#[tokio::test]
async fn a_missing_consent_and_missing_claims_are_named() {
    let tenant = dev_tenant().await;
    let body = tokens(&tenant, &format!("openid api://{}/Orders.Read", tenant.client_id())).await;
    let token = body["access_token"].as_str().unwrap();
    let refused = on_behalf_of(&tenant, token, &[]).await;
    assert_refused(&refused, "invalid_grant", 65_001);
    assert_eq!(refused.1["suberror"], "consent_required");
    tokens(&tenant, "openid User.Read").await;
    let refused = on_behalf_of(&tenant, token, &[("claims", STEP_UP)]).await;
    assert_refused(&refused, "interaction_required", 50_076);
    assert_eq!(refused.1["claims"], STEP_UP);
    let capable = [("claims", r#"{"access_token":{"xms_cc":{"values":["cp1"]}}}"#)];
    let (_, body) = on_behalf_of(&tenant, token, &capable).await;
    assert_eq!(part_of(&body["access_token"], 1)["xms_cc"], json!(["cp1"]));
}

#[tokio::test]
async fn azure_ad_b2c_has_no_such_grant() {
    let tenant = start(Options { flavour: Flavour::B2c { policy_in_issuer: false }, ..options() }).await.unwrap();
    let (_, body) = on_behalf_of(&tenant, "a.b.c", &[]).await;
    assert_eq!(body["error"], "unsupported_grant_type", "{body}");
}
