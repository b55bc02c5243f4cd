//! Parsers of a provider's responses: metadata, keys, tokens and errors.

use leptos_entra::server::{
    entra::Authority,
    http,
    oidc::{
        DeviceAuthorization, ErrorResponse, ProviderMetadata, SignatureAlgorithm, SigningKeys, TokenResponse, WantedKey,
    },
};
use proptest::{option, prelude::*};
use serde_json::json;

use super::bytes;
use crate::cast::broken_server::KEYS;

const METADATA: &str = r#"{"issuer":"https://login.microsoftonline.com/{tenantid}/v2.0","authorization_endpoint":"https://login.microsoftonline.com/a","token_endpoint":"https://login.microsoftonline.com/t","jwks_uri":"https://login.microsoftonline.com/k","end_session_endpoint":"https://login.microsoftonline.com/e","token_endpoint_auth_methods_supported":["client_secret_post"]}"#;
const TOKENS: &str =
    r#"{"token_type":"Bearer","access_token":"a","expires_in":"3600","refresh_token":"r","id_token":"a.b.c"}"#;
const DEVICE: &str =
    r#"{"device_code":"d","user_code":"U","verification_uri":"https://op.example/d","expires_in":"900","interval":5}"#;
const ERROR: &str = r#"{"error":"invalid_client","error_description":"AADSTS7000215: No. Trace ID: 0a1b2c3d-0000-4000-8000-000000000001 Correlation ID: 0a1b2c3d-0000-4000-8000-000000000002 Timestamp: 2026-08-13 21:24:29Z","error_codes":[7000215],"timestamp":"2026-08-13 21:24:29Z","trace_id":"0a1b2c3d-0000-4000-8000-000000000001","suberror":"bad_token","claims":"{\"a\":1}"}"#;

