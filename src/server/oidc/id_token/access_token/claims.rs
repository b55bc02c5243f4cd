//! The claims that access tokens have and ID tokens do not.

use serde::Deserialize;
use serde_json::Value;

use super::super::is_present;
use super::AccessTokenError;

/// The claims of an access token before its verification. A claim of the wrong type makes the token invalid.
#[derive(Deserialize)]
pub(super) struct ApiClaims {
    sub: Option<String>,
    /// The scopes of the user, separated by spaces.
    pub(super) scp: Option<String>,
    /// The client, in version 1.0.
    pub(super) appid: Option<String>,
    /// `user` or `app`. It is an optional claim of the app registration.
    pub(super) idtyp: Option<String>,
    #[serde(default, deserialize_with = "is_present")]
    pub(super) c_hash: bool,
    /// The key to which the token is bound (RFC 7800).
    #[serde(default, deserialize_with = "is_present")]
    cnf: bool,
    /// The capabilities of the client.
    #[serde(default)]
    xms_cc: Value,
}

impl ApiClaims {
    /// Reads the claims of a token whose signature is verified. Rejects a token that is bound to a key, because this app does not
    /// verify that the client has the key.
    pub(super) fn read(payload: &[u8]) -> Result<Self, AccessTokenError> {
        let claims: Self = serde_json::from_slice(payload).map_err(|_| AccessTokenError::Malformed)?;
        if claims.cnf { Err(AccessTokenError::BoundToKey) } else { Ok(claims) }
    }

    /// Returns the subject in lower case, for a comparison with the object ID.
    pub(super) fn subject(&self) -> Option<String> {
        self.sub.as_deref().map(str::to_ascii_lowercase)
    }

    /// Returns whether the client declares the capability `cp1`. The claim is a list; a single text is accepted, too.
    pub(super) fn handles_claims_challenges(&self) -> bool {
        let is_cp1 = |value: &Value| value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("cp1"));
        is_cp1(&self.xms_cc) || self.xms_cc.as_array().is_some_and(|listed| listed.iter().any(is_cp1))
    }
}
