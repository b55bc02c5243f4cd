//! Log warnings before the credential of this app expires, and the daily check.

use std::{collections::HashMap, convert::Infallible, path::PathBuf, time::Duration};

use crate::server::{
    Services, clock,
    oidc::{CredentialExpiry, ExpiringCredential},
};

/// The days before the expiry at which a warning is logged.
const THRESHOLDS: [i64; 3] = [3, 14, 30];
/// The threshold of a credential that has expired.
const EXPIRED: i64 = -1;
const CHECK_INTERVAL: Duration = Duration::from_hours(24);

/// The warnings that this process has logged: by file, the expiry and the lowest threshold. A replaced file has another expiry,
/// so its warnings are logged again.
#[derive(Default)]
pub struct ExpiryWarnings(HashMap<PathBuf, (i64, i64)>);

impl ExpiryWarnings {
    /// Logs a warning for each credential that has reached a further threshold.
    pub fn log(&mut self, expiries: &[CredentialExpiry], now: i64) {
        for expiry in expiries.iter().filter(|expiry| self.is_due(expiry, now)) {
            let (file, kind, days) = (&expiry.file, expiry.kind.to_string(), expiry.days_left(now));
            let expires_at = clock::rfc3339(expiry.expires_at);
            if days < 0 {
                tracing::warn!(
                    event = "credential_expired",
                    ?file,
                    kind,
                    expires_at,
                    "a credential of this app has expired"
                );
            } else {
                tracing::warn!(
                    event = "credential_expires",
                    ?file,
                    kind,
                    days,
                    expires_at,
                    "a credential of this app expires soon; replace it before"
                );
            }
        }
    }

    /// Returns whether the credential has reached a threshold for the first time.
    fn is_due(&mut self, expiry: &CredentialExpiry, now: i64) -> bool {
        let Some(threshold) = threshold(expiry, now) else { return false };
        let logged = self.0.get(&expiry.file);
        let is_due = logged.is_none_or(|(expires_at, lowest)| *expires_at != expiry.expires_at || threshold < *lowest);
        if is_due {
            self.0.insert(expiry.file.clone(), (expiry.expires_at, threshold));
        }
        is_due
    }
}

/// Returns the lowest threshold that the credential has reached. A threshold longer than the whole lifetime does not count,
/// because such a credential is renewed more often: the token of a service account is valid for an hour.
fn threshold(expiry: &CredentialExpiry, now: i64) -> Option<i64> {
    let days = expiry.days_left(now);
    if days < 0 {
        return Some(EXPIRED);
    }
    // A token of unknown lifetime is renewed by its issuer, unlike a certificate or a secret.
    let is_longer = |threshold: i64| {
        expiry.lifetime_days().map_or(expiry.kind != ExpiringCredential::Assertion, |lifetime| lifetime > threshold)
    };
    THRESHOLDS.into_iter().find(|threshold| days <= *threshold && is_longer(*threshold))
}

impl Services {
    /// Returns the credentials that expire: the client certificate, the token in the assertion file, or the client secret if Graph
    /// has told its expiry. Other credentials of this app have no known end: session keys do not expire, and a token of a managed
    /// identity is renewed by the app.
    pub fn credential_expiry(&self) -> Vec<CredentialExpiry> {
        self.auth.relying_party.credential_expiry().into_iter().chain(self.secret_expiry.known()).collect()
    }

    /// Reads the expiry of the client secret from Graph, if that is possible.
    pub async fn read_secret_expiry(&self) {
        self.secret_expiry.read(&self.auth.relying_party, &self.http, self.limits.api).await;
    }

    /// Logs the warnings at once and every day. Runs as long as the server.
    pub async fn warn_before_credentials_expire(&self) -> Infallible {
        let mut warnings = ExpiryWarnings::default();
        let mut every = tokio::time::interval(CHECK_INTERVAL);
        loop {
            every.tick().await;
            self.read_secret_expiry().await;
            warnings.log(&self.credential_expiry(), clock::unix_now());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CredentialExpiry, ExpiryWarnings};
    use crate::server::oidc::ExpiringCredential;

    const DAY: i64 = 24 * 60 * 60;
    const END: i64 = 1_800_000_000;

    fn expiry(lifetime: Option<i64>) -> CredentialExpiry {
        let valid_from = lifetime.map(|seconds| END - seconds);
        CredentialExpiry { kind: ExpiringCredential::Certificate, file: "cert.pem".into(), valid_from, expires_at: END }
    }

    /// Returns the days left at each warning of a process that starts this number of days before the expiry.
    fn warnings(expiry: &CredentialExpiry, start: i64) -> Vec<i64> {
        let mut warnings = ExpiryWarnings::default();
        let days = (0..start + 5).map(|day| END - (start - day) * DAY);
        days.filter(|now| warnings.is_due(expiry, *now)).map(|now| expiry.days_left(now)).collect()
    }

    #[test]
    fn each_threshold_is_reported_once() {
        let year = expiry(Some(365 * DAY));
        assert_eq!(warnings(&year, 100), [30, 14, 3, -1]);
        assert_eq!(warnings(&year, 20), [20, 14, 3, -1]);
        assert_eq!(warnings(&year, 2), [2, -1]);
        assert_eq!(warnings(&expiry(None), 100), [30, 14, 3, -1]);
    }

    #[test]
    fn a_threshold_longer_than_the_lifetime_is_skipped() {
        assert_eq!(warnings(&expiry(Some(30 * DAY)), 30), [14, 3, -1]);
        assert_eq!(warnings(&expiry(Some(10 * DAY)), 10), [3, -1]);
        assert_eq!(warnings(&expiry(Some(3_600)), 0), [-1]);
    }

    #[test]
    fn a_replaced_credential_is_reported_again() {
        let mut warnings = ExpiryWarnings::default();
        let (old, now) = (expiry(Some(365 * DAY)), END - 2 * DAY);
        assert!(warnings.is_due(&old, now) && !warnings.is_due(&old, now));
        let new = CredentialExpiry { expires_at: END + 10 * DAY, ..old };
        assert!(warnings.is_due(&new, now) && !warnings.is_due(&new, now));
    }
}
