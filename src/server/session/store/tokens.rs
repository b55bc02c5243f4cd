//! The tokens in the store: apart from the session's record, so that a page does not read what it does not need.

use rusqlite::OptionalExtension;
use tower_sessions::session::Id;

use super::{super::TokenSet, Store, StoreError, sessions::session_key};

/// Which version of a session's tokens was read; only the newest may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenVersion(i64);

impl Store {
    /// Puts the tokens of a new session in. Fails with [`StoreError::Gone`] when there is no such session.
    pub async fn insert_tokens(&self, id: Id, tokens: &TokenSet) -> Result<(), StoreError> {
        let (key, bytes) = (session_key(id), rmp_serde::to_vec_named(tokens)?);
        let inserted = self
            .write(move |connection| {
                let mut insert = connection.prepare_cached(
                    "INSERT OR REPLACE INTO session_tokens SELECT key, ?2, 1 FROM session WHERE key = ?1",
                )?;
                Ok(insert.execute((key, bytes))?)
            })
            .await?;
        if inserted == 0 { Err(StoreError::Gone) } else { Ok(()) }
    }

    /// Returns the tokens of a session.
    pub async fn tokens(&self, id: Id) -> Result<Option<(TokenSet, TokenVersion)>, StoreError> {
        let key = session_key(id);
        let row = self
            .read(move |connection| {
                let mut select =
                    connection.prepare_cached("SELECT tokens, version FROM session_tokens WHERE key = ?1")?;
                Ok(select.query_row((key,), |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?))).optional()?)
            })
            .await?;
        row.map(|(bytes, version)| Ok((rmp_serde::from_slice(&bytes)?, TokenVersion(version)))).transpose()
    }

    /// Replaces the tokens that were read as `version`; returns `false` when somebody else was faster, or the session
    /// has ended meanwhile.
    pub async fn replace_tokens(&self, id: Id, version: TokenVersion, tokens: &TokenSet) -> Result<bool, StoreError> {
        let (key, bytes) = (session_key(id), rmp_serde::to_vec_named(tokens)?);
        self.write(move |connection| {
            let mut update = connection.prepare_cached(
                "UPDATE session_tokens SET tokens = ?3, version = version + 1 WHERE key = ?1 AND version = ?2",
            )?;
            Ok(update.execute((key, version.0, bytes))? == 1)
        })
        .await
    }
}
