//! Keeps the provider known in the background: the start waits for nothing, an outage ends by itself, and however many people
//! wait, the provider is asked by one.

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

/// How the last question to the provider ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    NotAskedYet,
    Answered,
    OutOfReach,
}

impl OpenIdProvider {
    /// Asks at once, again whenever what is known grows old, and after a failure with growing pauses, or sooner when
    /// somebody waits. Runs for as long as the server.
    pub async fn keep_known(&self, http: &Http) -> Infallible {
        let mut failures = 0;
        loop {
            let pause = match self.ask_if_old(http).await {
                Ok(fetched_at) => {
                    failures = 0;
                    FRESH.saturating_sub(fetched_at.elapsed())
                }
                Err(ProviderError::FailedJustNow) => TRY_AGAIN_AFTER,
                Err(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the provider's metadata and keys could not be fetched"
                    );
                    failures += 1;
                    back_off(failures)
                }
            };
            // Either way it is time to look again.
            let _ = timeout(pause, self.wanted.notified()).await;
        }
    }

    /// Says whether people can be sent to the provider: it is known, or nothing speaks against it yet. When it was out of
    /// reach, asking makes it be tried again.
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

    async fn ask_if_old(&self, http: &Http) -> Result<Instant, ProviderError> {
        let mut tries = self.fetching.lock().await;
        let known = match self.known_within(FRESH) {
            Some(known) => known,
            None => self.fetch_unless_failed(http, &mut tries).await?,
        };
        Ok(known.fetched_at)
    }

    fn failed_just_now(&self) -> bool {
        // While somebody asks, there will be news.
        self.fetching.try_lock().is_ok_and(|tries| tries.failed_just_now())
    }
}

/// Three seconds, then twice as long each time, up to a minute.
fn back_off(failures: u32) -> Duration {
    let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
    TRY_AGAIN_AFTER.saturating_mul(doubled).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests;
