//! Newer keys: fetched before their time because a token names one that nobody here knows.
//!
//! Forged tokens must not make this app flood the provider, so there is a limit; and whoever uses it up must not keep a key that is
//! really new away from others. An ID token comes from the provider itself, a logout token from anybody: each has a limit of its own.

use std::{sync::Arc, time::Duration};

use tokio::time::Instant;

use super::{LAST_KNOWN_GOOD, OpenIdProvider, ProviderError, ProviderSnapshot, TRY_AGAIN_AFTER};
use crate::server::http::Http;

/// Whose token names an unknown key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhoAsks {
    /// The provider's: it came from the token endpoint.
    Provider,
    /// Anybody's who can send a request.
    Stranger,
}

impl WhoAsks {
    /// Returns how long nobody else of this kind makes the keys be fetched again. Microsoft: five minutes. A stranger can use up
    /// the limit on purpose, so that a sign-out waits: that is over sooner.
    const fn pause(self) -> Duration {
        match self {
            Self::Provider => Duration::from_mins(5),
            Self::Stranger => Duration::from_mins(1),
        }
    }
}

/// When something was last tried, so that it is not tried by everybody in turn.
#[derive(Default)]
pub(super) struct Tries {
    refetched_at: Option<Instant>,
    pub(super) failed_at: Option<Instant>,
}

impl Tries {
    pub(super) fn failed_just_now(&self) -> bool {
        self.failed_at.is_some_and(|at| at.elapsed() < TRY_AGAIN_AFTER)
    }

    fn refetched_within(&self, pause: Duration) -> bool {
        self.refetched_at.is_some_and(|at| at.elapsed() < pause)
    }
}

impl OpenIdProvider {
    /// Returns what is newer than `known`, whose keys did not do: what somebody else has fetched meanwhile, or what the provider
    /// says now. None when it was asked a moment ago.
    pub async fn newer_than(
        &self,
        known: &Arc<ProviderSnapshot>,
        who: WhoAsks,
        http: &Http,
    ) -> Result<Option<Arc<ProviderSnapshot>>, ProviderError> {
        let tries = match who {
            WhoAsks::Provider => &self.fetching,
            WhoAsks::Stranger => &self.fetching_for_strangers,
        };
        let mut tries = tries.lock().await;
        let newest = self.known_within(LAST_KNOWN_GOOD);
        if let Some(newer) = newest.filter(|newest| !Arc::ptr_eq(newest, known)) {
            return Ok(Some(newer));
        }
        if tries.refetched_within(who.pause()) {
            return Ok(None);
        }
        if tries.failed_just_now() {
            return Err(ProviderError::FailedJustNow);
        }
        let fetched = self.fetch(http).await;
        // A failed try must not keep a new key away for minutes.
        let tried_at = Some(Instant::now());
        *(if fetched.is_ok() { &mut tries.refetched_at } else { &mut tries.failed_at }) = tried_at;
        fetched.map(|fetched| Some(self.keep(fetched)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Instant, TRY_AGAIN_AFTER, Tries, WhoAsks};

    #[tokio::test(start_paused = true)]
    async fn a_limit_is_over_to_the_second() {
        let tries = Tries { refetched_at: Some(Instant::now()), failed_at: Some(Instant::now()) };
        let pauses = [WhoAsks::Stranger, WhoAsks::Provider].map(WhoAsks::pause);
        assert_eq!(pauses, [Duration::from_mins(1), Duration::from_mins(5)]);
        let mut passed = Duration::ZERO;
        for pause in [TRY_AGAIN_AFTER].into_iter().chain(pauses) {
            let stands =
                || if pause == TRY_AGAIN_AFTER { tries.failed_just_now() } else { tries.refetched_within(pause) };
            tokio::time::advance(pause.saturating_sub(passed + Duration::from_secs(1))).await;
            assert!(stands(), "{pause:?}");
            tokio::time::advance(Duration::from_secs(1)).await;
            assert!(!stands(), "{pause:?}");
            passed = pause;
        }
    }
}
