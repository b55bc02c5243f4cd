//! Tokens in the store: apart from the session's record, so that a page does not read the tokens that it does not need.

use std::time::Duration;

use tower_sessions::session::Id;

use super::{
    super::{super::clock, TokenSet},
    Store, StoreError,
    backend::{LeaseChange, TokenCondition},
    sealing::Binding,
    sessions::{secret, session_key},
};

/// The version of a session's tokens that was read. Only the newest version can be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenVersion(i64);

impl Store {
    /// Stores the tokens of a new session. Fails with [`StoreError::Gone`] if the session does not exist.
    pub async fn insert_tokens(&self, id: Id, tokens: &TokenSet) -> Result<(), StoreError> {
        let sealed = self.seal_tokens(id, 1, tokens)?;
        let is_stored = self.backend.put_tokens(session_key(id), sealed, TokenCondition::Always).await?;
        if is_stored { Ok(()) } else { Err(StoreError::Gone) }
    }

    /// Returns the tokens of a session. If they cannot be opened, the session ends, because it is useless without tokens.
    pub async fn tokens(&self, id: Id) -> Result<Option<(TokenSet, TokenVersion)>, StoreError> {
        let key = session_key(id);
        let Some(found) = self.backend.tokens(key).await? else { return Ok(None) };
        let tokens = self.read(Binding::tokens(key, found.version), &secret(id), &found.tokens)?;
        if tokens.is_none() {
            self.end_session(key).await?;
        }
        Ok(tokens.map(|tokens| (tokens, TokenVersion(found.version))))
    }

    /// Replaces the tokens that were read as `version`, and frees the lease on them. Returns `false` if another process was
    /// faster, or the session has ended.
    pub async fn replace_tokens(&self, id: Id, version: TokenVersion, tokens: &TokenSet) -> Result<bool, StoreError> {
        let sealed = self.seal_tokens(id, version.0 + 1, tokens)?;
        self.backend.put_tokens(session_key(id), sealed, TokenCondition::IfVersion(version.0)).await
    }

    /// Gives `owner` the right to refresh a session's tokens for this time. Returns `false` if another owner holds the lease,
    /// also in another process, or if the session has no tokens.
    pub async fn lease_tokens(&self, id: Id, owner: i64, lifetime: Duration) -> Result<bool, StoreError> {
        let lease = LeaseChange::Acquire { owner, now: clock::unix_now(), until: clock::unix_after(lifetime) };
        self.backend.lease_tokens(session_key(id), lease).await
    }

    /// Frees the lease on a session's tokens if `owner` holds it.
    pub async fn release_tokens(&self, id: Id, owner: i64) -> Result<(), StoreError> {
        self.backend.lease_tokens(session_key(id), LeaseChange::Release { owner }).await.map(drop)
    }

    fn seal_tokens(&self, id: Id, version: i64, tokens: &TokenSet) -> Result<Vec<u8>, StoreError> {
        self.seal(Binding::tokens(session_key(id), version), &secret(id), rmp_serde::to_vec_named(tokens)?)
    }
}
