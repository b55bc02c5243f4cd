//! Whose turn it is to change the tokens of a session: one request in this process, by a lock, and one process, by a lease in
//! the store. A refresh token is for all resources, so there is one turn for all of them.

use std::time::{Duration, Instant};

use tokio::{
    sync::MutexGuard,
    time::{sleep, timeout},
};
use tower_sessions::session::Id;

use super::{RefreshError, RelyingParty};
use crate::server::session::{Store, TokenSet, TokenVersion, random};

/// A lease outlives the longest question to the provider by so much.
const SPARE: Duration = Duration::from_secs(5);
/// The store is asked again after this, and each time after twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_millis(400);

/// Whose turn it is.
pub enum Turn<'a, T> {
    Ours {
        lease: Lease<'a>,
        tokens: Box<TokenSet>,
        version: TokenVersion,
    },
    /// Nobody's any more: somebody else has done what was to be done.
    Done(T),
    /// Somebody else's, for longer than one can wait.
    NotInTime,
}

/// The right to change the tokens of a session. Whoever dies with it keeps the others waiting until it ends, and no longer.
pub struct Lease<'a> {
    store: &'a Store,
    id: Id,
    owner: i64,
    _lock: Option<MutexGuard<'a, ()>>,
}

impl Lease<'_> {
    /// Gives the right up. It ends with a replacement of the tokens anyway.
    pub async fn release(self) {
        if let Err(error) = self.store.release_tokens(self.id, self.owner).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a lease could not be given up; it ends by itself"
            );
        }
    }
}

/// Returns how long somebody waits who has no other token: long enough for the lease of one who has died to end.
pub fn long_patience(relying_party: &RelyingParty) -> Duration {
    lifetime(relying_party) + SPARE
}

fn lifetime(relying_party: &RelyingParty) -> Duration {
    relying_party.patience() + SPARE
}

/// Waits for the turn, and reads the tokens then. `done` says whether they are what the turn was wanted for.
pub async fn take<'a, T>(
    relying_party: &'a RelyingParty,
    store: &'a Store,
    id: Id,
    patience: Duration,
    done: impl Fn(&TokenSet) -> Option<T>,
) -> Result<Turn<'a, T>, RefreshError> {
    let begun = Instant::now();
    let Ok(lock) = timeout(patience, relying_party.refreshes.lock(id.0.to_le_bytes())).await else {
        return Ok(Turn::NotInTime);
    };
    let lease = Lease { store, id, owner: random(), _lock: lock };
    let mut pause = FIRST_PAUSE;
    loop {
        if let Some(done) = done(&read(store, id).await?.0) {
            return Ok(Turn::Done(done));
        }
        if store.lease_tokens(id, lease.owner, lifetime(relying_party)).await? {
            break;
        }
        if begun.elapsed() + pause > patience {
            return Ok(Turn::NotInTime);
        }
        sleep(pause).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    }
    // Between the look and the lease the one before may have finished.
    let (tokens, version) = read(store, id).await?;
    match done(&tokens) {
        Some(done) => {
            lease.release().await;
            Ok(Turn::Done(done))
        }
        None => Ok(Turn::Ours { lease, tokens: Box::new(tokens), version }),
    }
}

async fn read(store: &Store, id: Id) -> Result<(TokenSet, TokenVersion), RefreshError> {
    store.tokens(id).await?.ok_or(RefreshError::Ended)
}
