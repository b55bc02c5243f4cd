//! The `claims` parameter (OpenID Connect Core 1.0 §5.5): what a provider or an API asked for, passed on as it came.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The JSON object that a claims challenge carries.
///
/// It comes from the token endpoint (`claims`) or from the downstream API (`WWW-Authenticate`), and goes back to the provider
/// unread, because its members are an agreement between those two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimsRequest(String);

impl ClaimsRequest {
    /// Longer ones do not fit into an address that every browser and proxy takes.
    const LONGEST: usize = 4 * 1024;

    /// Takes a challenge; anything but a JSON object of moderate length is none.
    pub fn parse(text: &str) -> Option<Self> {
        let object = (text.len() <= Self::LONGEST).then(|| serde_json::from_str::<Map<String, Value>>(text).ok())??;
        (!object.is_empty()).then(|| Self(Value::Object(object).to_string()))
    }

    /// Returns the JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::ClaimsRequest;

    #[test]
    fn a_challenge_is_a_json_object() {
        let challenge = r#"{"access_token":{"polids":{"essential":true,"values":["a"]}}}"#;
        assert_eq!(ClaimsRequest::parse(challenge).unwrap().as_str(), challenge);
        for other in ["", "{}", "[]", "null", "\"text\"", "{", "{\"a\":1}x"] {
            assert_eq!(ClaimsRequest::parse(other), None, "{other}");
        }
        assert_eq!(ClaimsRequest::parse(&format!(r#"{{"a":"{}"}}"#, "b".repeat(5000))), None);
    }
}
