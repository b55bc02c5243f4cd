//! Newer keys: fetched before the cached ones are old, because a token names a key that is not among them.
//!
//! Forged tokens must not make this app flood the provider, so there is a limit. An ID token comes from the provider itself, a
//! logout token from any sender. Each has its own limit, so that forged logout tokens cannot delay the next sign-in.

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

/// The last attempts, so that requests that wait do not each make another one.
#[derive(Default)]
pub(super) struct Tries {
    refetched_at: Option<Instant>,
    /// When the last attempt failed, and why.
    pub(super) failure: Option<(Instant, ProviderError)>,
}

impl Tries {
    /// Returns the cause of a failure that is so recent that there is no new attempt yet.
    pub(super) fn failure_just_now(&self) -> Option<ProviderError> {
        let (at, cause) = self.failure.as_ref()?;
        (at.elapsed() < TRY_AGAIN_AFTER).then(|| cause.clone())
    }

    fn refetched_within(&self, pause: Duration) -> bool {
        self.refetched_at.is_some_and(|at| at.elapsed() < pause)
    }
}

impl OpenIdProvider {
    /// Returns a newer snapshot than `known`, cached or fetched. `None` while refetching is rate-limited.
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
        if let Some(cause) = tries.failure_just_now() {
            return Err(cause);
        }
        let fetched = self.fetch(http).await;
        // A failed attempt does not count for the limit, because it would delay a new key for minutes.
        match &fetched {
            Ok(_) => tries.refetched_at = Some(Instant::now()),
            Err(cause) => tries.failure = Some((Instant::now(), cause.clone())),
        }
        fetched.map(|fetched| Some(self.keep(fetched)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Instant, ProviderError, TRY_AGAIN_AFTER, Tries, WhoAsks};
    use crate::server::oidc::ProviderDocument;

    #[tokio::test(start_paused = true)]
    async fn a_limit_is_over_to_the_second() {
        let cause = ProviderError::Status(ProviderDocument::Keys, 500);
        let tries = Tries { refetched_at: Some(Instant::now()), failure: Some((Instant::now(), cause)) };
        let pauses = [WhoAsks::Stranger, WhoAsks::Provider].map(WhoAsks::pause);
        assert_eq!(pauses, [Duration::from_mins(1), Duration::from_mins(5)]);
        let mut passed = Duration::ZERO;
        for pause in [TRY_AGAIN_AFTER].into_iter().chain(pauses) {
            let stands = || {
                if pause == TRY_AGAIN_AFTER {
                    tries.failure_just_now().is_some()
                } else {
                    tries.refetched_within(pause)
                }
            };
            tokio::time::advance(pause.saturating_sub(passed + Duration::from_secs(1))).await;
            assert!(stands(), "{pause:?}");
            tokio::time::advance(Duration::from_secs(1)).await;
            assert!(!stands(), "{pause:?}");
            passed = pause;
        }
    }
}
