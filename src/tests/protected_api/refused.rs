//! Access tokens that the protected API rejects. Each test also checks the reason, so that no token is rejected by chance.

use axum::http::StatusCode;
use leptos_entra::dev_tenant::{IdTokenFault, Times};
use serde_json::{Value, json};

use super::{Api, ORDERS, assert_problem};
use crate::cast::Log;

/// Checks that the API rejects a token for a reason that contains `reason`, and does not repeat the token.
async fn assert_rejected(api: &Api, token: &str, reason: &str) {
    let why = api.verified(token).await.expect_err(reason);
    assert!(why.contains(reason), "{reason}: {why}");
    let page = api.get(ORDERS, token).await;
    assert_problem(&page, StatusCode::UNAUTHORIZED, "error=\"invalid_token\"");
    let response = format!("{:?} {}", page.headers, page.body);
    let parts = token.split('.').filter(|part| part.len() > 8);
    assert!(parts.into_iter().all(|part| !response.contains(part)), "{response}");
}

#[tokio::test]
async fn a_80_forged_and_foreign_access_tokens_are_rejected() {
    let api = Api::start().await;
    for (fault, reason) in [
        (IdTokenFault::WrongAudience, "for another API (`aud`)"),
        (IdTokenFault::ExtraAudienceWithoutAzp, "for another API (`aud`)"),
        (IdTokenFault::WrongIssuer, "another issuer"),
        (IdTokenFault::OtherTenant, "issuer was rejected"),
        (IdTokenFault::TenantBesideIssuer, "issuer was rejected"),
        (IdTokenFault::Expired, "expired"),
        (IdTokenFault::IssuedInTheFuture, "not valid for another"),
        (IdTokenFault::NoSubject, "no claim `sub`"),
        (IdTokenFault::BadSignature, "signature does not verify"),
        (IdTokenFault::AlgNone, "(`alg`) is none"),
        (IdTokenFault::Hs256WithPublicKey, "(`alg`) is HS256"),
        (IdTokenFault::Hs256WithClientSecret, "(`alg`) is HS256"),
        (IdTokenFault::UnknownKid, "key ID"),
    ] {
        for is_version_one in [false, true] {
            api.app.control().set_own_api_version_one(is_version_one);
            api.app.control().arm_access_token_fault(fault, Times::Once);
            let token = api.user_token("maya", &["Orders.Read"]).await;
            assert_rejected(&api, &token, reason).await;
        }
    }
}

#[tokio::test]
async fn the_versions_of_access_tokens_are_not_mixed() {
    let api = Api::start().await;
    for (is_version_one, version) in [(false, "1.0"), (true, "2.0"), (false, "3.0")] {
        api.app.control().set_own_api_version_one(is_version_one);
        api.app.control().set_access_token_claim("ver", json!(version));
        let token = api.user_token("maya", &["Orders.Read"]).await;
        assert_rejected(&api, &token, "issuer was rejected").await;
    }
}

#[tokio::test]
async fn a_key_of_another_issuer_signs_no_access_token() {
    let api = Api::of_many_tenants(|_| ()).await;
    for is_version_one in [false, true] {
        api.app.control().set_own_api_version_one(is_version_one);
        api.app.control().arm_access_token_fault(IdTokenFault::KeyOfOtherIssuer, Times::Once);
        let token = api.user_token("maya", &["Orders.Read"]).await;
        assert_rejected(&api, &token, "key is for the tokens of other issuers").await;
    }
}

#[tokio::test]
async fn tokens_with_another_purpose_are_rejected() {
    let api = Api::start().await;
    let client_id = api.app.tenant.client_id();
    let tokens = api.tokens("maya", "openid profile User.Read").await;
    let of_notes = api.tokens("maya", "openid api://notes.devtenant.example/Notes.Read").await;
    for (token, reason) in [
        (&tokens["id_token"], "not an access token"),
        (&tokens["access_token"], "for Microsoft Graph"),
        (&of_notes["access_token"], "for another API (`aud`)"),
    ] {
        assert_rejected(&api, token.as_str().unwrap(), reason).await;
    }
    assert_rejected(&api, "no.compact.token", "not a signed JWT").await;
    assert_rejected(&api, client_id, "not a signed JWT").await;
    assert_rejected(&api, &"a.".repeat(10_000), "not a signed JWT").await;
}

#[tokio::test]
async fn an_id_token_with_an_app_role_is_no_access_token() {
    let api = Api::start().await;
    let control = api.app.control();
    for (claim, value) in [("nonce", Value::Null), ("roles", json!(["Orders.Read.All"])), ("idtyp", json!("app"))] {
        control.set_id_token_claim(claim, value);
    }
    let tokens = api.tokens("maya", "openid profile User.Read").await;
    assert_rejected(&api, tokens["id_token"].as_str().unwrap(), "not an access token").await;
    for claim in ["nonce", "at_hash", "c_hash"] {
        control.reset();
        control.set_access_token_claim(claim, json!("a"));
        assert_rejected(&api, &api.user_token("maya", &["Orders.Read"]).await, "not an access token").await;
    }
}

