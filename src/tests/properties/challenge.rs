//! Claims challenges: the `WWW-Authenticate` header of the downstream API, and the claims that the app then requests.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use leptos_entra::server::{api::claims_challenge, oidc::ClaimsRequest};
use proptest::{collection::vec, prelude::*};
use reqwest::header::{HeaderMap, HeaderValue, WWW_AUTHENTICATE};
use serde_json::{Map, Value, json};

use super::object;

fn headers(values: &[Vec<u8>]) -> HeaderMap {
    let valid = values.iter().filter_map(|value| HeaderValue::from_bytes(value).ok());
    valid.map(|value| (WWW_AUTHENTICATE, value)).collect()
}

proptest! {
    #[test]
    fn given_any_challenge_then_only_a_json_object_is_accepted(
        values in vec(
            prop_oneof![
                vec(any::<u8>(), 0..60),
                r#"([ ,="\\]|Bearer |error=|"insufficient_claims"|claims=|"eyJhIjoxfQ=="|[a-z]){0,20}"#.prop_map(String::into_bytes),
            ],
            0..3,
        ),
    ) {
        if let Some(claims) = claims_challenge(&headers(&values)) {
            prop_assert!(serde_json::from_str::<Map<String, Value>>(&claims).is_ok());
            prop_assert!(claims.len() <= 12 * 1024);
        }
    }

    #[test]
    fn a_claims_challenge_is_found_among_other_challenges(
        claims in object(super::json()),
        before in "(Negotiate|Basic realm=\"[a-z ,=]{0,8}\"|NTLM [A-Za-z0-9+/]{4,12}={0,2})?",
        realm in "[^\"\\\\\r\n\t\\p{C}]{0,12}",
        behind in "(, [a-z]{1,4}_=\"[a-z]{0,4}\")?(, Digest nonce=\"[a-z,]{0,6}\")?",
    ) {
        let claims = Value::from(claims).to_string();
        let encoded = STANDARD.encode(&claims);
        let comma = if before.is_empty() { "" } else { ", " };
        let header = format!(r#"{before}{comma}Bearer realm="{realm}", error="insufficient_claims", claims="{encoded}"{behind}"#);
        prop_assert_eq!(claims_challenge(&headers(&[header.into_bytes()])), Some(claims));
    }

    #[test]
    fn a_claims_request_is_a_json_object_with_members(
        text in prop_oneof!["\\PC{0,30}", object(super::json()).prop_map(|object| Value::from(object).to_string()), "[{}\":,a-z0-9\\[\\]]{0,30}"],
    ) {
        if let Some(claims) = ClaimsRequest::parse(&text) {
            let members = members(&claims)?;
            prop_assert!(!members.is_empty());
            let given: Map<String, Value> = serde_json::from_str(&text).unwrap();
            prop_assert!(given.keys().eq(members.keys()));
            prop_assert!(ClaimsRequest::parse(claims.as_str()).is_some());
        }
    }

    #[test]
    fn merged_claims_requests_lose_no_claim(challenge in claims(), other in claims()) {
        let (one, both) = (members(&challenge)?, members(&challenge.and(&other))?);
        let two = members(&other)?;
        prop_assert!(one.keys().chain(two.keys()).all(|name| both.contains_key(name)));
        for (name, value) in &two {
            match (one.get(name), value) {
                (Some(Value::Object(known)), Value::Object(asked)) => {
                    let expected: Map<_, _> = known.clone().into_iter().chain(asked.clone()).collect();
                    prop_assert_eq!(&both[name], &Value::from(expected));
                }
                (_, value) => prop_assert_eq!(&both[name], value),
            }
        }
        let able = members(&ClaimsRequest::with_capabilities(Some(&challenge)))?;
        prop_assert!(one.keys().all(|name| able.contains_key(name)));
        match one.get("access_token") {
            None | Some(Value::Null) => prop_assert_eq!(&able["access_token"]["xms_cc"]["values"][0], "cp1"),
            Some(Value::Object(inner)) => {
                prop_assert!(inner.iter().all(|(name, value)| &able["access_token"][name] == value));
                prop_assert!(able["access_token"].get("xms_cc").is_some());
            }
            Some(other) => prop_assert_eq!(&able["access_token"], other),
        }
    }
}

/// Generates claims requests (the parameter `claims`). Some of their members have a meaning for the provider.
fn claims() -> impl Strategy<Value = ClaimsRequest> {
    let whole = prop_oneof![Just(Value::Null), Just(json!({ "essential": true })), any::<i64>().prop_map(Value::from)];
    let claims = vec(("acrs|xms_cc|nbf|[a-z]{1,3}", whole.clone()), 0..3)
        .prop_map(|claims| Value::from(claims.into_iter().collect::<Map<String, Value>>()));
    let members = vec(("access_token|id_token|userinfo|[a-z]{1,3}", prop_oneof![3 => claims, 1 => whole]), 1..4);
    members.prop_map(|members| {
        let object: Map<String, Value> = members.into_iter().collect();
        ClaimsRequest::parse(&Value::from(object).to_string()).unwrap()
    })
}

fn members(claims: &ClaimsRequest) -> Result<Map<String, Value>, TestCaseError> {
    serde_json::from_str(claims.as_str()).map_err(|error| TestCaseError::fail(error.to_string()))
}