/// Asserts that every member of a provider's error has its known form.
fn assert_of_known_form(error: &ErrorResponse) -> Result<(), TestCaseError> {
    let is_code = |text: &str| {
        (1..=64).contains(&text.len())
            && text.bytes().all(|b| b == b'_' || b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    let is_id = |text: &str| text.len() == 36 && text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit());
    let is_time = |text: &str| text.len() == 20 && text.bytes().all(|b| b.is_ascii_digit() || b"- T:Z".contains(&b));
    let is_number = |text: &str| {
        let digits = text.strip_prefix("AADSTS").or_else(|| text.strip_prefix("AADB2C")).unwrap_or_default();
        (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    prop_assert!(is_code(&error.error), "{:?}", error);
    prop_assert!(error.suberror.as_deref().is_none_or(is_code), "{:?}", error);
    prop_assert!(error.number.as_deref().is_none_or(is_number), "{:?}", error);
    prop_assert!(error.trace_id.as_deref().is_none_or(is_id), "{:?}", error);
    prop_assert!(error.correlation_id.as_deref().is_none_or(is_id), "{:?}", error);
    prop_assert!(error.timestamp.as_deref().is_none_or(is_time), "{:?}", error);
    prop_assert!(error.claims.as_ref().is_none_or(|claims| claims.as_str().starts_with('{')), "{:?}", error);
    Ok(())
}

proptest! {
    #[test]
    fn a_parsed_error_has_only_members_of_known_form(body in bytes(ERROR), error in "\\PC{0,12}", description in r"(\PC{0,8}|AADSTS|AADB2C|[0-9]{1,12}|Trace ID: ?|Correlation ID: ?|Timestamp: ?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|é){0,8}") {
        if let Some(error) = ErrorResponse::from_json(&body) {
            assert_of_known_form(&error)?;
        }
        assert_of_known_form(&ErrorResponse::from_parameters(error, Some(description)))?;
    }

    #[test]
    fn a_well_formed_error_is_parsed_completely(
        error in "[a-z_]{1,20}",
        number in 1_u32..999_999_999,
        (trace, correlation) in ("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}", "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}"),
        separator in select_separator(),
        in_members in any::<bool>(),
    ) {
        let tail = [format!("Trace ID: {trace}"), format!("Correlation ID: {correlation}"), "Timestamp: 2026-08-13 21:24:29Z".to_owned()];
        let description = format!("AADSTS{number}: Something.{separator}{}", tail.join(separator));
        let body = if in_members {
            json!({"error": error, "error_codes": [number], "trace_id": trace, "correlation_id": correlation, "timestamp": "2026-08-13 21:24:29Z"})
        } else {
            json!({"error": error, "error_description": description})
        };
        let parsed = ErrorResponse::from_json(body.to_string().as_bytes()).unwrap();
        prop_assert_eq!(parsed.error, error);
        prop_assert_eq!(parsed.number, Some(format!("AADSTS{number}")));
        prop_assert_eq!((parsed.trace_id, parsed.correlation_id), (Some(trace), Some(correlation)));
        prop_assert_eq!(parsed.timestamp.as_deref(), Some("2026-08-13 21:24:29Z"));
    }

    #[test]
    fn token_lifetimes_are_between_zero_and_a_year(body in bytes(TOKENS)) {
        if let Ok(response) = serde_json::from_slice::<TokenResponse>(&body) {
            prop_assert!(response.expires_in.is_none_or(|seconds| (0..=366 * 86_400).contains(&seconds)));
        }
    }

    #[test]
    fn device_code_times_are_between_zero_and_a_year(body in bytes(DEVICE)) {
        if let Ok(response) = serde_json::from_slice::<DeviceAuthorization>(&body) {
            let times = response.expires_in.iter().chain(&response.interval);
            prop_assert!(times.into_iter().all(|seconds| (0..=366 * 86_400).contains(seconds)));
        }
    }

    #[test]
    fn a_token_response_is_parsed_completely(
        access_token in option::of("[!-~]{1,40}"),
        refresh_token in option::of("[!-~]{1,40}"),
        id_token in option::of("[A-Za-z0-9_.-]{1,40}"),
        expires_in in option::of(0_i64..100_000),
        as_text in any::<bool>(),
    ) {
        let lifetime = expires_in.map(|seconds| if as_text { json!(seconds.to_string()) } else { json!(seconds) });
        let body = json!({"token_type": "Bearer", "access_token": access_token, "refresh_token": refresh_token, "id_token": id_token, "expires_in": lifetime, "scope": 7});
        let response: TokenResponse = serde_json::from_value(body).unwrap();
        prop_assert_eq!(response.access_token.map(|token| token.secret().clone()), access_token);
        prop_assert_eq!(response.refresh_token.map(|token| token.secret().clone()), refresh_token);
        prop_assert_eq!(response.id_token.map(|token| token.secret().to_owned()), id_token);
        prop_assert_eq!(response.expires_in, expires_in);
    }

    #[test]
    fn a_parsed_key_set_has_a_usable_key(document in bytes(KEYS), issuer in "\\PC{0,12}", key_id in option::of("[a-z-]{0,12}")) {
        if let Ok(keys) = SigningKeys::parse(&document) {
            // This lookup must only not panic: the key of the document may be damaged, so it need not match the wanted
            // key.
            let wanted = |algorithm, issuer| WantedKey { algorithm, key_id: None, issuer, tenant: None };
            let _ = keys.find(WantedKey { key_id: key_id.as_deref(), ..wanted(SignatureAlgorithm::Rs256, &issuer) });
            let verifies = |algorithm| keys.find(wanted(algorithm, "https://op.example")).is_ok();
            prop_assert!(verifies(SignatureAlgorithm::Rs256) || verifies(SignatureAlgorithm::Ps256));
        }
    }

    #[test]
    fn parsed_metadata_has_only_allowed_urls(document in bytes(METADATA)) {
        if let Ok(metadata) = ProviderMetadata::parse(&document) {
            for url in [&metadata.authorization_endpoint, &metadata.token_endpoint, &metadata.jwks_uri] {
                prop_assert!(http::is_allowed(url));
            }
            prop_assert!(metadata.end_session_endpoint.iter().chain(&metadata.device_authorization_endpoint).all(http::is_allowed));
            let authority = Authority::parse_authority("https://login.microsoftonline.com/common").unwrap();
            if let Ok(mut called) = metadata.called_endpoints(&authority) {
                prop_assert!(called.all(|url| url.host_str() == Some("login.microsoftonline.com")));
            }
        }
    }
}

fn select_separator() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(" "), Just("\r\n"), Just("\n")]
}
