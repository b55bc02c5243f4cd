//! Locks by key, for work that must not run concurrently for the same session or browser.

use tokio::sync::{Mutex, MutexGuard};

const COUNT: usize = 4096;

/// A fixed number of locks for all keys, so that no lock has to be removed. Two keys rarely share a lock.
pub struct KeyedLocks(Box<[Mutex<()>]>);

impl Default for KeyedLocks {
    fn default() -> Self {
        Self((0..COUNT).map(|_| Mutex::new(())).collect())
    }
}

impl KeyedLocks {
    /// Waits for the lock of this key. Keys must be evenly distributed, such as random IDs or hashes, because their
    /// first bytes select the lock.
    pub async fn lock(&self, key: [u8; 16]) -> Option<MutexGuard<'_, ()>> {
        let [first, second, ..] = key;
        let index = usize::from(u16::from_le_bytes([first, second])) % COUNT;
        Some(self.0.get(index)?.lock().await)
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, task::Poll};

    use super::{COUNT, KeyedLocks};

    fn key(number: usize) -> [u8; 16] {
        let mut key = [0; 16];
        key[..8].copy_from_slice(&number.to_le_bytes());
        key
    }

    /// Returns whether the lock of this key is held.
    async fn is_held(locks: &KeyedLocks, key: [u8; 16]) -> bool {
        let mut waiting = std::pin::pin!(locks.lock(key));
        std::future::poll_fn(|context| Poll::Ready(waiting.as_mut().poll(context).is_pending())).await
    }

    #[tokio::test]
    async fn the_second_caller_with_a_key_waits_for_the_first() {
        let locks = KeyedLocks::default();
        let held = locks.lock(key(7)).await;
        assert!(held.is_some());
        assert!(is_held(&locks, key(7)).await);
        assert!(!is_held(&locks, key(8)).await);
        drop(held);
        assert!(!is_held(&locks, key(7)).await);
    }

    #[tokio::test]
    async fn every_key_has_a_lock_and_all_locks_are_used() {
        let locks = KeyedLocks::default();
        let mut used = HashSet::new();
        for number in 0..=usize::from(u16::MAX) {
            let held = locks.lock(key(number)).await.unwrap();
            used.insert(std::ptr::from_ref(tokio::sync::MutexGuard::mutex(&held)) as usize);
        }
        assert_eq!(used.len(), COUNT);
    }
}
