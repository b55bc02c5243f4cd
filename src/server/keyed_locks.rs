//! Locks by key: what must not happen twice at the same time for the same session or browser.

use tokio::sync::{Mutex, MutexGuard};

const COUNT: usize = 4096;

/// A fixed number of locks for all keys: nothing has to be tidied up, and two keys that share one are rare.
pub struct KeyedLocks(Box<[Mutex<()>]>);

impl Default for KeyedLocks {
    fn default() -> Self {
        Self((0..COUNT).map(|_| Mutex::new(())).collect())
    }
}

impl KeyedLocks {
    /// Waits until nobody else holds the lock of this key. The key must be evenly spread: a random ID, or a hash.
    pub async fn lock(&self, key: [u8; 16]) -> Option<MutexGuard<'_, ()>> {
        let [first, second, ..] = key;
        let index = usize::from(u16::from_le_bytes([first, second])) % COUNT;
        Some(self.0.get(index)?.lock().await)
    }
}
