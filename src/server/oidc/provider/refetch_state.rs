//! The record of the last attempts to fetch the provider's metadata and keys, which limits further attempts.

use std::time::Duration;

use tokio::time::Instant;

use super::error::ProviderError;

/// The minimum time between a failed fetch and the next attempt. It is short enough for a manual retry.
pub(super) const RETRY_PAUSE: Duration = Duration::from_secs(3);

/// The last attempts to fetch from the provider, so that waiting requests do not each make another one.
#[derive(Default)]
pub(super) struct RefetchState {
    pub(super) refetched_at: Option<Instant>,
    /// When the last attempt failed, and why.
    pub(super) failure: Option<(Instant, ProviderError)>,
}

impl RefetchState {
    /// Returns the cause of a failed attempt that is more recent than [`RETRY_PAUSE`], which blocks a new attempt.
    pub(super) fn recent_failure(&self) -> Option<ProviderError> {
        let (at, cause) = self.failure.as_ref()?;
        (at.elapsed() < RETRY_PAUSE).then(|| cause.clone())
    }

    /// Returns whether the last fetch of newer keys is more recent than `pause`.
    pub(super) fn refetched_within(&self, pause: Duration) -> bool {
        self.refetched_at.is_some_and(|at| at.elapsed() < pause)
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Instant, ProviderError, RETRY_PAUSE, RefetchState};
    use crate::server::oidc::ProviderDocument;

    #[tokio::test(start_paused = true)]
    async fn refetch_limits_end_to_the_second() {
        let cause = ProviderError::Status(ProviderDocument::Keys, 500);
        let refetch_state = RefetchState { refetched_at: Some(Instant::now()), failure: Some((Instant::now(), cause)) };
        let (minute, minutes) = (Duration::from_mins(1), Duration::from_mins(5));
        let mut passed = Duration::ZERO;
        for pause in [RETRY_PAUSE, minute, minutes] {
            let is_limited = || {
                if pause == RETRY_PAUSE {
                    refetch_state.recent_failure().is_some()
                } else {
                    refetch_state.refetched_within(pause)
                }
            };
            tokio::time::advance(pause.saturating_sub(passed + Duration::from_secs(1))).await;
            assert!(is_limited(), "{pause:?}");
            tokio::time::advance(Duration::from_secs(1)).await;
            assert!(!is_limited(), "{pause:?}");
            passed = pause;
        }
    }
}
