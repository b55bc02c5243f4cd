//! Data of Microsoft Graph that pages show, cached for some minutes for the session that requested it.
//!
//! The cache is in memory and each process has its own. The key is that of the session, so users never share data. When Graph is
//! down, a page shows data of this cache with its age.

mod header_facts;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use moka::{ops::compute::Op, policy::EvictionPolicy, sync::Cache};

use self::header_facts::HeaderCache;
pub use self::header_facts::{HeaderFacts, photo_version};
use super::session::SessionKey;

/// The greatest age of data that pages show.
pub const LIFETIME: Duration = Duration::from_mins(15);
/// Upper bound of the cached data of all sessions, in bytes.
const CAPACITY: u64 = 64 * 1024 * 1024;
/// The bytes of an entry apart from its data: names, times, and pointers.
const OVERHEAD: usize = 256;

/// The body of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResourceBody {
    /// JSON text.
    Json(Arc<str>),
    /// The bytes of a file, such as a photo.
    Binary(Arc<[u8]>),
    /// Graph responded with 404, and this error code.
    Missing(Option<String>),
}

/// A resource of a session: its last body, and whether Graph throttles it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CachedResource {
    /// The body, and the time of its response in seconds since 1970.
    pub body: Option<(ResourceBody, i64)>,
    /// The end of the throttling by Graph, in seconds since 1970. Requests before it would prolong the throttling.
    pub throttled_until: i64,
}

type OfSession = Arc<BTreeMap<&'static str, CachedResource>>;

/// The data of Graph by session, and by the name that a page gives the resource.
pub struct GraphCache {
    resources: Cache<SessionKey, OfSession>,
    header: HeaderCache,
}

impl Default for GraphCache {
    fn default() -> Self {
        let cache =
            Cache::builder().max_capacity(CAPACITY).time_to_live(LIFETIME).weigher(|_, of: &OfSession| weight(of));
        Self { resources: cache.eviction_policy(EvictionPolicy::lru()).build(), header: HeaderCache::default() }
    }
}

impl GraphCache {
    /// Returns the cached resources of a session.
    pub fn get(&self, session: SessionKey) -> OfSession {
        self.resources.get(&session).unwrap_or_default()
    }

    /// Adds resources to those of a session. A resource without a new body keeps its old body.
    ///
    /// Each insertion restarts the lifetime of the whole entry. Bodies older than [`LIFETIME`] are therefore dropped, so that an active
    /// session does not keep them without limit.
    pub fn insert(&self, session: SessionKey, new: Vec<(&'static str, CachedResource)>, now: i64) {
        let lifetime = i64::try_from(LIFETIME.as_secs()).unwrap_or(i64::MAX);
        self.resources.entry(session).and_compute_with(|old| {
            let mut all = old.map(|entry| BTreeMap::clone(&entry.into_value())).unwrap_or_default();
            for (name, resource) in new {
                let known: &mut CachedResource = all.entry(name).or_default();
                known.throttled_until = resource.throttled_until;
                known.body = resource.body.or(known.body.take());
            }
            for resource in all.values_mut() {
                resource.body = resource.body.take().filter(|(_, at)| now - at < lifetime);
            }
            all.retain(|_, resource| resource.body.is_some() || resource.throttled_until > now);
            Op::Put(Arc::new(all))
        });
    }

    /// Returns the facts that pages of this session have learned from Graph, as the header shows them.
    pub fn header_facts(&self, session: SessionKey) -> HeaderFacts {
        self.header.get(session)
    }

    /// Keeps the facts for the header that a page has learned. `None` if the page has not learned the fact.
    pub fn learn(&self, session: SessionKey, has_photo: Option<bool>, organization: Option<String>) {
        self.header.learn(session, has_photo, organization);
    }

    /// Forgets everything about a session, which has ended.
    pub fn remove(&self, session: SessionKey) {
        self.resources.invalidate(&session);
        self.header.remove(session);
    }
}

fn weight(resources: &BTreeMap<&'static str, CachedResource>) -> u32 {
    let size = |resource: &CachedResource| match &resource.body {
        Some((ResourceBody::Json(text), _)) => text.len(),
        Some((ResourceBody::Binary(bytes), _)) => bytes.len(),
        Some((ResourceBody::Missing(_), _)) | None => 0,
    };
    let bytes: usize = resources.values().map(|resource| size(resource) + OVERHEAD).sum();
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use tower_sessions::session::Id;

    use super::{CachedResource, GraphCache, LIFETIME, ResourceBody, SessionKey};
    use crate::server::session::session_key;

    fn key(number: u64) -> SessionKey {
        session_key(Id(number.into()))
    }

    fn json(text: &str, at: i64) -> CachedResource {
        CachedResource { body: Some((ResourceBody::Json(text.into()), at)), throttled_until: 0 }
    }

    #[test]
    fn each_session_has_its_own_resources_until_it_ends() {
        let cache = GraphCache::default();
        cache.insert(key(1), vec![("mail", json("1", 5))], 5);
        cache.insert(key(2), vec![("mail", json("2", 5))], 5);
        assert_eq!(cache.get(key(1))["mail"], json("1", 5));
        assert_eq!(cache.get(key(2))["mail"], json("2", 5));
        cache.remove(key(1));
        assert!(cache.get(key(1)).is_empty());
        assert_eq!(cache.get(key(2)).len(), 1);
    }

    #[test]
    fn a_throttled_resource_keeps_its_body() {
        let cache = GraphCache::default();
        cache.insert(key(1), vec![("mail", json("1", 5)), ("files", json("2", 5))], 5);
        cache.insert(key(1), vec![("mail", CachedResource { body: None, throttled_until: 90 })], 30);
        assert_eq!(cache.get(key(1))["mail"], CachedResource { throttled_until: 90, ..json("1", 5) });
        cache.insert(key(1), vec![("mail", json("3", 95))], 95);
        assert_eq!(cache.get(key(1))["mail"], json("3", 95));
        assert_eq!(cache.get(key(1))["files"], json("2", 5));
    }

    #[test]
    fn an_insertion_drops_bodies_that_are_too_old() {
        let cache = GraphCache::default();
        let waits = CachedResource { body: None, throttled_until: 2_000 };
        cache.insert(key(1), vec![("mail", json("1", 5)), ("files", json("2", 500)), ("teams", waits.clone())], 500);
        cache.insert(key(1), vec![("groups", json("3", 905))], 905);
        let cached = cache.get(key(1));
        assert_eq!(cached.keys().copied().collect::<Vec<_>>(), ["files", "groups", "teams"]);
        assert_eq!((&cached["files"], &cached["teams"]), (&json("2", 500), &waits));
    }

    #[test]
    fn large_data_of_many_sessions_is_evicted() {
        let cache = GraphCache::default();
        let photo =
            CachedResource { body: Some((ResourceBody::Binary(vec![0; 1 << 20].into()), 5)), throttled_until: 0 };
        for number in 0..80 {
            cache.insert(key(number), vec![("photo", photo.clone())], 5);
        }
        cache.resources.run_pending_tasks();
        assert!(cache.resources.weighted_size() <= super::CAPACITY && cache.resources.entry_count() >= 60);
        assert_eq!(cache.resources.policy().time_to_live(), Some(LIFETIME));
    }
}
