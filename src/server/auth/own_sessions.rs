//! The sessions of one user, which the user can list and end from any of them.
//!
//! The index of the store decides to which user a session belongs, never the request. The reference of a session is
//! looked up among the sessions of this user only, and an unknown reference changes nothing.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use tower_sessions::session::Id;

use super::Auth;
use crate::server::{
    security_event::SecurityEvent,
    session::{ListedSession, Person, SessionKey, StoreError, UserSession, session_key},
};

/// The sessions of a user, listed for a request in one of these sessions.
pub struct OwnSessions {
    this: SessionKey,
    /// The session of the request comes first, then the others, the most recently used first.
    pub all: Vec<ListedSession>,
}

impl OwnSessions {
    /// Whether `session` is the session of the request.
    pub fn is_this(&self, session: &ListedSession) -> bool {
        session.key == self.this
    }
}

impl Auth {
    /// Returns the sessions of a user. `id` is the session of the request.
    pub async fn own_sessions(&self, user: &UserSession, id: Id) -> Result<OwnSessions, StoreError> {
        let (this, mut all) = (session_key(id), self.store.sessions_of(Person::of(user)).await?);
        all.sort_by_key(|session| (session.key != this, std::cmp::Reverse(session.seen_at)));
        Ok(OwnSessions { this, all })
    }

    /// Ends the user's session with this reference. Nothing changes if the session belongs to another user or has ended
    /// already.
    pub async fn end_own_session(&self, own: &OwnSessions, named: &str) -> Result<(), StoreError> {
        if let Some(session) = own.all.iter().find(|session| reference(session) == named) {
            self.store.end_session(session.key).await?;
            let (session, by) = (self.store.session_in_log(session.key), self.store.session_in_log(own.this));
            let (event, reason) = (SecurityEvent::SessionEnded.name(), "revoked");
            tracing::info!(event, reason, session, by, "a user ended one of their sessions");
        }
        Ok(())
    }

    /// Ends all sessions of the user except the session of the request.
    pub async fn end_other_sessions(&self, own: &OwnSessions) -> Result<(), StoreError> {
        let others: Vec<_> = own.all.iter().filter(|session| !own.is_this(session)).cloned().collect();
        self.store.end_all(&others).await?;
        let sessions = self.store.sessions_in_log(others.iter().map(|session| session.key));
        let by = self.store.session_in_log(own.this);
        let (event, reason) = (SecurityEvent::SessionEnded.name(), "revoked");
        tracing::info!(event, reason, sessions, by, "a user ended their other sessions");
        Ok(())
    }
}

/// Returns the reference by which a form names a session. Neither the session ID nor the key of its record can be
/// derived from it.
pub fn reference(session: &ListedSession) -> String {
    reference_of(session.key)
}

/// As [`reference()`], by the key of the session.
pub fn reference_of(session: SessionKey) -> String {
    let hash = Sha256::new().chain_update(b"the reference of a session\0").chain_update(session).finalize();
    URL_SAFE_NO_PAD.encode(hash.get(..16).unwrap_or_default())
}
