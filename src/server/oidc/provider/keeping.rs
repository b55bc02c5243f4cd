//! Keeps metadata and keys fresh in the background: the start does not wait for the provider, the app recovers from an outage by
//! itself, and many waiting requests make one fetch.

use std::{convert::Infallible, time::Duration};

use tokio::time::{Instant, timeout};

use super::{
    OpenIdProvider, ProviderError,
    snapshot::{FRESH, LAST_KNOWN_GOOD},
    standing::Standing,
    tries::TRY_AGAIN_AFTER,
};
use crate::server::http::Http;

/// Upper bound of the backoff during an outage of the provider.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// The time that a page waits for the first attempt to fetch the provider's metadata and keys: long enough for a
/// refused connection.
const PATIENCE_AT_FIRST: Duration = Duration::from_millis(50);
/// The time that a page waits for an attempt to fetch metadata and keys after a failure, so that a manual retry sees
/// the new state.
const PATIENCE: Duration = Duration::from_secs(1);

/// The result of one check of the cached snapshot in the background. It determines the time of the next check.
enum Look {
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
    pub async fn keep_known(&self, http: &Http) -> Infallible {
        let mut failures = 0;
        loop {
            let pause = match self.fetch_if_old(http).await {
                Look::Known(fetched_at) => {
                    failures = 0;
                    FRESH.saturating_sub(fetched_at.elapsed())
                }
                Look::FailedRecently => TRY_AGAIN_AFTER,
                Look::Failed(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the metadata or keys of the provider could not be fetched; users cannot sign in without them; the app retries"
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
    pub async fn is_in_reach(&self) -> bool {
        if self.known_within(LAST_KNOWN_GOOD).is_some() {
            return true;
        }
        let mut standing = self.standing.subscribe();
        let patience = match *standing.borrow_and_update() {
            Standing::NotRequestedYet => PATIENCE_AT_FIRST,
            _ if self.failed_just_now() => Duration::ZERO,
            _ => PATIENCE,
        };
        if patience > Duration::ZERO {
            self.wanted.notify_one();
            // After a timeout the last known state of the provider is used.
            let _ = timeout(patience, standing.changed()).await;
        }
        *self.standing.borrow() != Standing::Unreachable
    }

    async fn fetch_if_old(&self, http: &Http) -> Look {
        let mut tries = self.fetching.lock().await;
        if let Some(known) = self.known_within(FRESH) {
            return Look::Known(known.fetched_at);
        }
        if tries.failure_just_now().is_some() {
            return Look::FailedRecently;
        }
        match self.fetch_unless_failed(http, &mut tries).await {
            Ok(known) => Look::Known(known.fetched_at),
            Err(cause) => Look::Failed(cause),
        }
    }

    fn failed_just_now(&self) -> bool {
        // While an attempt holds the lock, the result is `false`, so that the page waits for the attempt.
        self.fetching.try_lock().is_ok_and(|tries| tries.failure_just_now().is_some())
    }
}

/// Returns the backoff after failed fetches: three seconds, doubled after each failure, up to a minute.
fn back_off(failures: u32) -> Duration {
    let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
    TRY_AGAIN_AFTER.saturating_mul(doubled).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests;
