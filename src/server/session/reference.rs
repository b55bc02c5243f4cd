//! The random value in an address of this app that finds a stored record.

use std::fmt;

use openidconnect::CsrfToken;
use serde::{Deserialize, Serialize};

/// The reference of a pending step-up or of a sign-in problem: the record is found by its hash, and decrypted with it. It
/// has 128 random bits, so that it cannot be guessed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(String);

impl Reference {
    pub fn new_random() -> Self {
        Self(CsrfToken::new_random().into_secret())
    }

    /// Returns the value for an address of this app. It must not be logged.
    pub fn secret(&self) -> &str {
        &self.0
    }

    pub fn into_secret(self) -> String {
        self.0
    }
}

/// Leaves the value out of debug output, because the value opens the record.
impl fmt::Debug for Reference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Reference")
    }
}
