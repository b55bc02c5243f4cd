//! The verbs of a backend, each on a reader's or on the writer's connection.

use async_trait::async_trait;

use super::{
    super::{
        StoreError,
        backend::{Backend, Exchanged, Key, ListedSession, NewSession, ShortLived, StoredSession, StoredTokens},
    },
    Sqlite, sessions, short_lived,
};

#[async_trait]
impl Backend for Sqlite {
    async fn insert_session(&self, session: NewSession, now: i64) -> Result<bool, StoreError> {
        self.connections.write(move |connection| sessions::insert(connection, &session, now)).await
    }

    async fn session(&self, key: Key) -> Result<Option<StoredSession>, StoreError> {
        self.connections.read(move |connection| sessions::find(connection, key)).await
    }

    async fn replace_session(
        &self,
        key: Key,
        expected: [i64; 2],
        record: Vec<u8>,
        mark: i64,
        expires_at: i64,
    ) -> Result<bool, StoreError> {
        let change = "UPDATE session SET record = ?4, mark = ?5, expires_at = ?6 WHERE key = ?1 AND mark IN (?2, ?3)";
        let [read, written] = expected;
        self.connections.change(change, (key, read, written, record, mark, expires_at)).await
    }

    async fn note_use(&self, key: Key, now: i64) -> Result<(), StoreError> {
        self.connections.change("UPDATE session SET seen_at = ?2 WHERE key = ?1", (key, now)).await.map(drop)
    }

    async fn end_session(&self, key: Key) -> Result<bool, StoreError> {
        self.connections.change("DELETE FROM session WHERE key = ?1", (key,)).await
    }

    async fn sessions_of(&self, person: Key) -> Result<Vec<ListedSession>, StoreError> {
        self.connections.read(move |connection| sessions::list(connection, "person", person)).await
    }

    async fn sessions_at_provider(&self, provider_session: Key) -> Result<Vec<ListedSession>, StoreError> {
        self.connections.read(move |connection| sessions::list(connection, "provider_session", provider_session)).await
    }

    async fn all_sessions(&self) -> Result<Vec<ListedSession>, StoreError> {
        self.connections.read(sessions::list_all).await
    }

    async fn put_tokens(&self, key: Key, tokens: Vec<u8>) -> Result<bool, StoreError> {
        let change = "INSERT OR REPLACE INTO session_tokens (key, tokens, version, lease_owner, lease_until)
                      SELECT key, ?2, 1, 0, 0 FROM session WHERE key = ?1";
        self.connections.change(change, (key, tokens)).await
    }

    async fn tokens(&self, key: Key) -> Result<Option<StoredTokens>, StoreError> {
        self.connections.read(move |connection| sessions::tokens(connection, key)).await
    }

    async fn replace_tokens(&self, key: Key, version: i64, tokens: Vec<u8>) -> Result<bool, StoreError> {
        let change = "UPDATE session_tokens SET tokens = ?3, version = version + 1, lease_until = 0
                      WHERE key = ?1 AND version = ?2";
        self.connections.change(change, (key, version, tokens)).await
    }

    async fn lease_tokens(&self, key: Key, owner: i64, now: i64, until: i64) -> Result<bool, StoreError> {
        let change = "UPDATE session_tokens SET lease_owner = ?2, lease_until = ?4
                      WHERE key = ?1 AND (lease_until <= ?3 OR lease_owner = ?2)";
        self.connections.change(change, (key, owner, now, until)).await
    }

    async fn release_tokens(&self, key: Key, owner: i64) -> Result<(), StoreError> {
        let change = "UPDATE session_tokens SET lease_until = 0 WHERE key = ?1 AND lease_owner = ?2";
        self.connections.change(change, (key, owner)).await.map(drop)
    }

    async fn put(&self, record: ShortLived) -> Result<(), StoreError> {
        self.connections.write(move |connection| short_lived::put(connection, &record)).await
    }

    async fn put_first(&self, record: ShortLived, now: i64) -> Result<bool, StoreError> {
        self.connections.write(move |connection| short_lived::put_first(connection, &record, now)).await
    }

    async fn find(&self, kind: &'static str, key: Key, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.connections.read(move |connection| short_lived::find(connection, kind, key, now)).await
    }

    async fn take(&self, kind: &'static str, key: Key, browser: Key, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.connections.write(move |connection| short_lived::take(connection, kind, key, browser, now)).await
    }

    async fn replace(&self, record: ShortLived) -> Result<bool, StoreError> {
        let change =
            "UPDATE short_lived SET record = ?4, expires_at = ?5 WHERE kind = ?1 AND key = ?2 AND browser = ?3";
        let ShortLived { kind, key, browser, record, expires_at } = record;
        self.connections.change(change, (kind, key, browser, record, expires_at)).await
    }

    async fn remove(&self, kind: &'static str, key: Key) -> Result<(), StoreError> {
        self.connections.change("DELETE FROM short_lived WHERE kind = ?1 AND key = ?2", (kind, key)).await.map(drop)
    }

    async fn remove_of_browser(&self, kind: &'static str, browser: Key) -> Result<(), StoreError> {
        let change = "DELETE FROM short_lived WHERE kind = ?1 AND browser = ?2";
        self.connections.change(change, (kind, browser)).await.map(drop)
    }

    async fn exchange(&self, taken: &'static str, replacement: ShortLived, now: i64) -> Result<Exchanged, StoreError> {
        self.connections.write(move |connection| short_lived::exchange(connection, taken, &replacement, now)).await
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
}
