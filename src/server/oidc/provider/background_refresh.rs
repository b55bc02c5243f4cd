//! Keeps metadata and keys fresh in the background: the start does not wait for the provider, the app recovers from an outage by
//! itself, and many waiting requests make one fetch.

use std::{convert::Infallible, time::Duration};

use tokio::time::{Instant, timeout};

use super::{
    OpenIdProvider, ProviderError,
    reachability::Reachability,
    refetch_state::RETRY_PAUSE,
    snapshot::{FRESH, LAST_KNOWN_GOOD},
};
use crate::server::http::Http;

/// Upper bound of the backoff during an outage of the provider.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// The time that a page waits for the first attempt to fetch the provider's metadata and keys: long enough for a
/// refused connection.
const FIRST_WAIT: Duration = Duration::from_millis(50);
/// The time that a page waits for an attempt to fetch metadata and keys after a failure, so that a manual retry sees
/// the new state.
const PATIENCE: Duration = Duration::from_secs(1);

/// The result of one check of the cached snapshot in the background. It determines the time of the next check.
enum SnapshotCheck {
    /// A fresh snapshot is cached. It was fetched at this time.
    Known(Instant),
    Failed(ProviderError),
    /// An attempt to fetch metadata and keys failed a moment ago, during a request to this app, which has logged the
    /// cause.
    FailedRecently,
}

impl OpenIdProvider {
    /// Fetches metadata and keys at once, again when they are old, and after a failure with growing pauses, or sooner
    /// when a page waits for them. Runs until the server stops.
    pub async fn keep_snapshot_fresh(&self, http: &Http) -> Infallible {
        let mut failures = 0;
        loop {
            let pause = match self.fetch_if_stale(http).await {
                SnapshotCheck::Known(fetched_at) => {
                    failures = 0;
                    FRESH.saturating_sub(fetched_at.elapsed())
                }
                SnapshotCheck::FailedRecently => RETRY_PAUSE,
                SnapshotCheck::Failed(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the metadata or keys of the provider could not be fetched; the app retries, and uses the cached ones as long as they are valid"
                    );
                    failures += 1;
                    back_off(failures)
                }
            };
            // Both the timeout and the notification lead to the next check.
            let _ = timeout(pause, self.wanted.notified()).await;
        }
    }

    /// Returns whether a page may offer the sign-in: there is a snapshot, no request to the provider has completed yet,
    /// or the provider responds. A provider that responds but cannot be used also counts, because the failure page of
    /// the sign-in explains the cause. A call during an outage triggers another attempt.
    pub async fn may_offer_sign_in(&self) -> bool {
        if self.snapshot_within(LAST_KNOWN_GOOD).is_some() {
            return true;
        }
        let mut reachability = self.reachability.subscribe();
        let patience = match *reachability.borrow_and_update() {
            Reachability::NotRequestedYet => FIRST_WAIT,
            _ if self.failed_recently() => Duration::ZERO,
            _ => PATIENCE,
        };
        if patience > Duration::ZERO {
            self.wanted.notify_one();
            // After a timeout the last known state of the provider is used.
            let _ = timeout(patience, reachability.changed()).await;
        }
        *self.reachability.borrow() != Reachability::Unreachable
    }

    async fn fetch_if_stale(&self, http: &Http) -> SnapshotCheck {
        let mut refetch_state = self.fetching.lock().await;
        if let Some(known) = self.snapshot_within(FRESH) {
            return SnapshotCheck::Known(known.fetched_at);
        }
        if refetch_state.recent_failure().is_some() {
            return SnapshotCheck::FailedRecently;
        }
        match self.fetch_unless_failed(http, &mut refetch_state).await {
            Ok(known) => SnapshotCheck::Known(known.fetched_at),
            Err(cause) => SnapshotCheck::Failed(cause),
        }
    }

    fn failed_recently(&self) -> bool {
        // While an attempt holds the lock, the result is `false`, so that the page waits for the attempt.
        self.fetching.try_lock().is_ok_and(|refetch_state| refetch_state.recent_failure().is_some())
    }
}

/// Returns the backoff after failed fetches: three seconds, doubled after each failure, up to a minute.
fn back_off(failures: u32) -> Duration {
    let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
    RETRY_PAUSE.saturating_mul(doubled).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests;
