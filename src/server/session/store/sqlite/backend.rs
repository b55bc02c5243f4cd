//! The storage interface over SQLite: reads use a reader's connection, changes use the writer's connection.

use async_trait::async_trait;
use rusqlite::Connection;

use super::{
    super::{
        super::lookup_keys::SessionKey,
        StoreError,
        backend::{
            Backend, LeaseChange, ListedSession, NewSession, PutCondition, RecordFilter, RecordId, Replacement,
            SessionFilter, SessionUpdate, ShortLived, StoreFacts, StoredSession, StoredTokens, TakeRequest, Taken,
            TokenCondition,
        },
    },
    Sqlite, sessions, short_lived,
};

#[async_trait]
impl Backend for Sqlite {
    async fn insert_session(&self, session: NewSession, now: i64) -> Result<bool, StoreError> {
        self.connections.write(move |connection| sessions::insert(connection, &session, now)).await
    }

    async fn session(&self, key: SessionKey) -> Result<Option<StoredSession>, StoreError> {
        self.connections.read(move |connection| sessions::find(connection, key)).await
    }

    async fn update_session(&self, key: SessionKey, update: SessionUpdate) -> Result<bool, StoreError> {
        let key = key.to_bytes();
        match update {
            SessionUpdate::LastUse { seen_at } => {
                self.connections.change("UPDATE session SET seen_at = ?2 WHERE key = ?1", (key, seen_at)).await
            }
            SessionUpdate::Record { expected: [read, written], revision, record, expires_at } => {
                let change = "UPDATE session SET record = ?4, mark = ?5, expires_at = ?6
                              WHERE key = ?1 AND mark IN (?2, ?3)";
                self.connections.change(change, (key, read, written, record, revision, expires_at)).await
            }
        }
    }

    async fn end_sessions(&self, keys: &[SessionKey]) -> Result<usize, StoreError> {
        let keys = keys.to_vec();
        self.connections.write(move |connection| sessions::end(connection, &keys)).await
    }

    async fn list_sessions(&self, filter: SessionFilter) -> Result<Vec<ListedSession>, StoreError> {
        self.connections.read(move |connection| sessions::list(connection, filter)).await
    }

    async fn count_sessions(&self, now: i64, idle_since: i64) -> Result<usize, StoreError> {
        self.connections.read(move |connection| sessions::count(connection, now, idle_since)).await
    }

    async fn put_tokens(
        &self,
        key: SessionKey,
        tokens: Vec<u8>,
        condition: TokenCondition,
    ) -> Result<bool, StoreError> {
        let key = key.to_bytes();
        match condition {
            TokenCondition::Always => {
                let change = "INSERT OR REPLACE INTO session_tokens (key, tokens, version, lease_owner, lease_until)
                              SELECT key, ?2, 1, 0, 0 FROM session WHERE key = ?1";
                self.connections.change(change, (key, tokens)).await
            }
            TokenCondition::IfVersion(version) => {
                let change = "UPDATE session_tokens SET tokens = ?3, version = version + 1, lease_until = 0
                              WHERE key = ?1 AND version = ?2";
                self.connections.change(change, (key, version, tokens)).await
            }
        }
    }

    async fn tokens(&self, key: SessionKey) -> Result<Option<StoredTokens>, StoreError> {
        self.connections.read(move |connection| sessions::tokens(connection, key)).await
    }

    async fn lease_tokens(&self, key: SessionKey, lease: LeaseChange) -> Result<bool, StoreError> {
        let key = key.to_bytes();
        match lease {
            LeaseChange::Acquire { owner, now, until } => {
                let change = "UPDATE session_tokens SET lease_owner = ?2, lease_until = ?4
                              WHERE key = ?1 AND (lease_until <= ?3 OR lease_owner = ?2)";
                self.connections.change(change, (key, owner, now, until)).await
            }
            LeaseChange::Release { owner } => {
                let change = "UPDATE session_tokens SET lease_until = 0 WHERE key = ?1 AND lease_owner = ?2";
                self.connections.change(change, (key, owner)).await
            }
        }
    }

    async fn put(&self, record: ShortLived, condition: PutCondition) -> Result<bool, StoreError> {
        self.connections.write(move |connection| short_lived::put(connection, &record, condition)).await
    }

    async fn find(&self, id: RecordId, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.connections.read(move |connection| short_lived::find(connection, id, now)).await
    }

    async fn take(&self, request: TakeRequest, replacement: Option<Replacement>) -> Result<Taken, StoreError> {
        self.connections
            .write(move |connection| match replacement {
                Some(replacement) => short_lived::take_and_replace(connection, request, replacement),
                None => Ok(short_lived::take(connection, request)?.map_or(Taken::Nothing, Taken::Record)),
            })
            .await
    }

    async fn remove(&self, filter: RecordFilter) -> Result<(), StoreError> {
        let removed = match filter {
            RecordFilter::Id(RecordId { kind, key }) => {
                let change = "DELETE FROM short_lived WHERE kind = ?1 AND key = ?2";
                self.connections.change(change, (kind, key.to_bytes())).await
            }
            RecordFilter::OfBrowser { kind, browser } => {
                let change = "DELETE FROM short_lived WHERE kind = ?1 AND browser = ?2";
                self.connections.change(change, (kind, browser.to_bytes())).await
            }
        };
        removed.map(drop)
    }

    async fn sweep(&self, now: i64, idle_since: i64, at_most: u32) -> Result<usize, StoreError> {
        self.connections
            .write(move |connection| {
                let sessions = connection.execute(
                    "DELETE FROM session WHERE rowid IN
                       (SELECT rowid FROM session WHERE expires_at <= ?1 OR seen_at <= ?2 LIMIT ?3)",
                    (now, idle_since, at_most),
                )?;
                Ok(sessions + short_lived::sweep(connection, now, at_most)?)
            })
            .await
    }
    async fn facts(&self) -> Result<StoreFacts, StoreError> {
        let version = |connection: &Connection| Ok(connection.query_row("PRAGMA user_version", (), |row| row.get(0))?);
        Ok(StoreFacts { schema_version: Some(self.connections.read(version).await?), clock: None })
    }
}
