//! The token response (RFC 6749 §5.1), with the members that Microsoft adds, and the parser of its numbers.

use openidconnect::{AccessToken, RefreshToken};
use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};

use super::{
    RawIdToken,
    granted_scopes::{GrantedScopes, granted},
};

/// Upper bound of a token's lifetime: 366 days. Providers use shorter lifetimes, and calculations with it cannot
/// overflow.
const LONGEST_SECONDS: i64 = 366 * 24 * 60 * 60;

/// A successful response of the token endpoint. Members that Microsoft's endpoints omit in some flows are optional.
#[derive(Deserialize)]
pub struct TokenResponse {
    pub access_token: Option<AccessToken>,
    pub token_type: Option<BearerType>,
    #[serde(default, deserialize_with = "seconds")]
    pub expires_in: Option<i64>,
    /// The seconds until Microsoft recommends a refresh, long before the token expires.
    #[serde(default, deserialize_with = "seconds_if_any")]
    pub refresh_in: Option<i64>,
    pub refresh_token: Option<RefreshToken>,
    #[serde(default, deserialize_with = "seconds_if_any")]
    pub refresh_token_expires_in: Option<i64>,
    pub id_token: Option<RawIdToken>,
    /// The granted scopes. `None` if the response does not list them: the requested scopes are granted (RFC 6749 §5.1).
    #[serde(default, rename = "scope", deserialize_with = "granted")]
    pub granted: Option<GrantedScopes>,
}

/// The only supported type of access token, in upper or lower case (RFC 6749 §5.1). Tokens of other types must not be used
/// (§7.1). The type may be missing, because a response without an access token has no type.
pub struct BearerType;

impl<'de> Deserialize<'de> for BearerType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if name.eq_ignore_ascii_case("Bearer") { Ok(Self) } else { Err(de::Error::custom("not a bearer token")) }
    }
}

/// Reads a number of seconds in any spelling: `3599`, `3599.0`, `3.599e3`, and as text, as Azure AD B2C writes it. A fraction is
/// dropped, and the number is bounded. A negative number is invalid, so it counts as missing.
pub(super) fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    deserializer.deserialize_any(Seconds)
}

struct Seconds;

impl Visitor<'_> for Seconds {
    type Value = Option<i64>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a number of seconds")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok((number >= 0).then_some(number.min(LONGEST_SECONDS)))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        self.visit_i64(i64::try_from(number).unwrap_or(i64::MAX))
    }

    #[expect(clippy::cast_possible_truncation, reason = "a cast from a float saturates, and the number is bounded")]
    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        if number.is_nan() { Err(E::custom("not a number")) } else { self.visit_i64(number as i64) }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        // Rust also parses "inf" and "nan", which JSON does not allow.
        let is_number = text.trim().starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
        let number = text.trim().parse().ok().filter(|_| is_number && !text.contains(['n', 'N']));
        number.map_or_else(|| Err(E::custom("not a number of seconds")), |number| self.visit_f64(number))
    }
}

/// Reads like [`seconds`], but returns `None` for an invalid value, because a wrong hint must not fail the sign-in.
pub(super) fn seconds_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(seconds(value).ok().flatten().filter(|seconds| *seconds > 0))
}

#[cfg(test)]
mod tests {
    use super::TokenResponse;
    use crate::server::oidc::members;

    #[test]
    fn null_and_unused_members_are_ignored() {
        let body = r#"{"access_token":null,"expires_in":null,"refresh_in":null,"refresh_token":null,"id_token":null,
            "refresh_token_expires_in":null,"scope":5,"ext_expires_in":[],"client_info":{},"foci":null}"#;
        let response: TokenResponse = members::read(body.as_bytes()).unwrap();
        assert!(response.access_token.is_none() && response.id_token.is_none() && response.expires_in.is_none());
    }

    #[test]
    fn an_invalid_member_is_named_without_its_value() {
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
    fn token_type_bearer_is_accepted_in_any_case() {
        for token_type in [r#""Bearer""#, r#""bearer""#, r#""BEARER""#, "null"] {
            let body = format!(r#"{{"access_token":"a","token_type":{token_type}}}"#);
            assert!(members::read::<TokenResponse>(body.as_bytes()).is_ok(), "{token_type}");
        }
    }

    #[test]
    fn expires_in_is_read_in_every_number_format() {
        for text in
            ["3599", "3599.0", "3599.9", "3.599e3", "\"3599\"", "\"3599.0\"", "\" 3599 \"", "\"+3599\"", "\"3.599E3\""]
        {
            let body = format!(r#"{{"access_token":"a","expires_in":{text}}}"#);
            assert_eq!(serde_json::from_str::<TokenResponse>(&body).unwrap().expires_in, Some(3599), "{text}");
        }
    }

    #[test]
    fn the_scope_of_a_response_is_what_was_granted() {
        let granted = |scope: &str| {
            let response: TokenResponse = serde_json::from_str(&format!(r#"{{"scope":{scope}}}"#)).unwrap();
            let granted = response.granted.map(|granted| granted.scopes().to_vec());
            granted.map(|scopes| scopes.iter().map(|scope| scope.to_string()).collect::<Vec<_>>())
        };
        assert_eq!(granted(r#""openid  User.Read""#).unwrap(), ["openid", "User.Read"]);
        assert_eq!(granted(r#"["openid","User.Read"]"#).unwrap(), ["openid", "User.Read"]);
        for nothing in ["null", "5", r#""""#, "{}", "[]"] {
            assert_eq!(granted(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn expires_in_is_clamped_to_a_safe_range() {
        const LONGEST: i64 = 31_622_400;

        let seconds = |text: &str| {
            serde_json::from_str::<TokenResponse>(&format!(r#"{{"expires_in":{text}}}"#))
                .ok()
                .map(|response| response.expires_in)
        };
        for (text, expected) in [
            ("-0.5", 0),
            ("9223372036854775807", LONGEST),
            ("9223372036854775808", LONGEST),
            ("1e300", LONGEST),
            ("\"1e400\"", LONGEST),
            ("1.5", 1),
            ("0", 0),
        ] {
            assert_eq!(seconds(text), Some(Some(expected)), "{text}");
        }
        for text in ["null", "-1", "-1.0", "\"-1\"", "\"-9223372036854775808\"", "-1e300"] {
            assert_eq!(seconds(text), Some(None), "{text}");
        }
        for text in ["\"soon\"", "\"\"", "\"inf\"", "\"+inf\"", "\"nan\"", "\"-infinity\"", "[]", "true"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn an_invalid_refresh_in_is_ignored() {
        for (text, expected) in
            [("1800", Some(1800)), ("\"60\"", Some(60)), ("0", None), ("-5", None), ("\"soon\"", None)]
        {
            let body = format!(r#"{{"refresh_in":{text},"refresh_token_expires_in":{text}}}"#);
            let response: TokenResponse = serde_json::from_str(&body).unwrap();
            assert_eq!((response.refresh_in, response.refresh_token_expires_in), (expected, expected), "{text}");
        }
    }

    #[test]
    fn a_response_without_an_access_token_is_parsed() {
        let response: TokenResponse = serde_json::from_str(r#"{"id_token":"a.b.c","not_before":"1"}"#).unwrap();
        assert!(response.access_token.is_none() && response.expires_in.is_none());
    }
}
