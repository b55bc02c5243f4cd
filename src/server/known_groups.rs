//! The groups of people whose groups had to be asked for, for some minutes.
//!
//! In memory and not in the session's record: that is read for each page, and these lists are long. Each process asks for
//! itself, and whoever leaves a group has left it here a few minutes later.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::session::SessionKey;

const KEPT_FOR: Duration = Duration::from_mins(5);
/// More are not kept at once: a list of thousands of groups takes hundreds of kilobytes.
const MOST: usize = 500;

/// The groups of people, by session.
#[derive(Default)]
pub struct KnownGroups(Mutex<HashMap<SessionKey, Known>>);

struct Known {
    since: Instant,
    groups: Arc<HashSet<String>>,
}

impl KnownGroups {
    /// Returns the groups of a session's person, if they were asked for lately.
    pub fn of(&self, session: SessionKey) -> Option<Arc<HashSet<String>>> {
        let known = self.lock();
        let known = known.get(&session).filter(|known| known.since.elapsed() < KEPT_FOR)?;
        Some(Arc::clone(&known.groups))
    }

    /// Notes the groups of a session's person.
    pub fn note(&self, session: SessionKey, groups: &Arc<HashSet<String>>) {
        let mut known = self.lock();
        known.retain(|_, known| known.since.elapsed() < KEPT_FOR);
        if known.len() >= MOST
            && let Some(oldest) = known.iter().min_by_key(|(_, known)| known.since).map(|(session, _)| *session)
        {
            known.remove(&oldest);
        }
        known.insert(session, Known { since: Instant::now(), groups: Arc::clone(groups) });
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SessionKey, Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Arc, HashSet, KnownGroups, MOST, SessionKey};

    #[test]
    fn each_session_has_its_own_and_the_oldest_give_way() {
        let known = KnownGroups::default();
        let key = |number: usize| {
            let mut key = [0; 32];
            key[..8].copy_from_slice(&number.to_be_bytes());
            SessionKey::from(key)
        };
        for number in 0..=MOST {
            known.note(key(number), &Arc::new(HashSet::from([number.to_string()])));
        }
        assert!(known.of(key(0)).is_none());
        assert!(known.of(key(1)).unwrap().contains("1"));
        assert!(known.of(key(MOST)).unwrap().contains(&MOST.to_string()));
        assert_eq!(known.0.lock().unwrap().len(), MOST);
    }
}
