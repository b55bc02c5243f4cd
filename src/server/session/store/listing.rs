//! Sessions found without their cookies: for the user's own list, for sign-outs at the provider, and for the operator.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tower_sessions::session::Record;

use super::{
    super::{
        super::{clock, hex::hex},
        UserSession,
        entries::BROWSER,
        lookup_keys::{PersonKey, ProviderSessionKey, SessionKey},
    },
    Store, StoreError,
    backend::{ListedSession, Listing, SessionFilter},
};

/// The number of sessions that one user may have. A further sign-in ends the oldest, so that neither the list of a user nor the
/// work of ending all sessions grows without bound.
pub const MOST_SESSIONS_OF_A_USER: usize = 50;

/// The number of sessions that one statement ends: few enough for the timeout of a statement.
const END_BATCH_SIZE: usize = 500;

/// A user, identified by (`tid`, `oid`), or by (`iss`, `sub`) at a provider other than Microsoft.
///
/// The issuer is ignored if there is a tenant, because one tenant has several issuers (v1, v2) for the same user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Person(PersonKey);

impl Person {
    /// Returns the user of a session.
    pub fn of(user: &UserSession) -> Self {
        match (&user.tenant_id, &user.object_id) {
            (Some(tenant), Some(object)) => Self::in_tenant(tenant, object),
            _ => Self::of_issuer(&user.issuer, &user.subject),
        }
    }

    pub(super) fn key(self) -> PersonKey {
        self.0
    }

    /// Returns the tag by which the tabs of a browser tell users apart. It is not keyed, so that a rotation of the keys does not change
    /// it, and it differs from every key of the store.
    pub fn tag_in_tabs(self) -> String {
        let hash = hash_of(&["tab", &hex(self.0.as_ref())]);
        hex(hash.get(..8).unwrap_or_default())
    }

    /// Returns the user with this tenant ID and object ID.
    pub fn in_tenant(tenant_id: &str, object_id: &str) -> Self {
        let hash = hash_of(&["tid", &tenant_id.to_ascii_lowercase(), &object_id.to_ascii_lowercase()]);
        Self(hash.into())
    }

    /// Returns the user with this issuer and subject.
    pub fn of_issuer(issuer: &str, subject: &str) -> Self {
        Self(hash_of(&["iss", issuer, subject]).into())
    }
}

fn provider_session_key(relying_party: &str, sid: &str) -> ProviderSessionKey {
    hash_of(&["sid", relying_party, sid]).into()
}

impl Store {
    /// Lists the live sessions of a user, the newest first.
    pub async fn sessions_of(&self, person: Person) -> Result<Vec<ListedSession>, StoreError> {
        self.list(SessionFilter::OfPerson(person.0)).await
    }

    /// Lists all live sessions, the newest first; for the operator.
    pub async fn all_sessions(&self) -> Result<Vec<ListedSession>, StoreError> {
        self.list(SessionFilter::All).await
    }

    /// Returns the number of live sessions.
    pub async fn count_sessions(&self) -> Result<usize, StoreError> {
        let now = clock::unix_now();
        self.backend.count_sessions(now, now - self.lifetimes.idle.as_secs().cast_signed()).await
    }

    /// Lists the live sessions that belong to one session at the provider (`sid`).
    pub async fn sessions_at_provider(&self, relying_party: &str, sid: &str) -> Result<Vec<ListedSession>, StoreError> {
        self.list(SessionFilter::AtProvider(provider_session_key(relying_party, sid))).await
    }

    /// Ends sessions that were listed, with their tokens, in as few statements as possible. Returns how many still existed.
    pub async fn end_all(&self, sessions: &[ListedSession]) -> Result<usize, StoreError> {
        let keys: Vec<_> = sessions.iter().map(|session| session.key).collect();
        self.end_keys(&keys).await
    }

    /// Ends sessions by their keys. Returns how many still existed.
    pub async fn end_keys(&self, keys: &[SessionKey]) -> Result<usize, StoreError> {
        let mut ended = 0;
        for keys in keys.chunks(END_BATCH_SIZE) {
            ended += self.backend.end_sessions(keys).await?;
        }
        Ok(ended)
    }

    /// Returns whether a session has neither expired nor been idle for too long.
    pub(super) fn is_live(&self, expires_at: i64, seen_at: i64, now: i64) -> bool {
        expires_at > now && seen_at.saturating_add(self.lifetimes.idle.as_secs().cast_signed()) > now
    }

    async fn list(&self, filter: SessionFilter) -> Result<Vec<ListedSession>, StoreError> {
        let mut sessions = self.backend.list_sessions(filter).await?;
        let now = clock::unix_now();
        sessions.retain(|session| self.is_live(session.expires_at, session.seen_at, now));
        sessions.sort_by_key(|session| std::cmp::Reverse(session.listed.started_at));
        Ok(sessions)
    }
}

/// Returns the keys and the data under which a new session of this user is listed, with the sealed tenant.
pub(super) fn listing_of(record: &Record, user: Option<&UserSession>, tenant: Option<Vec<u8>>) -> Listing {
    let sid = user.and_then(|user| user.provider_session.as_deref().map(|sid| (user, sid)));
    Listing {
        person: user.map(|user| Person::of(user).0),
        provider_session: sid.map(|(user, sid)| provider_session_key(&user.relying_party, sid)),
        tenant,
        browser: record.data.get(BROWSER).and_then(|browser| browser.as_str()).unwrap_or_default().to_owned(),
        started_at: user.map_or_else(clock::unix_now, |user| user.signed_in_at),
    }
}

/// Hashes a list of parts with their lengths, so that two different lists never give the same input of the hash.
pub(super) fn hash_of(parts: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}
