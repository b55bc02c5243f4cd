//! The token response (RFC 6749 §5.1), with what Microsoft adds to it, and its numbers.

use openidconnect::{AccessToken, RefreshToken};
use serde::{Deserialize, Deserializer, de};

use super::RawIdToken;

/// No provider gives anything for longer, and a larger number is one to calculate with.
const LONGEST_SECONDS: i64 = 366 * 24 * 60 * 60;

/// A successful answer. Members that Microsoft's endpoints leave out in some flows are optional.
#[derive(Deserialize)]
pub struct TokenResponse {
    pub access_token: Option<AccessToken>,
    pub token_type: Option<Bearer>,
    #[serde(default, deserialize_with = "seconds")]
    pub expires_in: Option<i64>,
    /// In so many seconds Microsoft's endpoints would like to be asked again, long before the end.
    #[serde(default, deserialize_with = "seconds_if_any")]
    pub refresh_in: Option<i64>,
    pub refresh_token: Option<RefreshToken>,
    #[serde(default, deserialize_with = "seconds_if_any")]
    pub refresh_token_expires_in: Option<i64>,
    pub id_token: Option<RawIdToken>,
}

/// The one type of access token that is understood here; others must not be used (RFC 6749 §7.1). Upper and lower case mean the
/// same (§5.1). Where an answer names none, there may be no access token in it.
pub struct Bearer;

impl<'de> Deserialize<'de> for Bearer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if name.eq_ignore_ascii_case("Bearer") { Ok(Self) } else { Err(de::Error::custom("not a bearer token")) }
    }
}

/// Microsoft's B2C endpoints write numbers as text (`"expires_in":"3600"`).
pub(super) fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Seconds {
        Number(i64),
        Text(String),
    }
    let seconds = match Option::<Seconds>::deserialize(deserializer)? {
        None => return Ok(None),
        Some(Seconds::Number(number)) => number,
        Some(Seconds::Text(text)) => text.parse().map_err(de::Error::custom)?,
    };
    Ok(Some(seconds.clamp(0, LONGEST_SECONDS)))
}

/// As [`seconds`]; but a hint that is no number is none, and must not cost anybody the sign-in.
fn seconds_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(seconds(value).ok().flatten().filter(|seconds| *seconds > 0))
}

#[cfg(test)]
mod tests {
    use super::TokenResponse;
    use crate::server::oidc::members;

    #[test]
    fn what_has_no_value_or_is_not_used_does_not_matter() {
        let body = r#"{"access_token":null,"expires_in":null,"refresh_in":null,"refresh_token":null,"id_token":null,
            "refresh_token_expires_in":null,"scope":5,"ext_expires_in":[],"client_info":{},"foci":null}"#;
        let response: TokenResponse = members::read(body.as_bytes()).unwrap();
        assert!(response.access_token.is_none() && response.id_token.is_none() && response.expires_in.is_none());
    }

    #[test]
    fn what_is_used_and_wrong_is_named_and_its_value_is_not() {
        for (body, named) in [
            (r#"{"access_token":["hidden"]}"#, Some("access_token")),
            (r#"{"access_token":"a","expires_in":"hidden"}"#, Some("expires_in")),
            (r#"{"access_token":"a","id_token":{"hidden":1}}"#, Some("id_token")),
            (r#"{"refresh_token":1234}"#, Some("refresh_token")),
            (r#"{"access_token":"a","token_type":"DPoP"}"#, Some("token_type")),
            (r#"{"access_token":"a","token_type":""}"#, Some("token_type")),
            (r#"{"access_token":"a","token_type":["Bearer"]}"#, Some("token_type")),
            (r#"{"access_token":"hidden"#, None),
            (r#"{"access_token":"hidden"} more"#, None),
            ("[]", None),
            ("", None),
        ] {
            let wrong = members::read::<TokenResponse>(body.as_bytes()).err().unwrap();
            assert_eq!(wrong.name().as_deref(), named, "{body}");
        }
    }

    #[test]
    fn a_bearer_token_is_one_in_any_case() {
        for token_type in [r#""Bearer""#, r#""bearer""#, r#""BEARER""#, "null"] {
            let body = format!(r#"{{"access_token":"a","token_type":{token_type}}}"#);
            assert!(members::read::<TokenResponse>(body.as_bytes()).is_ok(), "{token_type}");
        }
    }

    #[test]
    fn a_number_may_be_written_as_text() {
        for body in [r#"{"access_token":"a","expires_in":3600}"#, r#"{"access_token":"a","expires_in":"3600"}"#] {
            assert_eq!(serde_json::from_str::<TokenResponse>(body).unwrap().expires_in, Some(3600));
        }
    }

    #[test]
    fn a_number_of_seconds_is_one_to_calculate_with() {
        let seconds = |text: &str| {
            serde_json::from_str::<TokenResponse>(&format!(r#"{{"expires_in":{text}}}"#))
                .ok()
                .map(|response| response.expires_in)
        };
        for (text, expected) in
            [("-1", 0), ("\"-9223372036854775808\"", 0), ("9223372036854775807", 31_622_400), ("0", 0)]
        {
            assert_eq!(seconds(text), Some(Some(expected)), "{text}");
        }
        assert_eq!(seconds("null"), Some(None));
        for text in ["9223372036854775808", "1.5", "\"soon\"", "\"\"", "[]", "true"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn a_hint_that_makes_no_sense_is_none() {
        for (text, expected) in
            [("1800", Some(1800)), ("\"60\"", Some(60)), ("0", None), ("-5", None), ("\"soon\"", None)]
        {
            let body = format!(r#"{{"refresh_in":{text},"refresh_token_expires_in":{text}}}"#);
            let response: TokenResponse = serde_json::from_str(&body).unwrap();
            assert_eq!((response.refresh_in, response.refresh_token_expires_in), (expected, expected), "{text}");
        }
    }

    #[test]
    fn an_answer_without_an_access_token_is_understood() {
        let response: TokenResponse = serde_json::from_str(r#"{"id_token":"a.b.c","not_before":"1"}"#).unwrap();
        assert!(response.access_token.is_none() && response.expires_in.is_none());
    }
}
