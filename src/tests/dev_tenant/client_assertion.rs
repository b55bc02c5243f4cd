//! Client assertions at the token endpoint of the dev tenant, and the error numbers for assertions that it rejects.

use std::time::{SystemTime, UNIX_EPOCH};

use leptos_entra::dev_tenant::{FederatedCredential, Running};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::cast::{Browser, dev_tenant, exchange, http};
use crate::cast::certificates::{TestKey, VALID, der};

const TYPE: (&str, &str) = ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

#[expect(clippy::disallowed_methods, reason = "the test is a client with a separate clock")]
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// An application that signs its assertions itself.
struct Client {
    tenant: Running,
    key: TestKey,
    header: Value,
    claims: Value,
}

impl Client {
    async fn new() -> Self {
        let (tenant, key) = (dev_tenant().await, TestKey::rsa());
        let certificate = key.certificate(VALID);
        tenant.control().register_certificate(&certificate).unwrap();
        let header = json!({ "alg": "RS256", "typ": "JWT", "x5t#S256": thumbprint(&certificate) });
        let id = tenant.client_id();
        let aud = format!("{}/oauth2/v2.0/token", tenant.authority());
        let claims = json!({ "aud": aud, "iss": id, "sub": id, "jti": "a", "nbf": now(), "exp": now() + 300 });
        Self { tenant, key, header, claims }
    }

    /// Exchanges a new code. Returns the status and the error number.
    async fn authenticate(&self, assertion: &str) -> (StatusCode, Value) {
        let response = Browser::new().sign_in(&self.tenant, &[], "maya").await;
        let changes = [("client_secret", ""), TYPE, ("client_assertion", assertion)];
        let (status, body) = exchange(&self.tenant, &response["code"], &changes).await;
        (status, body["error_codes"][0].clone())
    }

    async fn with(&self, part: &str, name: &str, value: Value) -> Value {
        let (mut header, mut claims) = (self.header.clone(), self.claims.clone());
        let changed = if part == "header" { &mut header } else { &mut claims };
        changed[name] = value;
        self.authenticate(&self.key.token(&header, &claims)).await.1
    }
}

fn thumbprint(pem: &str) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    use sha2::{Digest as _, Sha256};
    URL_SAFE_NO_PAD.encode(Sha256::digest(der(pem)))
}

#[tokio::test]
async fn a_registered_certificate_authenticates_once_by_an_assertion() {
    let client = Client::new().await;
    let assertion = client.key.token(&client.header, &client.claims);
    assert_eq!(client.authenticate(&assertion).await.0, StatusCode::OK);
    assert_eq!(client.authenticate(&assertion).await, (StatusCode::UNAUTHORIZED, json!(50012)));
}

#[tokio::test]
async fn the_times_of_an_assertion_may_have_fractions() {
    let client = Client::new().await;
    for (seconds, number) in [(300.5, Value::Null), (-4_000.5, json!(700_024))] {
        let exp = json!(f64::from(u32::try_from(now()).unwrap()) + seconds);
        assert_eq!(client.with("claims", "exp", exp).await, number, "{seconds}");
    }
}

#[tokio::test]
async fn each_wrong_assertion_is_rejected_with_its_number() {
    let client = Client::new().await;
    let later = now() + 4_000;
    for (part, name, value, number) in [
        ("header", "alg", json!("none"), 50_027),
        ("header", "x5t#S256", Value::Null, 50_027),
        ("header", "x5t#S256", json!("AAAA"), 700_027),
        ("claims", "sub", json!("another"), 50_048),
        ("claims", "aud", json!("https://login.microsoftonline.com/"), 700_023),
        ("claims", "exp", json!(now() - 4_000), 700_024),
        ("claims", "exp", Value::Null, 700_024),
        ("claims", "nbf", json!(later), 700_024),
        ("claims", "jti", json!(""), 50_012),
        ("claims", "iss", json!("https://cluster.example/"), 70_021),
    ] {
        assert_eq!(client.with(part, name, value.clone()).await, number, "{name} {value}");
    }
    let other_key = TestKey::rsa().token(&client.header, &client.claims);
    assert_eq!(client.authenticate(&other_key).await.1, 700_027);
    assert_eq!(client.authenticate("not.a-token").await.1, 50_027);
}

#[tokio::test]
async fn an_expired_certificate_is_rejected_although_it_is_registered() {
    let client = Client::new().await;
    let expired = client.key.certificate(2020..2021);
    client.tenant.control().register_certificate(&expired).unwrap();
    assert_eq!(client.with("header", "x5t#S256", json!(thumbprint(&expired))).await, 1_000_502);
}

#[tokio::test]
async fn a_federated_credential_matches_issuer_subject_and_audience() {
    let client = Client::new().await;
    let texts = ["https://cluster.example/", "system:serviceaccount:web:app", "api://AzureADTokenExchange"];
    let [issuer, subject, audience] = texts.map(str::to_owned);
    let credential =
        FederatedCredential { issuer, subject, audience, certificate: Some(client.key.certificate(VALID)) };
    let command = json!({ "trust_issuer": credential });
    let sent = http().post(format!("{}/dev/control", client.tenant.origin())).json(&command).send().await.unwrap();
    assert_eq!(sent.status(), StatusCode::OK);
    let [issuer, subject, audience] = texts;
    let valid = json!({ "iss": issuer, "sub": subject, "aud": audience, "exp": now() + 300 });
    let token = |claims: &Value| client.key.token(&json!({ "alg": "RS256", "kid": "a" }), claims);
    assert_eq!(client.authenticate(&token(&valid)).await.0, StatusCode::OK);
    assert_eq!(client.authenticate(&token(&valid)).await.0, StatusCode::OK, "a token may be used again");
    for (name, value, number) in [
        ("iss", json!("https://cluster.example"), 700_211),
        ("sub", json!("system:serviceaccount:web:other"), 700_213),
        ("sub", json!("system:serviceaccount:web:App"), 7_002_138),
        ("aud", json!("api://azureadtokenexchange"), 700_212),
        ("exp", json!(now() - 4_000), 700_024),
    ] {
        let mut claims = valid.clone();
        claims[name] = value.clone();
        assert_eq!(client.authenticate(&token(&claims)).await.1, number, "{name} {value}");
    }
    let other_key = TestKey::rsa().token(&json!({ "alg": "RS256" }), &valid);
    assert_eq!(client.authenticate(&other_key).await.1, 700_027);
}