#[tokio::test]
async fn access_tokens_with_odd_claims_are_rejected() {
    let api = Api::start().await;
    let control = api.app.control();
    for (claim, value, reason) in [
        ("scp", Value::Null, "neither that of a user"),
        ("scp", json!(["Orders.Read"]), "wrong type"),
        ("scp", json!(" "), "neither that of a user"),
        ("idtyp", json!("device"), "neither that of a user"),
        ("idtyp", json!("app"), "neither that of a user"),
        ("azp", Value::Null, "names no client"),
        ("azp", json!(""), "names no client"),
        ("nbf", json!(4_000_000_000_u64), "not valid for another"),
        ("exp", Value::Null, "no claim `exp`"),
        ("exp", json!("4000000000"), "not a signed JWT"),
        ("iss", Value::Null, "no claim `iss`"),
        ("aud", json!([]), "for another API (`aud`)"),
        ("aud", Value::Null, "no claim `aud`"),
    ] {
        control.reset();
        control.set_access_token_claim(claim, value.clone());
        let token = api.user_token("maya", &["Orders.Read"]).await;
        assert_rejected(&api, &token, reason).await;
    }
}

#[tokio::test]
async fn an_access_token_that_is_bound_to_a_key_is_rejected() {
    let api = Api::start().await;
    for is_version_one in [false, true] {
        api.app.control().set_own_api_version_one(is_version_one);
        for key in [json!({ "jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" }), json!({ "kid": "1" }), json!("a")]
        {
            api.app.control().set_access_token_claim("cnf", key);
            let token = api.user_token("maya", &["Orders.Read"]).await;
            assert_rejected(&api, &token, "bound to a key").await;
            assert_rejected(&api, &api.app_token().await, "bound to a key").await;
        }
    }
}

#[tokio::test]
async fn with_a_list_of_clients_other_clients_are_rejected() {
    const CLIENT: &str = "11112222-bbbb-3333-cccc-4444dddd5555";
    let api = Api::start_with(|config| {
        config.protected_api.as_mut().unwrap().clients = Some(vec![CLIENT.to_owned()]);
    })
    .await;
    for (is_version_one, claim) in [(false, "azp"), (true, "appid")] {
        api.app.control().reset();
        api.app.control().set_own_api_version_one(is_version_one);
        for token in [api.user_token("maya", &["Orders.Read"]).await, api.app_token().await] {
            assert_rejected(&api, &token, "API_CLIENTS does not list").await;
        }
        api.app.control().set_access_token_claim(claim, json!(CLIENT.to_ascii_uppercase()));
        let token = api.user_token("maya", &["Orders.Read"]).await;
        assert_eq!(api.get(ORDERS, &token).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn an_expired_token_is_reported_as_expired() {
    let api = Api::start().await;
    api.app.control().arm_access_token_fault(IdTokenFault::Expired, Times::Once);
    let token = api.user_token("maya", &["Orders.Read"]).await;
    let page = api.get(ORDERS, &token).await;
    assert_problem(&page, StatusCode::UNAUTHORIZED, "error_description=\"The access token has expired.\"");
}

#[tokio::test]
async fn rejected_tokens_and_missing_rights_are_security_events() {
    let api = Api::start().await;
    let without_right = api.user_token("maya", &["Orders.Write"]).await;
    api.app.control().arm_access_token_fault(IdTokenFault::Expired, Times::Once);
    let expired = api.user_token("maya", &["Orders.Read"]).await;
    for (token, event) in [
        ("no.compact.token", Some(("WARN", "event=\"input_validation_fail\""))),
        (without_right.as_str(), Some(("INFO", "event=\"authz_fail\""))),
        (expired.as_str(), None),
    ] {
        let (log, _listening) = Log::begin();
        api.get(ORDERS, token).await;
        let text = String::from_utf8(log.bytes()).unwrap();
        let events: Vec<_> = text.lines().filter(|line| line.contains("event=\"")).collect();
        match (event, events.as_slice()) {
            (Some((level, name)), [line]) => assert!(line.contains(level) && line.contains(name), "{line}"),
            (None, []) => assert!(text.contains("an access token for the API has expired"), "{text}"),
            _ => panic!("{event:?}: {events:?}"),
        }
    }
}

#[tokio::test]
async fn unknown_key_ids_cause_one_refetch_a_minute() {
    let api = Api::start().await;
    let control = api.app.control();
    assert_eq!(api.get(ORDERS, &api.user_token("maya", &["Orders.Read"]).await).await.status, StatusCode::OK);
    let before = control.counters().keys_requests;
    control.arm_access_token_fault(IdTokenFault::UnknownKid, Times::UntilReset);
    for _ in 0..3 {
        let token = api.user_token("maya", &["Orders.Read"]).await;
        assert_problem(&api.get(ORDERS, &token).await, StatusCode::UNAUTHORIZED, "error=\"invalid_token\"");
    }
    assert_eq!(control.counters().keys_requests, before + 1);
}
