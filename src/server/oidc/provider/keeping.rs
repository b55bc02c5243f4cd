//! Keeps metadata and keys fresh in the background: the start does not wait for the provider, the app recovers from an outage by
//! itself, and many waiting requests make one fetch.

use std::{convert::Infallible, time::Duration};

use tokio::time::{Instant, timeout};

use super::{FRESH, LAST_KNOWN_GOOD, OpenIdProvider, ProviderError, TRY_AGAIN_AFTER};
use crate::server::http::Http;

/// However long an outage lasts, the provider is asked at least so often.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// A page waits so long for the very first answer: enough for a provider that refuses the connection.
const PATIENCE_AT_FIRST: Duration = Duration::from_millis(50);
/// Somebody who tries again by hand waits so long for an answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// How the last attempt to fetch metadata and keys ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    NotAskedYet,
    Answered,
    /// The provider is down: a later attempt may succeed.
    OutOfReach,
    /// The provider responds, but cannot be used as it is set up: no outage.
    Unusable,
}

impl Standing {
    pub(super) fn of_failure(cause: &ProviderError) -> Self {
        if cause.is_outage() { Self::OutOfReach } else { Self::Unusable }
    }
}

/// How often the background has to look.
enum Look {
    /// The snapshot was fetched at this time.
    Known(Instant),
    Failed(ProviderError),
    /// A request of a page failed a moment ago, and has logged why.
    FailedJustNow,
}

impl OpenIdProvider {
    /// Fetches at once, again when the snapshot is old, and after a failure with growing pauses, or sooner when a page waits for
    /// it. Runs until the server stops.
    pub async fn keep_known(&self, http: &Http) -> Infallible {
        let mut failures = 0;
        loop {
            let pause = match self.ask_if_old(http).await {
                Look::Known(fetched_at) => {
                    failures = 0;
                    FRESH.saturating_sub(fetched_at.elapsed())
                }
                Look::FailedJustNow => TRY_AGAIN_AFTER,
                Look::Failed(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the provider cannot be used: its metadata and keys are missing"
                    );
                    failures += 1;
                    back_off(failures)
                }
            };
            // Either way it is time to look again.
            let _ = timeout(pause, self.wanted.notified()).await;
        }
    }

    /// Says whether a page may offer the sign-in: the provider is known, was not requested yet, or responds. A provider that
    /// responds but cannot be used counts as reachable, because it is no outage: the sign-in itself explains the cause
    /// ([`Self::last_failure`]). A call after an outage triggers another attempt.
    pub async fn is_in_reach(&self) -> bool {
        if self.known_within(LAST_KNOWN_GOOD).is_some() {
            return true;
        }
        let mut standing = self.standing.subscribe();
        let patience = match *standing.borrow_and_update() {
            Standing::NotAskedYet => PATIENCE_AT_FIRST,
            _ if self.failed_just_now() => Duration::ZERO,
            _ => PATIENCE,
        };
        if patience > Duration::ZERO {
            self.wanted.notify_one();
            // No answer in time is one too: the last one stands.
            let _ = timeout(patience, standing.changed()).await;
        }
        *self.standing.borrow() != Standing::OutOfReach
    }

    /// Returns why the last attempt to fetch metadata and keys failed; `None` if it succeeded, or while an attempt runs.
    pub fn last_failure(&self) -> Option<ProviderError> {
        let tries = self.fetching.try_lock().ok()?;
        tries.failure.as_ref().map(|(_, cause)| cause.clone())
    }

    async fn ask_if_old(&self, http: &Http) -> Look {
        let mut tries = self.fetching.lock().await;
        if let Some(known) = self.known_within(FRESH) {
            return Look::Known(known.fetched_at);
        }
        if tries.failure_just_now().is_some() {
            return Look::FailedJustNow;
        }
        match self.fetch_unless_failed(http, &mut tries).await {
            Ok(known) => Look::Known(known.fetched_at),
            Err(cause) => Look::Failed(cause),
        }
    }

    fn failed_just_now(&self) -> bool {
        // While an attempt runs, its result is near.
        self.fetching.try_lock().is_ok_and(|tries| tries.failure_just_now().is_some())
    }
}

/// Three seconds, then twice as long each time, up to a minute.
fn back_off(failures: u32) -> Duration {
    let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
    TRY_AGAIN_AFTER.saturating_mul(doubled).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests;
