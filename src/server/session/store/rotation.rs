//! After a rotation of the keys: a session in use is sealed anew, so that the old key is needed no longer.

use tower_sessions::session::Id;

use super::{
    super::{super::clock, random},
    Store, StoreError,
    backend::StoredSession,
    sealing,
    sessions::{self, secret, session_key},
    tokens,
};

/// Longer than reading and writing tokens takes.
const LEASE_SECONDS: i64 = 5;

impl Store {
    /// Seals a session and its tokens with the key that seals now, if another one sealed them. Whoever changes them meanwhile
    /// wins: what they write is sealed with the new key anyway.
    pub(super) async fn seal_anew(&self, id: Id, found: &StoredSession) -> Result<(), StoreError> {
        if !sealing::is_of_another_key(&self.keys, &found.record) {
            return Ok(());
        }
        // The tokens first: if this process dies in between, the session's record brings it back here.
        self.seal_tokens_anew(id).await?;
        let place = sessions::place(session_key(id), found.mark);
        let Ok(record) = sealing::open(&self.keys, place, &secret(id), &found.record) else { return Ok(()) };
        let sealed = self.seal(place, &secret(id), record)?;
        // The mark stays: what the record says is the same, and a request that has read it before may still save it.
        let marks = [found.mark; 2];
        self.backend.replace_session(session_key(id), marks, sealed, found.mark, found.expires_at).await.map(drop)
    }

    /// Tokens that somebody refreshes at this moment are left alone: theirs will be sealed with the new key.
    async fn seal_tokens_anew(&self, id: Id) -> Result<(), StoreError> {
        let (key, now, owner) = (session_key(id), clock::unix_now(), random());
        if !self.backend.lease_tokens(key, owner, now, now + LEASE_SECONDS).await? {
            return Ok(());
        }
        if let Some(found) = self.backend.tokens(key).await?
            && sealing::is_of_another_key(&self.keys, &found.tokens)
            && let Ok(record) = sealing::open(&self.keys, tokens::place(key, found.version), &secret(id), &found.tokens)
        {
            let sealed = self.seal(tokens::place(key, found.version + 1), &secret(id), record)?;
            // This ends the lease, too.
            self.backend.replace_tokens(key, found.version, sealed).await?;
        }
        self.backend.release_tokens(key, owner).await
    }
}
