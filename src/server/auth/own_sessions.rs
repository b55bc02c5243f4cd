//! The sessions of one person, seen and ended from any of them.
//!
//! Whose session it is decides the store's own index, never what a request says: a reference is looked for among the
//! person's own sessions only, and one that is not there is as good as ended.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use tower_sessions::session::Id;

use crate::server::session::{ListedSession, Person, SessionKey, Store, StoreError, UserSession, session_key};

/// The sessions of a person.
pub struct OwnSessions {
    this: SessionKey,
    /// In the order in which they were last seen, the newest first; this one stands before all others.
    pub all: Vec<ListedSession>,
}

impl OwnSessions {
    /// Looks the sessions of a person up, who asks in the session with this ID.
    pub async fn of(store: &Store, user: &UserSession, id: Id) -> Result<Self, StoreError> {
        let (this, mut all) = (session_key(id), store.sessions_of(Person::of(user)).await?);
        all.sort_by_key(|session| (session.key != this, std::cmp::Reverse(session.seen_at)));
        Ok(Self { this, all })
    }

    /// Says whether it is the session in which the person asks.
    pub fn is_this(&self, session: &ListedSession) -> bool {
        session.key == self.this
    }

    /// Ends the session with this reference. One that is not the person's changes nothing, like one that is over.
    pub async fn end(&self, store: &Store, reference: &str) -> Result<(), StoreError> {
        if let Some(named) = self.all.iter().find(|session| self::reference(session) == reference) {
            store.end_session(named.key).await?;
            tracing::info!(event = "session_ended", "a person ended one of their sessions");
        }
        Ok(())
    }

    /// Ends all sessions but this one.
    pub async fn end_others(&self, store: &Store) -> Result<(), StoreError> {
        let others: Vec<_> = self.all.iter().filter(|session| !self.is_this(session)).cloned().collect();
        store.end_all(&others).await?;
        tracing::info!(event = "session_ended", "a person ended their other sessions");
        Ok(())
    }
}

/// Returns what names a session in a form: neither its ID nor the key of its record can be found from it.
pub fn reference(session: &ListedSession) -> String {
    let hash = Sha256::new().chain_update(b"the reference of a session\0").chain_update(session.key).finalize();
    URL_SAFE_NO_PAD.encode(hash.get(..16).unwrap_or_default())
}
