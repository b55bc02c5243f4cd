//! The dev tenant's control endpoint for end-to-end tests, and the faults of its token and authorization endpoints.

use leptos_entra::dev_tenant::{AuthorizeFault, GraphFault, Running, Times, TokenFault};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use super::cast::{
    Browser, aadsts, authorization_request, authorization_response, dev_tenant, exchange, graph, http, refresh,
    token_request, tokens_of,
};

async fn command(tenant: &Running, body: Value) -> Response {
    http().post(format!("{}/dev/control", tenant.origin())).json(&body).send().await.unwrap()
}

#[tokio::test]
async fn a_command_over_http_does_what_the_method_does() {
    let tenant = dev_tenant().await;
    let token = tokens_of(&tenant, "maya").await["access_token"].clone();
    let until_reset = json!({ "arm_graph_fault": { "fault": "forbidden", "times": "until_reset" } });
    assert_eq!(command(&tenant, until_reset).await.status(), StatusCode::OK);
    for _ in 0..2 {
        assert_eq!(graph(&tenant, "/me", &token).await.status(), StatusCode::FORBIDDEN);
    }
    let reset = http().post(format!("{}/dev/reset", tenant.origin())).json(&json!({})).send().await.unwrap();
    assert_eq!(reset.status(), StatusCode::OK);
    assert_eq!(graph(&tenant, "/me", &token).await.status(), StatusCode::OK);

    let commands = [
        json!({ "arm_graph_fault": { "fault": { "too_many_requests": { "retry_after": 3 } } } }),
        json!({ "arm_id_token_fault": { "fault": "alg_none" } }),
        json!({ "arm_token_fault": { "fault": { "error": { "error": "invalid_grant", "aadsts": 70000 } } } }),
        json!({ "arm_authorize_fault": { "fault": { "error": "server_error", "aadsts": 90033 } } }),
        json!({ "arm_identity_fault": { "fault": { "too_many_requests": { "retry_after": null } } } }),
        json!({ "arm_identity_fault": { "fault": "gone", "times": "until_reset" } }),
        json!({ "set_access_token_lifetime": { "seconds": 5 } }),
        json!({ "advance_clock": { "seconds": 1 } }),
        json!("rotate_signing_key"),
        json!("replace_signing_key"),
        json!({ "set_document_issuer": { "issuer": null } }),
        json!({ "set_document_member": { "member": "token_endpoint", "value": null } }),
        json!({ "set_id_token_origin": { "origin": { "issuer": "https://issuer.example", "tenant": "a" } } }),
        json!({ "arm_access_token_fault": { "fault": "wrong_audience" } }),
        json!({ "set_access_token_claim": { "claim": "azp", "value": null } }),
        json!({ "set_own_api_version_one": { "is_version_one": true } }),
        json!({ "set_response_issuer": { "issuer": "https://issuer.example" } }),
        json!({ "set_front_channel_issuer": { "issuer": "https://issuer.example" } }),
        json!({ "add_secret": { "secret": "another" } }),
        json!({ "remove_secret": { "secret": "another" } }),
        json!("forget_refresh_tokens"),
        json!("reset"),
    ];
    for body in commands {
        assert_eq!(command(&tenant, body.clone()).await.status(), StatusCode::OK, "{body}");
    }
    let unknown = json!({ "approve_device": { "user_code": "WRONGCODE", "persona": "maya" } });
    assert_eq!(command(&tenant, unknown).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(command(&tenant, json!("nonsense")).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn another_site_cannot_use_the_control_endpoints() {
    let tenant = dev_tenant().await;
    for path in ["/dev/control", "/dev/reset"] {
        let url = format!("{}{path}", tenant.origin());
        let as_text = http().post(&url).header("content-type", "text/plain").body("\"reset\"");
        assert_eq!(as_text.send().await.unwrap().status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let from_elsewhere = http().post(&url).json(&json!("reset")).header("origin", "http://localhost:3000");
        assert_eq!(from_elsewhere.send().await.unwrap().status(), StatusCode::FORBIDDEN);
        let preflight = http().request(reqwest::Method::OPTIONS, &url).send().await.unwrap();
        assert!(preflight.headers().get("access-control-allow-origin").is_none());
    }
}

#[tokio::test]
async fn requests_and_refreshes_are_counted() {
    let tenant = dev_tenant().await;
    let body = tokens_of(&tenant, "maya").await;
    refresh(&tenant, &body["refresh_token"]).await;
    graph(&tenant, "/me", &body["access_token"]).await;
    graph(&tenant, "/me/photo/$value", &body["access_token"]).await;
    let counters = tenant.control().counters();
    assert_eq!((counters.token_requests["authorization_code"], counters.token_requests["refresh_token"]), (1, 1));
    assert_eq!((counters.refreshes, counters.graph_calls, counters.photo_calls), (1, 1, 1));
    assert_eq!(tenant.control().last_authorization_request()["nonce"], "the-nonce");
    let seen: Value = command(&tenant, json!("counters")).await.json().await.unwrap();
    assert_eq!(seen["graph_calls"], 1);
}

#[tokio::test]
async fn a_token_fault_produces_its_response() {
    let tenant = dev_tenant().await;
    let claims = r#"{"access_token":{"polids":{"essential":true,"values":["x"]}}}"#;
    let fault = TokenFault::Error {
        error: "interaction_required".to_owned(),
        aadsts: 50079,
        suberror: Some("basic_action".to_owned()),
        claims: Some(claims.to_owned()),
    };
    tenant.control().arm_token_fault(fault, Times::Once);
    let (status, body) = token_request(&tenant, &[]).await;
    assert_eq!((status, &body["error"]), (StatusCode::BAD_REQUEST, &json!("interaction_required")));
    assert_eq!((&body["claims"], &body["suberror"]), (&json!(claims), &json!("basic_action")));

    let url = format!("{}/oauth2/v2.0/token", tenant.authority());
    tenant.control().arm_token_fault(TokenFault::InternalServerError, Times::Once);
    let html = http().post(&url).send().await.unwrap();
    assert_eq!(html.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(html.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
    tenant.control().arm_token_fault(TokenFault::EmptyAnswer, Times::Once);
    let empty = http().post(&url).send().await.unwrap();
    assert_eq!((empty.status(), empty.bytes().await.unwrap().len()), (StatusCode::OK, 0));

    tenant.control().arm_token_fault(TokenFault::ExpiresInAsString, Times::Once);
    assert!(tokens_of(&tenant, "maya").await["expires_in"].as_str().unwrap().parse::<u64>().is_ok());
    tenant.control().arm_token_fault(TokenFault::Hang { milliseconds: 300 }, Times::Once);
    let began = std::time::Instant::now();
    tokens_of(&tenant, "maya").await;
    assert!(began.elapsed().as_millis() >= 300);
}

#[tokio::test]
async fn an_authorize_fault_goes_back_to_the_application() {
    let tenant = dev_tenant().await;
    let fault = AuthorizeFault { error: "temporarily_unavailable".to_owned(), aadsts: 90055 };
    tenant.control().arm_authorize_fault(fault, Times::Once);
    let response = authorization_response(&Browser::new().get(&authorization_request(&tenant, &[])).await);
    assert_eq!((response["error"].as_str(), aadsts(&response)), ("temporarily_unavailable", "AADSTS90055"));
    assert_eq!(response["state"], "the state & more");
}

#[tokio::test]
async fn forgotten_refresh_tokens_are_rejected_access_tokens_work() {
    let tenant = dev_tenant().await;
    let body = tokens_of(&tenant, "maya").await;
    tenant.control().forget_refresh_tokens();
    assert_eq!(refresh(&tenant, &body["refresh_token"]).await.1["error"], "invalid_grant");
    assert_eq!(graph(&tenant, "/me", &body["access_token"]).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_photo_fault_does_not_affect_the_profile() {
    let tenant = dev_tenant().await;
    let token = tokens_of(&tenant, "maya").await["access_token"].clone();
    tenant.control().arm_photo_fault(GraphFault::ServiceUnavailable, Times::UntilReset);
    assert_eq!(graph(&tenant, "/me", &token).await.status(), StatusCode::OK);
    assert_eq!(graph(&tenant, "/me/photo/$value", &token).await.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn xms_cc_of_the_request_is_in_the_access_token() {
    let tenant = dev_tenant().await;
    let claims = r#"{"access_token":{"xms_cc":{"values":["cp1"]}}}"#;
    let response = Browser::new().sign_in(&tenant, &[("claims", claims)], "maya").await;
    let (_, body) = exchange(&tenant, &response["code"], &[]).await;
    assert_eq!(super::cast::part_of(&body["access_token"], 1)["xms_cc"], json!(["cp1"]));
}
