//! References of users and sessions in the security log, so that the events of one user or session can be found together.
//!
//! A reference is keyed with the current key of the key ring (HKDF), so that without the key file neither an identity nor a
//! session ID can be found from it, not even by guessing. All replicas with the same key file write the same references. A
//! rotation of the keys changes them.

use super::{
    super::{super::clock, lookup_keys::SessionKey},
    Store,
    backend::ListedSession,
    listing::Person,
};

/// The number of bytes of a reference: enough to tell the sessions of one log apart.
const LENGTH: usize = 8;

impl Store {
    /// Returns the reference of a session in the log.
    pub fn session_in_log(&self, session: SessionKey) -> String {
        self.reference("log of sessions", session.as_ref())
    }

    /// Returns the references of several sessions in the log, separated by spaces.
    pub fn sessions_in_log(&self, sessions: impl IntoIterator<Item = SessionKey>) -> String {
        sessions.into_iter().map(|session| self.session_in_log(session)).collect::<Vec<_>>().join(" ")
    }

    /// Returns the reference of a user in the log.
    pub fn user_in_log(&self, person: Person) -> String {
        self.reference("log of users", person.key().as_ref())
    }

    /// Returns the reference of a listed session's user in the log. `None` if the session has no user.
    pub fn owner_in_log(&self, session: &ListedSession) -> Option<String> {
        session.listed.person.map(|person| self.reference("log of users", person.as_ref()))
    }

    /// Derives a reference for the log. Returns an empty text if the key ring has no key: a log without references is
    /// better than a sign-out that fails.
    fn reference(&self, purpose: &str, key: &[u8]) -> String {
        let derived = self.keys.sealing(clock::unix_now()).and_then(|master| master.derive(purpose, key).ok());
        derived.iter().flatten().take(LENGTH).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
    }
}
