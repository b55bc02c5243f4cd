//! The facts of Graph about a user that the header shows.
//!
//! They are known after the first page that loads them, so that the header needs neither a request to Graph nor a read of the session
//! store.

use std::{sync::Arc, time::Duration};

use moka::sync::Cache;
use sha2::{Digest, Sha256};

use crate::server::{hex::hex, session::SessionKey};

/// The facts are kept longer than the data of pages, so that the header does not change between two pages. The browser keeps the photo.
const LIFETIME_WITHOUT_USE: Duration = Duration::from_hours(8);
/// Upper bound of the sessions whose facts are kept.
const MOST_SESSIONS: u64 = 50_000;

/// The facts of a session that the header shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderFacts {
    /// Whether the user has a photo that this app may read.
    pub has_photo: bool,
    /// The name of the user's organization.
    pub organization: Option<Arc<str>>,
}

/// The facts of all sessions.
pub(super) struct HeaderCache(Cache<SessionKey, HeaderFacts>);

impl Default for HeaderCache {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(MOST_SESSIONS).time_to_idle(LIFETIME_WITHOUT_USE).build())
    }
}

impl HeaderCache {
    /// Returns the known facts of a session.
    pub fn get(&self, session: SessionKey) -> HeaderFacts {
        self.0.get(&session).unwrap_or_default()
    }

    /// Forgets the facts of a session.
    pub fn remove(&self, session: SessionKey) {
        self.0.invalidate(&session);
    }

    /// Keeps the facts that a page has learned. `None` if the page has not learned the fact.
    pub fn learn(&self, session: SessionKey, has_photo: Option<bool>, organization: Option<String>) {
        let known = self.get(session);
        let organization = organization.map(Arc::from).or_else(|| known.organization.clone());
        let facts = HeaderFacts { has_photo: has_photo.unwrap_or(known.has_photo), organization };
        if facts != known {
            self.0.insert(session, facts);
        }
    }
}

/// Returns the version in the address of a session's photo. Each session has its own version, so that a browser never shows the cached
/// photo of another account. The session cannot be derived from it.
pub fn photo_version(session: SessionKey) -> String {
    let hash = Sha256::new().chain_update(b"the photo of a session\0").chain_update(session).finalize();
    hex(hash.get(..8).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use tower_sessions::session::Id;

    use super::{HeaderCache, photo_version};
    use crate::server::session::session_key;

    #[test]
    fn an_unknown_fact_does_not_replace_a_known_fact() {
        let (cache, key) = (HeaderCache::default(), session_key(Id(1)));
        cache.learn(key, Some(true), Some("Contoso".to_owned()));
        cache.learn(key, None, None);
        let facts = cache.get(key);
        assert_eq!((facts.has_photo, facts.organization.as_deref()), (true, Some("Contoso")));
        cache.learn(key, Some(false), None);
        assert!(!cache.get(key).has_photo);
    }

    #[test]
    fn each_session_has_its_own_facts_until_it_ends() {
        let cache = HeaderCache::default();
        let [one, other] = [1, 2].map(|id| session_key(Id(id)));
        cache.learn(one, Some(true), None);
        assert!(!cache.get(other).has_photo);
        cache.remove(one);
        assert!(!cache.get(one).has_photo);
    }

    #[test]
    fn the_version_of_a_photo_differs_between_sessions() {
        let [one, other] = [1, 2].map(|id| photo_version(session_key(Id(id))));
        assert!(one.len() == 16 && one != other, "{one}");
    }
}
