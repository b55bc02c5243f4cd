//! The record of the application in Graph: only the application itself reads it.

use leptos_entra::dev_tenant::{ApplicationRecord, Running};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::cast::{Browser, SCOPE, dev_tenant, exchange, graph, token_request};

async fn token_of_application(tenant: &Running) -> Value {
    let grant = [("grant_type", "client_credentials"), ("scope", "https://graph.microsoft.com/.default")];
    let (status, body) = token_request(tenant, &grant).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    body["access_token"].clone()
}

fn path(tenant: &Running) -> String {
    format!("/applications(appId='{}')", tenant.client_id())
}

#[tokio::test]
async fn an_application_reads_its_record() {
    let tenant = dev_tenant().await;
    let token = token_of_application(&tenant).await;
    let selected = format!("{}?$select=passwordCredentials,web", path(&tenant));
    let response = graph(&tenant, &selected, &token).await;
    assert_eq!(response.status(), StatusCode::OK);
    let record: Value = response.json().await.unwrap();
    let secret = &record["passwordCredentials"][0];
    assert_eq!(secret["hint"], tenant.client_secret()[..3]);
    assert!(secret["secretText"].is_null() && secret["endDateTime"].as_str().unwrap().ends_with('Z'), "{secret}");
    assert_eq!(record["web"]["redirectUris"], json!(["http://localhost:3000/getAToken"]));
    assert!(record.get("optionalClaims").is_none() && !record.to_string().contains(tenant.client_secret()));
    let unknown = format!("{}?$select=nothing", path(&tenant));
    assert_eq!(graph(&tenant, &unknown, &token).await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn users_and_forbidden_applications_do_not_read_the_record() {
    let tenant = dev_tenant().await;
    let response = Browser::new().sign_in(&tenant, &[("scope", SCOPE)], "maya").await;
    let (_, body) = exchange(&tenant, &response["code"], &[]).await;
    assert_eq!(graph(&tenant, &path(&tenant), &body["access_token"]).await.status(), StatusCode::FORBIDDEN);
    let token = token_of_application(&tenant).await;
    assert_eq!(graph(&tenant, &path(&tenant), &json!("wrong")).await.status(), StatusCode::UNAUTHORIZED);
    tenant.control().set_application_record(ApplicationRecord { is_readable: false, ..ApplicationRecord::default() });
    assert_eq!(graph(&tenant, &path(&tenant), &token).await.status(), StatusCode::FORBIDDEN);
    tenant.control().reset();
    tenant.control().advance_clock(2 * 60 * 60);
    assert_eq!(graph(&tenant, &path(&tenant), &token).await.status(), StatusCode::UNAUTHORIZED);
}
