//! The ring of the dev tenant's signing keys: created at start and kept in memory only.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::watch;

use crate::dev_tenant::protocol::signing_key::SigningKey;

/// The signing keys, newest first. Older keys stay published until they are withdrawn: tokens that they signed are
/// still valid.
pub struct Keys {
    ring: watch::Sender<Vec<Arc<SigningKey>>>,
    /// The number of published keys, counted from the newest.
    published: AtomicUsize,
}

impl Keys {
    /// Starts to generate the first key in the background. Callers wait for it in [`Keys::current`].
    pub fn start() -> Arc<Self> {
        let keys = Arc::new(Self { ring: watch::Sender::new(Vec::new()), published: AtomicUsize::new(0) });
        let waiting = Arc::clone(&keys);
        tokio::task::spawn_blocking(move || waiting.add(SigningKey::generate()));
        keys
    }

    /// Returns the newest signing key. Waits until the first key exists.
    pub async fn current(&self) -> Arc<SigningKey> {
        let mut ring = self.ring.subscribe();
        loop {
            if let Some(newest) = ring.borrow_and_update().first() {
                return Arc::clone(newest);
            }
            // Waiting cannot fail, because the sender is in `self`.
            let _ = ring.changed().await;
        }
    }

    /// Adds a new signing key, which signs all tokens from now on.
    pub async fn rotate(&self) {
        // Wait for the first key: otherwise it would be added after, and so in front of, the new key.
        self.current().await;
        self.add(SigningKey::generate_in_background().await);
    }

    /// Adds a new signing key and withdraws all older keys from the JWK set.
    pub async fn replace(&self) {
        self.rotate().await;
        self.published.store(1, Ordering::Relaxed);
    }

    /// Returns the keys that the JWK set lists.
    pub async fn published(&self) -> Vec<Arc<SigningKey>> {
        let mut keys = self.all().await;
        keys.truncate(self.published.load(Ordering::Relaxed));
        keys
    }

    /// Returns all signing keys, including withdrawn keys. Waits until the first key exists.
    pub async fn all(&self) -> Vec<Arc<SigningKey>> {
        self.current().await;
        self.known()
    }

    /// Returns all signing keys that exist already.
    pub fn known(&self) -> Vec<Arc<SigningKey>> {
        self.ring.borrow().clone()
    }

    fn add(&self, key: SigningKey) {
        self.published.fetch_add(1, Ordering::Relaxed);
        self.ring.send_modify(|ring| ring.insert(0, Arc::new(key)));
    }
}
