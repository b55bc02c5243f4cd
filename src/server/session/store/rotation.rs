//! After a key rotation: a session in use is sealed again with the new key, so that the old key can be removed.

use tower_sessions::session::Id;

use super::{
    super::{super::clock, random},
    Store, StoreError,
    backend::{LeaseChange, SessionUpdate, StoredSession, TokenCondition},
    sealing::{self, Binding},
    sessions::{secret, session_key},
};

/// The lifetime of the lease on the tokens: longer than reading and writing the tokens takes.
const LEASE_SECONDS: i64 = 5;

impl Store {
    /// Seals a session and its tokens with the current key if they were sealed with another key. A concurrent change by
    /// another request wins: what it writes is sealed with the current key anyway.
    pub(super) async fn reseal(&self, id: Id, found: &StoredSession) -> Result<(), StoreError> {
        if !sealing::is_of_another_key(&self.keys, &found.record) {
            return Ok(());
        }
        // The tokens are sealed before the session's record. If this process crashes in between, the record still has
        // the old key, so that the next request repeats both.
        self.reseal_tokens(id).await?;
        let binding = Binding::session(session_key(id), found.revision);
        let Ok(record) = sealing::open(&self.keys, binding, &secret(id), &found.record) else { return Ok(()) };
        let update = SessionUpdate::Record {
            // The revision stays because the content is the same, so that a request that read the record before can
            // still save it.
            expected: [found.revision; 2],
            revision: found.revision,
            record: self.seal(binding, &secret(id), record)?,
            expires_at: found.expires_at,
        };
        self.backend.update_session(session_key(id), update).await.map(drop)
    }

    /// Seals a session's tokens with the current key. Skips tokens that another request is refreshing: the new tokens
    /// will be sealed with the current key.
    async fn reseal_tokens(&self, id: Id) -> Result<(), StoreError> {
        let (key, now, owner) = (session_key(id), clock::unix_now(), random());
        let lease = LeaseChange::Acquire { owner, now, until: now + LEASE_SECONDS };
        if !self.backend.lease_tokens(key, lease).await? {
            return Ok(());
        }
        if let Some(found) = self.backend.tokens(key).await?
            && sealing::is_of_another_key(&self.keys, &found.tokens)
            && let binding = Binding::tokens(key, found.version)
            && let Ok(record) = sealing::open(&self.keys, binding, &secret(id), &found.tokens)
        {
            let sealed = self.seal(Binding::tokens(key, found.version + 1), &secret(id), record)?;
            // This write also frees the lease.
            self.backend.put_tokens(key, sealed, TokenCondition::IfVersion(found.version)).await?;
        }
        self.backend.lease_tokens(key, LeaseChange::Release { owner }).await.map(drop)
    }
}
