//! The retry rules, the responses, and the lifetime of a token.

use std::time::Duration;

use super::{
    IdentityToken,
    endpoint::{IssuedToken, RetryRules, issued_token},
};

const NOW: i64 = 1_800_000_000;

/// Returns the pauses in seconds after responses with this status.
fn pauses(rules: RetryRules, status: u16, retry_after: Option<u64>) -> Vec<u64> {
    let pause = |retries| rules.pause(status, retries, retry_after.map(Duration::from_secs));
    (0..20).map_while(pause).map(|pause| pause.as_secs()).collect()
}

#[test]
fn imds_is_retried_by_the_rules_of_microsoft() {
    for status in [404, 408, 429, 500, 502, 503, 504, 599] {
        assert_eq!(pauses(RetryRules::Imds, status, Some(30)), [1, 2, 4], "{status}");
    }
    assert_eq!(pauses(RetryRules::Imds, 410, None), [10; 7]);
    for status in [301, 400, 401, 403, 405, 600] {
        assert_eq!(pauses(RetryRules::Imds, status, None), [0; 0], "{status}");
    }
}

#[test]
fn app_service_is_retried_after_a_second_or_retry_after() {
    for status in [404, 408, 429, 500, 503, 504] {
        assert_eq!(pauses(RetryRules::AppService, status, None), [1, 1, 1], "{status}");
    }
    assert_eq!(pauses(RetryRules::AppService, 429, Some(7)), [7, 7, 7]);
    assert_eq!(pauses(RetryRules::AppService, 429, Some(9_999)), [60, 60, 60]);
    for status in [302, 400, 401, 403, 410, 501, 502] {
        assert_eq!(pauses(RetryRules::AppService, status, Some(7)), [0; 0], "{status}");
    }
}

#[test]
fn numbers_of_a_response_may_be_strings() {
    for (members, lifetime) in [
        (r#""expires_in":"86399","expires_on":"1""#, 86_399),
        (r#""expires_in":3599"#, 3_599),
        (r#""expires_on":"1800000100""#, 100),
        (r#""expires_on":1800000100,"expires_in":null"#, 100),
        (r#""expires_in":9999999999999"#, 604_800),
    ] {
        let issued = issued_token(format!(r#"{{"access_token":"a.b.c",{members}}}"#).as_bytes(), NOW).unwrap();
        assert_eq!((issued.text.as_str(), issued.lifetime), ("a.b.c", lifetime), "{members}");
    }
}

#[test]
fn a_response_without_a_usable_token_is_rejected() {
    for body in [
        "<!doctype html><title>Sign in</title>",
        "[]",
        r#"{"error":"invalid_request"}"#,
        r#"{"access_token":"a.b.c"}"#,
        r#"{"access_token":"a.b.c","expires_in":"soon"}"#,
        r#"{"access_token":"a.b.c","expires_in":"0"}"#,
        r#"{"access_token":"a.b.c","expires_on":"1799999999"}"#,
        r#"{"access_token":"","expires_in":"86399"}"#,
        r#"{"access_token":"a b","expires_in":"86399"}"#,
        r#"{"access_token":null,"expires_in":"86399"}"#,
    ] {
        assert!(issued_token(body.as_bytes(), NOW).is_none(), "{body}");
    }
}

#[test]
fn a_token_is_renewed_at_half_life_and_not_used_at_its_end() {
    let times = |lifetime| {
        let token = IdentityToken::new(IssuedToken { text: "a.b.c".to_owned().into(), lifetime }, NOW);
        (token.renew_at - NOW, token.ends_at - NOW)
    };
    assert_eq!(times(86_400), (43_200, 86_340));
    assert_eq!(times(100), (50, 90));
    assert_eq!(times(4), (2, 4));
}
