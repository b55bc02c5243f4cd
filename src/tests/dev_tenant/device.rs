//! The device code flow at the dev tenant: the application requests a code, and a user approves it in another browser.

use leptos_entra::dev_tenant::{ControlError, Running};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::cast::{Browser, SCOPE, dev_tenant, form_value, graph, http, part_of, refresh, token_request};

async fn begin(tenant: &Running) -> Value {
    let url = format!("{}/oauth2/v2.0/devicecode", tenant.authority());
    let fields = [("client_id", tenant.client_id()), ("scope", SCOPE)];
    http().post(url).form(&fields).send().await.unwrap().json().await.unwrap()
}

/// Polls the dev tenant's token endpoint as a public client, without the client secret.
async fn poll(tenant: &Running, device: &Value) -> (StatusCode, Value) {
    let grant_type = "urn:ietf:params:oauth:grant-type:device_code";
    let presented = device["device_code"].as_str().unwrap();
    token_request(tenant, &[("grant_type", grant_type), ("device_code", presented), ("client_secret", "")]).await
}

fn user_code(device: &Value) -> &str {
    device["user_code"].as_str().unwrap()
}

#[tokio::test]
async fn a_device_response_has_the_members_of_entra_id() {
    let tenant = dev_tenant().await;
    let device = begin(&tenant).await;
    let mut members: Vec<&str> = device.as_object().unwrap().keys().map(String::as_str).collect();
    members.sort_unstable();
    assert_eq!(members, ["device_code", "expires_in", "interval", "message", "user_code", "verification_uri"]);
    assert_eq!((&device["expires_in"], &device["interval"]), (&json!(900), &json!(5)));
    assert_eq!(user_code(&device).len(), 9);
    assert!(device["message"].as_str().unwrap().contains(user_code(&device)));
}

#[tokio::test]
async fn an_approved_device_gets_tokens_once() {
    let tenant = dev_tenant().await;
    let device = begin(&tenant).await;
    let (status, pending) = poll(&tenant, &device).await;
    assert_eq!((status, &pending["error"]), (StatusCode::BAD_REQUEST, &json!("authorization_pending")));
    assert_eq!(pending["error_codes"], json!([70016]));

    tenant.control().approve_device_code(&user_code(&device).to_lowercase(), "Tom Becker").unwrap();
    tenant.control().advance_clock(5);
    let (status, body) = poll(&tenant, &device).await;

    assert_eq!(status, StatusCode::OK, "{body}");
    assert_eq!(part_of(&body["id_token"], 1)["name"], "Tom Becker");
    assert_eq!(graph(&tenant, "/me", &body["access_token"]).await.status(), StatusCode::OK);
    assert_eq!(refresh(&tenant, &body["refresh_token"]).await.0, StatusCode::OK);
    tenant.control().advance_clock(5);
    assert_eq!(poll(&tenant, &device).await.1["error"], "bad_verification_code");
}

#[tokio::test]
async fn a_refresh_token_of_a_public_client_needs_no_secret() {
    let tenant = dev_tenant().await;
    let device = begin(&tenant).await;
    tenant.control().approve_device_code(user_code(&device), "maya").unwrap();
    let (_, body) = poll(&tenant, &device).await;
    let presented = body["refresh_token"].as_str().unwrap();
    let request = [("grant_type", "refresh_token"), ("refresh_token", presented), ("client_secret", "")];
    assert_eq!(token_request(&tenant, &request).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_device_that_polls_too_often_gets_slow_down() {
    let tenant = dev_tenant().await;
    let device = begin(&tenant).await;
    assert_eq!(poll(&tenant, &device).await.1["error"], "authorization_pending");
    assert_eq!(poll(&tenant, &device).await.1["error"], "slow_down");
    tenant.control().advance_clock(6);
    assert_eq!(poll(&tenant, &device).await.1["error"], "slow_down", "the interval has grown to ten seconds");
    tenant.control().advance_clock(15);
    assert_eq!(poll(&tenant, &device).await.1["error"], "authorization_pending");
}

#[tokio::test]
async fn declined_expired_and_unknown_codes_have_their_errors() {
    let tenant = dev_tenant().await;
    let (declined, expired) = (begin(&tenant).await, begin(&tenant).await);
    tenant.control().decline_device_code(user_code(&declined)).unwrap();
    let (_, answer) = poll(&tenant, &declined).await;
    assert_eq!((&answer["error"], &answer["error_codes"]), (&json!("authorization_declined"), &json!([70018])));

    tenant.control().advance_clock(900);
    let (_, answer) = poll(&tenant, &expired).await;
    assert_eq!((&answer["error"], &answer["error_codes"]), (&json!("expired_token"), &json!([70020])));
    let too_late = tenant.control().approve_device_code(user_code(&expired), "maya");
    assert_eq!(too_late, Err(ControlError::UnknownUserCode));

    let (_, answer) = poll(&tenant, &json!({ "device_code": "made-up" })).await;
    assert_eq!((&answer["error"], &answer["error_codes"]), (&json!("bad_verification_code"), &json!([70019])));
}

#[tokio::test]
async fn a_user_approves_the_device_on_its_page() {
    let tenant = dev_tenant().await;
    let device = begin(&tenant).await;
    let browser = Browser::new();
    let address = device["verification_uri"].as_str().unwrap();

    let form = form_value(&browser.get(address).await.text().await.unwrap());
    let wrong = browser.post(address, &[("form", &form), ("user_code", "WRONGCODE")]).await;
    assert_eq!(wrong.status(), StatusCode::BAD_REQUEST);
    let form = form_value(&wrong.text().await.unwrap());
    let choice = browser.post(address, &[("form", &form), ("user_code", user_code(&device))]).await;
    let form = form_value(&choice.text().await.unwrap());
    let decision = format!("{}/devicelogin/decision", tenant.origin());
    let done = browser.post(&decision, &[("form", &form), ("persona", "priya")]).await;

    assert!(done.text().await.unwrap().contains("The device is signed in"));
    let (_, body) = poll(&tenant, &device).await;
    assert_eq!(part_of(&body["id_token"], 1)["name"], "Priya Raman");
}

#[tokio::test]
async fn a_user_declines_the_device_on_its_page() {
    let tenant = dev_tenant().await;
    let device = begin(&tenant).await;
    let browser = Browser::new();
    let address = format!("{}/devicelogin", tenant.origin());
    let form = form_value(&browser.get(&address).await.text().await.unwrap());
    let choice = browser.post(&address, &[("form", &form), ("user_code", user_code(&device))]).await;
    let form = form_value(&choice.text().await.unwrap());
    browser.post(&format!("{address}/decision"), &[("form", &form), ("decision", "decline")]).await;
    assert_eq!(poll(&tenant, &device).await.1["error"], "authorization_declined");
}
