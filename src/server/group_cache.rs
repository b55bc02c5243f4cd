//! The groups that Graph returned for a session, cached for some minutes.
//!
//! The groups are cached in memory and not in the session's record, because the record is read for each page and lists
//! of groups are long. Each process has its own cache. A user who leaves a group loses its rights in this app after at
//! most five minutes.

use std::{collections::HashSet, sync::Arc, time::Duration};

use moka::{policy::EvictionPolicy, sync::Cache};

use super::session::SessionKey;

const LIFETIME: Duration = Duration::from_mins(5);
/// Upper bound of the cached sessions, which limits the memory: a list of thousands of groups takes hundreds of
/// kilobytes.
const CAPACITY: u64 = 500;

/// The groups of users, by session.
pub struct GroupCache(Cache<SessionKey, Arc<HashSet<String>>>);

impl Default for GroupCache {
    fn default() -> Self {
        let cache = Cache::builder().max_capacity(CAPACITY).time_to_live(LIFETIME);
        // With the default policy a full cache can reject a new entry.
        Self(cache.eviction_policy(EvictionPolicy::lru()).build())
    }
}

impl GroupCache {
    /// Returns the cached groups of a session's user.
    pub fn get(&self, session: SessionKey) -> Option<Arc<HashSet<String>>> {
        self.0.get(&session)
    }

    /// Caches the groups of a session's user.
    pub fn insert(&self, session: SessionKey, groups: &Arc<HashSet<String>>) {
        self.0.insert(session, Arc::clone(groups));
    }

    /// Removes the groups of a session that has ended, or has another ID now.
    pub fn remove(&self, session: SessionKey) {
        self.0.invalidate(&session);
    }
}

#[cfg(test)]
mod tests {
    use tower_sessions::session::Id;

    use super::{Arc, CAPACITY, GroupCache, HashSet, LIFETIME, SessionKey};
    use crate::server::session::session_key;

    fn key(number: u64) -> SessionKey {
        session_key(Id(number.into()))
    }

    #[test]
    fn each_session_has_its_own_groups_and_the_oldest_are_evicted() {
        let cache = GroupCache::default();
        for number in 0..=CAPACITY {
            cache.insert(key(number), &Arc::new(HashSet::from([number.to_string()])));
        }
        cache.0.run_pending_tasks();
        assert!(cache.get(key(0)).is_none());
        assert!(cache.get(key(1)).unwrap().contains("1"));
        assert!(cache.get(key(CAPACITY)).unwrap().contains(&CAPACITY.to_string()));
        assert_eq!(cache.0.entry_count(), CAPACITY);
    }

    #[test]
    fn cached_groups_expire_after_five_minutes() {
        assert_eq!(GroupCache::default().0.policy().time_to_live(), Some(LIFETIME));
        assert_eq!(LIFETIME.as_secs(), 300);
    }
}
