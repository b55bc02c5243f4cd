//! The identity endpoints of the dev tenant: the requests that they accept, and the forms of their responses.

use leptos_entra::dev_tenant::{IdentityFault, Running, Times};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use super::cast::{dev_tenant, http, part_of};

const AUDIENCE: &str = "api://AzureADTokenExchange";

/// Sends a request to one of the endpoints, with this header and this query.
async fn request(url: &str, header: (&str, &str), query: &[(&str, &str)]) -> Response {
    http().get(url).header(header.0, header.1).query(query).send().await.unwrap()
}

fn imds(tenant: &Running) -> String {
    format!("{}/metadata/identity/oauth2/token", tenant.imds())
}

fn query<'a>(tenant: &'a Running, version: &'a str) -> [(&'a str, &'a str); 3] {
    [("api-version", version), ("resource", AUDIENCE), ("client_id", tenant.identity_client_id())]
}

#[tokio::test]
async fn imds_responds_with_numbers_as_strings() {
    let tenant = dev_tenant().await;
    let response = request(&imds(&tenant), ("Metadata", "true"), &query(&tenant, "2018-02-01")).await;
    assert_eq!(response.status(), StatusCode::OK);
    let body: Value = response.json().await.unwrap();
    assert_eq!((&body["expires_in"], &body["token_type"]), (&json!("86399"), &json!("Bearer")));
    assert!(body["expires_on"].as_str().unwrap().parse::<u64>().is_ok());
    let (claims, trusted) = (part_of(&body["access_token"], 1), tenant.identity_credential());
    assert_eq!((&claims["iss"], &claims["sub"]), (&json!(trusted.issuer), &json!(trusted.subject)));
    assert_eq!((&claims["aud"], &claims["ver"]), (&json!(AUDIENCE), &json!("2.0")));
}

#[tokio::test]
async fn app_service_needs_its_secret_and_omits_expires_in() {
    let tenant = dev_tenant().await;
    let (url, secret) = tenant.app_service_identity();
    let query = query(&tenant, "2019-08-01");
    let body: Value = request(&url, ("X-IDENTITY-HEADER", secret), &query).await.json().await.unwrap();
    assert!(body["access_token"].is_string() && body["expires_in"].is_null(), "{body}");
    let refused = request(&url, ("X-IDENTITY-HEADER", "wrong"), &query).await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    let body: Value = refused.json().await.unwrap();
    assert!(body["statusCode"] == 401 && body["message"].is_string(), "{body}");
}

#[tokio::test]
async fn a_wrong_request_is_rejected_with_status_400() {
    let tenant = dev_tenant().await;
    let header = ("Metadata", "true");
    for (name, value) in [
        ("client_id", "99999999-2222-4333-8444-555555555555"),
        ("resource", "https://unknown.example"),
        ("api-version", "2017-01-01"),
    ] {
        let mut query = query(&tenant, "2018-02-01").to_vec();
        query.retain(|(other, _)| *other != name);
        query.push((name, value));
        let response = request(&imds(&tenant), header, &query).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{name}");
        assert!(response.json::<Value>().await.unwrap()["error"].is_string(), "{name}");
    }
    let valid = query(&tenant, "2018-02-01");
    assert_eq!(request(&imds(&tenant), ("Metadata", "false"), &valid).await.status(), StatusCode::BAD_REQUEST);
    let forwarded = http().get(imds(&tenant)).header("Metadata", "true").header("X-Forwarded-For", "10.0.0.1");
    assert_eq!(forwarded.query(&valid).send().await.unwrap().status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn each_fault_strikes_and_the_requests_are_counted() {
    let tenant = dev_tenant().await;
    let faults = [
        (IdentityFault::Gone, 410),
        (IdentityFault::TooManyRequests { retry_after: Some(3) }, 429),
        (IdentityFault::NotAssigned, 400),
        (IdentityFault::InternalServerError, 500),
        (IdentityFault::NotJson, 200),
    ];
    for (fault, status) in faults {
        tenant.control().arm_identity_fault(fault, Times::Once);
        let response = request(&imds(&tenant), ("Metadata", "true"), &query(&tenant, "2018-02-01")).await;
        assert_eq!(response.status(), status, "{fault:?}");
        let retry_after = response.headers().get("retry-after").map(|value| value.to_str().unwrap());
        assert_eq!(retry_after, (status == 429).then_some("3"));
    }
    let next = request(&imds(&tenant), ("Metadata", "true"), &query(&tenant, "2018-02-01")).await;
    assert_eq!((next.status(), tenant.control().counters().identity_requests), (StatusCode::OK, 6));
}
