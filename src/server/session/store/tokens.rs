//! The tokens in the store: apart from the session's record, so that a page does not read what it does not need.

use std::time::Duration;

use tower_sessions::session::Id;

use super::{
    super::{super::clock, TokenSet},
    Store, StoreError,
    backend::Key,
    sealing::Place,
    sessions::{secret, session_key},
};

/// Which version of a session's tokens was read; only the newest may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenVersion(i64);

impl Store {
    /// Puts the tokens of a new session in. Fails with [`StoreError::Gone`] when there is no such session.
    pub async fn insert_tokens(&self, id: Id, tokens: &TokenSet) -> Result<(), StoreError> {
        let sealed = self.seal_tokens(id, 1, tokens)?;
        if self.backend.put_tokens(session_key(id), sealed).await? { Ok(()) } else { Err(StoreError::Gone) }
    }

    /// Returns the tokens of a session. If they do not open, the session ends: signed in without tokens helps nobody.
    pub async fn tokens(&self, id: Id) -> Result<Option<(TokenSet, TokenVersion)>, StoreError> {
        let key = session_key(id);
        let Some(found) = self.backend.tokens(key).await? else { return Ok(None) };
        let tokens = self.read(place(key, found.version), &secret(id), &found.tokens)?;
        if tokens.is_none() {
            self.end_session(key).await?;
        }
        Ok(tokens.map(|tokens| (tokens, TokenVersion(found.version))))
    }

    /// Replaces the tokens that were read as `version`, and ends a lease on them; returns `false` when somebody else was
    /// faster, or the session has ended meanwhile.
    pub async fn replace_tokens(&self, id: Id, version: TokenVersion, tokens: &TokenSet) -> Result<bool, StoreError> {
        let sealed = self.seal_tokens(id, version.0 + 1, tokens)?;
        self.backend.replace_tokens(session_key(id), version.0, sealed).await
    }

    /// Gives `owner` the right to refresh a session's tokens for so long; returns `false` while another has it, also in
    /// another process, and when the tokens are gone.
    pub async fn lease_tokens(&self, id: Id, owner: i64, lifetime: Duration) -> Result<bool, StoreError> {
        let (now, until) = (clock::unix_now(), clock::unix_after(lifetime));
        self.backend.lease_tokens(session_key(id), owner, now, until).await
    }

    /// Gives up a lease, if `owner` still has it.
    pub async fn release_tokens(&self, id: Id, owner: i64) -> Result<(), StoreError> {
        self.backend.release_tokens(session_key(id), owner).await
    }

    fn seal_tokens(&self, id: Id, version: i64, tokens: &TokenSet) -> Result<Vec<u8>, StoreError> {
        self.seal(place(session_key(id), version), &secret(id), rmp_serde::to_vec_named(tokens)?)
    }
}

pub(super) fn place(key: Key, version: i64) -> Place {
    Place { table: "session_tokens", key, version }
}
