//! The record of the application in Graph, as far as tests can change it.

use serde::{Deserialize, Serialize};

/// The record of the application, which the application reads with a token for itself.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct ApplicationRecord {
    /// Whether the application may read its record.
    pub is_readable: bool,
    /// The days until the client secret expires, and one hour. Less than 0 if it has expired.
    pub secret_days: i64,
    /// The optional claims of ID tokens.
    pub optional_claims: Vec<String>,
}

impl Default for ApplicationRecord {
    fn default() -> Self {
        let optional_claims = ["login_hint", "sid"].map(str::to_owned).to_vec();
        Self { is_readable: true, secret_days: 180, optional_claims }
    }
}
