//! The sessions of a person, found without their cookies: for the person's own list, and to end them from elsewhere.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tower_sessions::session::Record;

use super::{
    super::{super::clock, IDLE_LIFETIME, USER, UserSession},
    Store, StoreError,
    backend::{Key, ListedSession, Listing},
};

/// Under which entry of a session's record it says what it was begun with.
pub(in super::super) const BROWSER: &str = "browser";

/// Whose sessions are meant: (`tid`, `oid`), or (`iss`, `sub`) where the provider is not Microsoft's.
///
/// The issuer is left out where there is a tenant, because one tenant has several (v1, v2), and the person is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person(Key);

impl Person {
    /// Returns whose session this is.
    pub fn of(user: &UserSession) -> Self {
        match (&user.tenant_id, &user.object_id) {
            (Some(tenant), Some(object)) => Self::in_tenant(tenant, object),
            _ => Self::of_issuer(&user.issuer, &user.subject),
        }
    }

    /// Names a person by tenant ID and object ID.
    pub fn in_tenant(tenant_id: &str, object_id: &str) -> Self {
        Self(hash_of(&["tid", &tenant_id.to_ascii_lowercase(), &object_id.to_ascii_lowercase()]))
    }

    /// Names a person by issuer and subject.
    pub fn of_issuer(issuer: &str, subject: &str) -> Self {
        Self(hash_of(&["iss", issuer, subject]))
    }
}

/// Returns by what the sessions of one session at the provider are found.
fn provider_session_key(relying_party: &str, sid: &str) -> Key {
    hash_of(&["sid", relying_party, sid])
}

impl Store {
    /// Lists the live sessions of a person, the newest first.
    pub async fn sessions_of(&self, person: Person) -> Result<Vec<ListedSession>, StoreError> {
        Ok(live(self.backend.sessions_of(person.0).await?))
    }

    /// Lists all live sessions, the newest first; for the operator.
    pub async fn all_sessions(&self) -> Result<Vec<ListedSession>, StoreError> {
        Ok(live(self.backend.all_sessions().await?))
    }

    /// Lists the live sessions that came of one session at the provider (`sid`).
    pub async fn sessions_at_provider(&self, relying_party: &str, sid: &str) -> Result<Vec<ListedSession>, StoreError> {
        Ok(live(self.backend.sessions_at_provider(provider_session_key(relying_party, sid)).await?))
    }

    /// Ends sessions that were listed, with their tokens; returns how many were still there.
    pub async fn end_all(&self, sessions: &[ListedSession]) -> Result<usize, StoreError> {
        let mut ended = 0;
        for session in sessions {
            ended += usize::from(self.end_session(session.key).await?);
        }
        Ok(ended)
    }
}

/// Returns by what a session is found without its cookie.
pub(super) fn listing_of(record: &Record) -> Listing {
    let user = record.data.get(USER).and_then(|user| serde_json::from_value::<UserSession>(user.clone()).ok());
    let sid = user.as_ref().and_then(|user| user.provider_session.as_deref().map(|sid| (user, sid)));
    Listing {
        person: user.as_ref().map(|user| Person::of(user).0),
        provider_session: sid.map(|(user, sid)| provider_session_key(&user.relying_party, sid)),
        browser: record.data.get(BROWSER).and_then(|browser| browser.as_str()).unwrap_or_default().to_owned(),
        started_at: clock::unix_now(),
    }
}

fn live(mut sessions: Vec<ListedSession>) -> Vec<ListedSession> {
    let now = clock::unix_now();
    sessions.retain(|session| is_live(session.expires_at, session.seen_at, now));
    sessions.sort_by_key(|session| std::cmp::Reverse(session.listed.started_at));
    sessions
}

/// Says whether a session has neither come to its end nor been idle for too long.
pub(super) fn is_live(expires_at: i64, seen_at: i64, now: i64) -> bool {
    expires_at > now && seen_at.saturating_add(IDLE_LIFETIME.as_secs().cast_signed()) > now
}

/// Hashes parts so that no two lists of parts are alike.
pub(super) fn hash_of(parts: &[&str]) -> Key {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}
