//! An ID token as received, before it is parsed.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::readable::readable;

/// The compact form of an ID token. The session keeps it as the `id_token_hint` of the sign-out (RP-Initiated Logout
/// 1.0 §2).
#[derive(Clone, Serialize, Deserialize)]
pub struct RawIdToken(String);

impl RawIdToken {
    /// Returns the compact form, for a request that contains the ID token.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// Returns the claims of the token, to show them. `None` if they cannot be read. The token was verified before it was stored.
    pub fn claims(&self) -> Option<Map<String, Value>> {
        let payload = self.0.split('.').nth(1)?;
        serde_json::from_str(&readable(&URL_SAFE_NO_PAD.decode(payload).ok()?)).ok()
    }
}

impl fmt::Debug for RawIdToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RawIdToken([redacted])")
    }
}
