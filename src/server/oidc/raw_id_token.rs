//! An ID token as received, before it is parsed.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The compact form of an ID token. The session keeps it as the `id_token_hint` of the sign-out (RP-Initiated Logout
/// 1.0 §2).
#[derive(Clone, Serialize, Deserialize)]
pub struct RawIdToken(String);

impl RawIdToken {
    /// Returns the compact form, for a request that contains the ID token.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RawIdToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RawIdToken([redacted])")
    }
}
