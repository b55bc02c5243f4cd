//! The time at which a credential expires.

use std::{fmt, path::PathBuf};

/// The seconds of a day.
const DAY: i64 = 24 * 60 * 60;

/// A credential, and its validity in seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialExpiry {
    pub kind: ExpiringCredential,
    /// The file of the credential, or `CLIENT_SECRET` for a client secret.
    pub file: PathBuf,
    /// `None` if the credential does not say it.
    pub valid_from: Option<i64>,
    pub expires_at: i64,
}

/// The kind of a credential that expires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpiringCredential {
    Certificate,
    Assertion,
    Secret,
}

impl CredentialExpiry {
    /// Returns the whole days until the credential expires: 0 on its last day, and less than 0 if it has expired.
    pub fn days_left(&self, now: i64) -> i64 {
        self.expires_at.saturating_sub(now).div_euclid(DAY)
    }

    /// Returns the whole days of the lifetime. `None` if its beginning is unknown.
    pub fn lifetime_days(&self) -> Option<i64> {
        Some(self.expires_at.saturating_sub(self.valid_from?).div_euclid(DAY))
    }
}

impl ExpiringCredential {
    /// Returns the name of the kind in metrics.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Assertion => "assertion",
            Self::Secret => "secret",
        }
    }
}

impl fmt::Display for ExpiringCredential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Certificate => "client certificate",
            Self::Assertion => "client assertion",
            Self::Secret => "client secret",
        })
    }
}
