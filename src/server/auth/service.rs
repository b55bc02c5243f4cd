//! [`Auth`]: the relying party and the session store. The journeys are its methods, one file for each journey.

use super::{RelyingParty, refresh_backoff::RefreshBackoff, token_cache, token_cache::TokenCache};
use crate::server::{keyed_locks::KeyedLocks, session::Store};

/// Signs users in and out, and keeps their tokens fresh.
///
/// A journey that must not stop halfway takes `self: &Arc<Self>` and runs in its own task. A caller can drop its
/// future at any time, for example because the browser has closed the connection.
pub struct Auth {
    pub relying_party: RelyingParty,
    pub store: Store,
    /// Locks by session: in this process, one request at a time changes the tokens of a session.
    pub(super) token_locks: KeyedLocks,
    pub(super) refresh_backoff: RefreshBackoff,
    /// Locks by cookie: in this process, one request at a time polls the token endpoint for a device code.
    pub(super) device_code_locks: KeyedLocks,
    /// The tokens on behalf of callers of the protected API.
    pub(super) delegated_tokens: TokenCache,
}

impl Auth {
    /// Combines the relying party with the store of its sessions.
    pub fn new(relying_party: RelyingParty, store: Store) -> Self {
        Self {
            relying_party,
            store,
            token_locks: KeyedLocks::default(),
            refresh_backoff: RefreshBackoff::default(),
            device_code_locks: KeyedLocks::default(),
            delegated_tokens: TokenCache::new(token_cache::OF_USERS),
        }
    }
}
