//! Locks by key: what must not happen twice at the same time for the same session or browser.

use tokio::sync::{Mutex, MutexGuard};

const COUNT: usize = 64;

/// Few locks for all keys: two that share one wait for each other now and then, and nothing has to be tidied up.
pub struct KeyedLocks([Mutex<()>; COUNT]);

impl Default for KeyedLocks {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Mutex::new(())))
    }
}

impl KeyedLocks {
    /// Waits until nobody else holds the lock of this key. The key must be evenly spread: a random ID, or a hash.
    pub async fn lock(&self, key: &[u8; 16]) -> MutexGuard<'_, ()> {
        let [first, ..] = *key;
        let [zero, ..] = &self.0;
        self.0.get(usize::from(first) % COUNT).unwrap_or(zero).lock().await
    }
}
