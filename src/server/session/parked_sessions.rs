//! The sessions of the other accounts of a browser. A cookie lists their IDs, which are secrets like the ID in the session cookie.
//!
//! Only a completed sign-in or a switch of this browser extends the list. A parked session is not used, so it can expire by its idle lifetime.

use std::fmt;

use serde::{Deserialize, Serialize};
use tower_sessions::session::Id;

use super::SignInCookie;

/// The separator in the cookie. No session ID contains it.
const SEPARATOR: char = '.';

/// The IDs of the parked sessions of a browser, the most recently used first. They may have expired.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ParkedSessions(Vec<Id>);

impl ParkedSessions {
    /// The largest number of parked sessions. With the active session a browser has five accounts.
    pub const MOST: usize = 4;

    /// Reads the cookie of a browser. The list is empty if the cookie is missing, too long or damaged.
    pub fn from_browser(cookie: Option<&SignInCookie>) -> Self {
        let ids = cookie.map(|cookie| cookie.secret().split(SEPARATOR).map(|id| id.parse().ok()));
        let ids: Vec<Id> = ids.and_then(Iterator::collect::<Option<_>>).unwrap_or_default();
        if ids.len() > Self::MOST { Self::default() } else { ids.into_iter().collect() }
    }

    /// Returns the value of the cookie.
    pub fn to_cookie(&self) -> String {
        let ids: Vec<_> = self.0.iter().map(Id::to_string).collect();
        ids.join(&SEPARATOR.to_string())
    }

    /// Returns the IDs, the most recently used first.
    pub fn ids(&self) -> &[Id] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the list without the sessions for which `leaves` is true.
    #[must_use]
    pub fn without(mut self, leaves: impl Fn(Id) -> bool) -> Self {
        self.0.retain(|id| !leaves(*id));
        self
    }

    /// Removes the least recently used sessions beyond [`Self::MOST`], and returns them.
    pub fn split_off_surplus(&mut self) -> Vec<Id> {
        self.0.split_off(self.0.len().min(Self::MOST))
    }
}

/// Keeps the first of several equal IDs.
impl FromIterator<Id> for ParkedSessions {
    fn from_iter<T: IntoIterator<Item = Id>>(ids: T) -> Self {
        let mut list = Vec::new();
        for id in ids {
            if !list.contains(&id) {
                list.push(id);
            }
        }
        Self(list)
    }
}

/// Shows the number of sessions without their IDs, because the IDs are secrets.
impl fmt::Debug for ParkedSessions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ParkedSessions({})", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, ParkedSessions, SignInCookie};

    fn read(value: &str) -> ParkedSessions {
        ParkedSessions::from_browser(Some(&SignInCookie::from_browser(value)))
    }

    #[test]
    fn given_a_list_when_written_and_read_then_it_is_the_same() {
        for number in 1..=ParkedSessions::MOST {
            let list: ParkedSessions = (0..number).map(|_| Id::default()).collect();
            assert_eq!(read(&list.to_cookie()), list);
        }
        assert!(ParkedSessions::from_browser(None).is_empty());
    }

    #[test]
    fn given_a_damaged_or_too_long_list_then_it_is_empty() {
        let five: Vec<_> = (0..5).map(|_| Id::default().to_string()).collect();
        for value in ["", ".", "a", "a.b", &format!("{}.", five[0]), &format!("{}.x", five[0]), &five.join(".")] {
            assert!(read(value).is_empty(), "{value}");
        }
    }

    #[test]
    fn given_equal_ids_then_the_list_has_the_id_once() {
        let (one, two) = (Id::default(), Id::default());
        let list = read(&format!("{one}.{two}.{one}"));
        assert_eq!(list.ids(), [one, two]);
    }

    #[test]
    fn given_more_than_four_then_the_last_are_the_surplus() {
        let ids: Vec<_> = (0..6).map(|_| Id::default()).collect();
        let mut list: ParkedSessions = ids.iter().copied().collect();
        assert_eq!(list.split_off_surplus(), ids[4..]);
        assert_eq!(list.ids(), &ids[..4]);
        assert!(list.split_off_surplus().is_empty());
    }

    #[test]
    fn given_a_list_when_debugged_then_no_id_is_shown() {
        let list: ParkedSessions = [Id::default()].into_iter().collect();
        assert_eq!(format!("{list:?}"), "ParkedSessions(1)");
    }
}
