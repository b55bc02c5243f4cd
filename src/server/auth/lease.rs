//! The lease on the tokens of a session: a lock in this process, and a lease in the store between processes.
//!
//! One refresh token serves all resources, so there is one lease for all access tokens of a session.

use std::time::{Duration, Instant};

use tokio::{
    sync::MutexGuard,
    time::{sleep, timeout},
};
use tower_sessions::session::Id;

use super::{Auth, RefreshError};
use crate::server::session::{Store, TokenSet, TokenVersion, random};

/// The lifetime of a lease exceeds the timeout of a request to the provider by this margin.
const MARGIN: Duration = Duration::from_secs(5);
/// The pause after the first failed attempt to take the lease. The pause doubles after each further attempt.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_millis(400);

/// The result of waiting for the lease.
pub enum LeaseOutcome<'a, T> {
    Acquired {
        lease: Lease<'a>,
        tokens: Box<TokenSet>,
        version: TokenVersion,
    },
    /// The lease is not needed: another request has already changed the tokens.
    NotNeeded(T),
    TimedOut,
}

/// The right to change the tokens of a session. If the holder crashes, other processes wait until the lease expires.
pub struct Lease<'a> {
    store: &'a Store,
    id: Id,
    owner: i64,
    _lock: Option<MutexGuard<'a, ()>>,
}

impl Lease<'_> {
    /// Releases the lease. Has no effect after a replacement of the tokens, which has released the lease already.
    pub async fn release(self) {
        if let Err(error) = self.store.release_tokens(self.id, self.owner).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the lock for a refresh of tokens could not be released; it expires within a minute"
            );
        }
    }
}

impl Auth {
    /// Returns the timeout of the wait for the lease if the session has no usable token: longer than the lease of a
    /// crashed holder.
    pub(super) fn longest_wait(&self) -> Duration {
        self.lease_lifetime() + MARGIN
    }

    fn lease_lifetime(&self) -> Duration {
        self.relying_party.request_timeout() + MARGIN
    }

    /// Waits for the lease on the session's tokens, and then reads them. `done` returns a value if the tokens need no
    /// change, so that no lease is needed.
    pub(super) async fn lease<T>(
        &self,
        id: Id,
        wait: Duration,
        done: impl Fn(&TokenSet) -> Option<T>,
    ) -> Result<LeaseOutcome<'_, T>, RefreshError> {
        let started = Instant::now();
        let Ok(lock) = timeout(wait, self.token_locks.lock(id.0.to_le_bytes())).await else {
            return Ok(LeaseOutcome::TimedOut);
        };
        let lease = Lease { store: &self.store, id, owner: random(), _lock: lock };
        let mut pause = FIRST_PAUSE;
        loop {
            if let Some(value) = done(&self.current_tokens(id).await?.0) {
                return Ok(LeaseOutcome::NotNeeded(value));
            }
            if self.store.lease_tokens(id, lease.owner, self.lease_lifetime()).await? {
                break;
            }
            if started.elapsed() + pause > wait {
                return Ok(LeaseOutcome::TimedOut);
            }
            sleep(pause).await;
            pause = LONGEST_PAUSE.min(pause * 2);
        }
        // The previous holder may have finished between the read above and this lease, so the tokens are reread.
        let (tokens, version) = self.current_tokens(id).await?;
        match done(&tokens) {
            Some(value) => {
                lease.release().await;
                Ok(LeaseOutcome::NotNeeded(value))
            }
            None => Ok(LeaseOutcome::Acquired { lease, tokens: Box::new(tokens), version }),
        }
    }

    async fn current_tokens(&self, id: Id) -> Result<(TokenSet, TokenVersion), RefreshError> {
        self.store.tokens(id).await?.ok_or(RefreshError::Ended)
    }
}
