//! DT-5: the dev tenant's responses have the members that were recorded from Entra ID and Graph.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::cast::{dev_tenant, graph, http, token_request, tokens_of};

fn golden(text: &str) -> Value {
    let golden: Value = serde_json::from_str(text).unwrap();
    assert!(golden["_source"].is_string(), "a golden file names its source");
    golden
}

fn members(value: &Value) -> Value {
    let mut names: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    json!(names)
}

async fn document(origin: &str, tenant: &str) -> Value {
    let url = format!("{origin}/{tenant}/v2.0/.well-known/openid-configuration");
    http().get(url).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn dt_05_the_metadata_has_the_members_of_entra_id() {
    let golden = golden(include_str!("golden/discovery.json"));
    let tenant = dev_tenant().await;
    let document = document(tenant.origin(), tenant.tenant_id()).await;
    assert_eq!(members(&document), golden["members"], "as at Entra ID, there is no code_challenge_methods_supported");
    for (name, value) in golden["values"].as_object().unwrap() {
        assert_eq!(&document[name], value, "{name}");
    }
    for (name, value) in document.as_object().unwrap() {
        if name.ends_with("_endpoint") || name.ends_with("_uri") || name == "issuer" {
            assert!(value.as_str().unwrap().starts_with(tenant.origin()), "{name} stays on this machine");
        }
    }
}

#[tokio::test]
async fn dt_05_domain_and_common_metadata_name_issuers_like_entra() {
    let tenant = dev_tenant().await;
    let by_guid = document(tenant.origin(), tenant.tenant_id()).await;
    assert_eq!(by_guid["issuer"], format!("{}/v2.0", tenant.authority()));
    assert_eq!(document(tenant.origin(), "devtenant.example").await, by_guid);
    let common = document(tenant.origin(), "common").await;
    assert_eq!(common["issuer"], format!("{}/{{tenantid}}/v2.0", tenant.origin()));
    assert_eq!(common["tenant_region_scope"], Value::Null);
    let unknown = document(tenant.origin(), "elsewhere.example").await;
    assert_eq!((&unknown["error"], &unknown["error_codes"]), (&json!("invalid_tenant"), &json!([90002])));
}

#[tokio::test]
async fn dt_05_token_responses_match_the_recorded_ones() {
    let golden = golden(include_str!("golden/token_answers.json"));
    let tenant = dev_tenant().await;
    let body = tokens_of(&tenant, "maya").await;
    assert_eq!(members(&body), golden["success"]);
    for case in golden["errors"].as_array().unwrap() {
        let refresh_token = body["refresh_token"].as_str().unwrap();
        let request: Vec<(&str, String)> = case["request"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap().replace("{refresh_token}", refresh_token)))
            .collect();
        let fields: Vec<(&str, &str)> = request.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let (status, answer) = token_request(&tenant, &fields).await;

        assert_eq!(status.as_u16(), case["status"]);
        assert_eq!((&answer["error"], &answer["error_codes"]), (&case["error"], &case["error_codes"]));
        let expected = case["error_description"]
            .as_str()
            .unwrap()
            .replace("{client}", tenant.client_id())
            .replace("{tenant}", tenant.tenant_id())
            .replace("{trace}", answer["trace_id"].as_str().unwrap())
            .replace("{correlation}", answer["correlation_id"].as_str().unwrap())
            .replace("{time}", answer["timestamp"].as_str().unwrap());
        assert_eq!(answer["error_description"], expected);
        let error_uri = case["error_uri"].as_str().map(|uri| uri.replace("{origin}", tenant.origin()));
        assert_eq!(answer.get("error_uri").and_then(Value::as_str), error_uri.as_deref());
        assert!(answer["timestamp"].as_str().unwrap().ends_with('Z'));
    }
}

#[tokio::test]
async fn dt_05_graph_responses_match_the_documentation() {
    let golden = golden(include_str!("golden/graph.json"));
    let tenant = dev_tenant().await;
    let token = tokens_of(&tenant, "maya").await["access_token"].clone();
    let me: Value = graph(&tenant, "/me", &token).await.json().await.unwrap();
    assert_eq!(members(&me), golden["me"]);
    for name in golden["selectable"].as_array().unwrap() {
        let selected = graph(&tenant, &format!("/me?$select={}", name.as_str().unwrap()), &token).await;
        assert_eq!(selected.status(), StatusCode::OK, "{name}");
    }
    let error: Value = graph(&tenant, "/me", &json!("x")).await.json().await.unwrap();
    assert_eq!(members(&error["error"]), golden["error"]);
    assert_eq!(members(&error["error"]["innerError"]), golden["inner_error"]);
}
