//! The `WWW-Authenticate` header of the downstream API.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use leptos_entra::server::graph::claims_challenge;
use proptest::{collection::vec, prelude::*};
use reqwest::header::{HeaderMap, HeaderValue, WWW_AUTHENTICATE};
use serde_json::{Map, Value};

use super::{json, object};

fn headers(values: &[Vec<u8>]) -> HeaderMap {
    let valid = values.iter().filter_map(|value| HeaderValue::from_bytes(value).ok());
    valid.map(|value| (WWW_AUTHENTICATE, value)).collect()
}

proptest! {
    #[test]
    fn whatever_a_challenge_says_only_a_json_object_gets_through(
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
    fn a_challenge_is_read_whatever_stands_before_and_behind(
        claims in object(json()),
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
}
