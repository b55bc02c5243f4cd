//! The `claims` parameter (OpenID Connect Core 1.0 §5.5): the claims that a provider or an API requires, passed on unchanged.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The JSON object of a claims challenge.
///
/// It comes from the token endpoint (`claims`) or from the downstream API (`WWW-Authenticate`). It is sent to the provider
/// without interpretation, because its members are an agreement between the provider and the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimsRequest(String);

impl ClaimsRequest {
    /// Upper bound in bytes, so that every browser and proxy accepts the URL of an authorization request with this
    /// parameter.
    const LONGEST: usize = 4 * 1024;

    /// Parses a claims challenge. `None` if it is too long, empty, or not a JSON object.
    pub fn parse(text: &str) -> Option<Self> {
        let object = (text.len() <= Self::LONGEST).then(|| serde_json::from_str::<Map<String, Value>>(text).ok())??;
        (!object.is_empty()).then(|| Self(Value::Object(object).to_string()))
    }

    /// Creates a request for authentication contexts (`acrs`), which the user satisfies at the provider and the ID
    /// token then lists. All required contexts are requested together, because a sign-in replaces the contexts of
    /// earlier sign-ins. `None` without contexts.
    pub fn of_contexts(contexts: &[&str]) -> Option<Self> {
        let wanted = match contexts {
            [] => return None,
            [context] => json!({ "essential": true, "value": context }),
            contexts => json!({ "essential": true, "values": contexts }),
        };
        Some(Self(json!({ "id_token": { "acrs": wanted } }).to_string()))
    }

    /// Merges two optional claims requests, as [`Self::and`] does.
    pub fn merged(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (one, other) {
            (Some(one), Some(other)) => Some(one.and(&other)),
            (one, other) => one.or(other),
        }
    }

    /// Merges two claims requests. If both contain the same claim, that of `other` takes precedence.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let read = |text: &str| serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
        let mut both = read(&self.0);
        for (member, claims) in read(&other.0) {
            match (both.get_mut(&member), claims) {
                (Some(Value::Object(known)), Value::Object(claims)) => known.extend(claims),
                (_, claims) => _ = both.insert(member, claims),
            }
        }
        Self(Value::Object(both).to_string())
    }

    /// Adds the client capability `cp1` (`xms_cc`), which states that this app handles claims challenges, to a challenge or to
    /// an empty request. Without it Microsoft's APIs send no challenges, and the access tokens expire sooner.
    pub fn with_capabilities(challenge: Option<&Self>) -> Self {
        let capabilities = json!({ "values": ["cp1"] });
        let mut object: Map<String, Value> =
            challenge.and_then(|challenge| serde_json::from_str(&challenge.0).ok()).unwrap_or_default();
        let of_access_token = object.entry("access_token").or_insert_with(|| Value::Object(Map::new()));
        if of_access_token.is_null() {
            *of_access_token = Value::Object(Map::new());
        }
        if let Value::Object(members) = of_access_token {
            members.entry("xms_cc").or_insert(capabilities);
        }
        Self(Value::Object(object).to_string())
    }

    /// Returns the claims request as JSON text, the value of the parameter `claims`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::ClaimsRequest;

    #[test]
    fn two_claims_requests_are_merged_into_one() {
        let challenge =
            ClaimsRequest::parse(r#"{"access_token":{"nbf":{"value":"1"}},"id_token":{"a":null}}"#).unwrap();
        let both = challenge.and(&ClaimsRequest::of_contexts(&["c1"]).unwrap());
        let expected =
            r#"{"access_token":{"nbf":{"value":"1"}},"id_token":{"a":null,"acrs":{"essential":true,"value":"c1"}}}"#;
        assert_eq!(both.as_str(), expected);
    }

    #[test]
    fn several_contexts_are_requested_in_one_claims_request() {
        let both = ClaimsRequest::of_contexts(&["c1", "c2"]).unwrap();
        assert_eq!(both.as_str(), r#"{"id_token":{"acrs":{"essential":true,"values":["c1","c2"]}}}"#);
        assert_eq!(ClaimsRequest::of_contexts(&[]), None);
    }

    #[test]
    fn client_capabilities_are_added_to_a_claims_request() {
        let with = |challenge: &str| ClaimsRequest::with_capabilities(ClaimsRequest::parse(challenge).as_ref());
        let alone = r#"{"access_token":{"xms_cc":{"values":["cp1"]}}}"#;
        assert_eq!(ClaimsRequest::with_capabilities(None).as_str(), alone);
        for (challenge, expected) in [
            (
                r#"{"access_token":{"acrs":{"value":"c1"}}}"#,
                r#"{"access_token":{"acrs":{"value":"c1"},"xms_cc":{"values":["cp1"]}}}"#,
            ),
            (r#"{"access_token":null}"#, alone),
            (r#"{"access_token":7}"#, r#"{"access_token":7}"#),
            (r#"{"access_token":{"xms_cc":{"values":["cp2"]}}}"#, r#"{"access_token":{"xms_cc":{"values":["cp2"]}}}"#),
            (
                r#"{"id_token":{"acrs":null}}"#,
                r#"{"access_token":{"xms_cc":{"values":["cp1"]}},"id_token":{"acrs":null}}"#,
            ),
        ] {
            let (with, expected): (serde_json::Value, serde_json::Value) =
                (serde_json::from_str(with(challenge).as_str()).unwrap(), serde_json::from_str(expected).unwrap());
            assert_eq!(with, expected, "{challenge}");
        }
    }

    #[test]
    fn a_claims_challenge_must_be_a_bounded_json_object() {
        let challenge = r#"{"access_token":{"polids":{"essential":true,"values":["a"]}}}"#;
        assert_eq!(ClaimsRequest::parse(challenge).unwrap().as_str(), challenge);
        for other in ["", "{}", "[]", "null", "\"text\"", "{", "{\"a\":1}x"] {
            assert_eq!(ClaimsRequest::parse(other), None, "{other}");
        }
        let of_length = |length: usize| ClaimsRequest::parse(&format!(r#"{{"a":"{}"}}"#, "b".repeat(length - 8)));
        assert!(of_length(4096).is_some());
        assert_eq!(of_length(4097), None);
    }
}
