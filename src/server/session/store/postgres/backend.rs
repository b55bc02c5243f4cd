//! The verbs of a backend, each one statement.

use async_trait::async_trait;
use tokio_postgres::Row;

use super::{
    super::{
        StoreError,
        backend::{
            Backend, Exchanged, Key, ListedSession, Listing, NewSession, ShortLived, StoredSession, StoredTokens,
        },
    },
    Postgres,
    connections::Values,
    failure::Failure,
    rows,
    statements::{self, Sql},
};

impl Postgres {
    /// Runs a statement; returns how many rows it says that it changed.
    async fn count(&self, sql: &Sql, values: Values<'_>) -> Result<usize, StoreError> {
        Ok(self.connections.run(sql, values).await?.len())
    }

    async fn one<T>(
        &self,
        sql: &Sql,
        values: Values<'_>,
        read: fn(&Row) -> Result<T, Failure>,
    ) -> Result<Option<T>, StoreError> {
        let rows = self.connections.run(sql, values).await?;
        Ok(rows.first().map(read).transpose()?)
    }

    async fn list(&self, sql: &Sql, key: &[u8]) -> Result<Vec<ListedSession>, StoreError> {
        let rows = self.connections.run(sql, &[&key]).await?;
        Ok(rows.iter().map(rows::listed).collect::<Result<_, _>>()?)
    }
}

#[async_trait]
impl Backend for Postgres {
    async fn insert_session(&self, session: NewSession, now: i64) -> Result<bool, StoreError> {
        let NewSession { key, record, mark, listed, expires_at } = &session;
        let Listing { person, provider_session, browser, started_at } = listed;
        let (person, provider_session) =
            (person.as_ref().map(Key::as_slice), provider_session.as_ref().map(Key::as_slice));
        let inserted = self
            .count(
                &statements::INSERT_SESSION,
                &[&key.as_slice(), record, mark, expires_at, &now, started_at, browser, &person, &provider_session],
            )
            .await?;
        Ok(inserted == 1)
    }

    async fn session(&self, key: Key) -> Result<Option<StoredSession>, StoreError> {
        self.one(&statements::SESSION, &[&key.as_slice()], rows::session).await
    }

    async fn replace_session(
        &self,
        key: Key,
        expected: [i64; 2],
        record: Vec<u8>,
        mark: i64,
        expires_at: i64,
    ) -> Result<bool, StoreError> {
        let [read, written] = &expected;
        let values: Values<'_> = &[&key.as_slice(), read, written, &record, &mark, &expires_at];
        Ok(self.count(&statements::REPLACE_SESSION, values).await? == 1)
    }

    async fn note_use(&self, key: Key, now: i64) -> Result<(), StoreError> {
        self.count(&statements::NOTE_USE, &[&key.as_slice(), &now]).await.map(drop)
    }

    async fn end_session(&self, key: Key) -> Result<bool, StoreError> {
        Ok(self.count(&statements::END_SESSION, &[&key.as_slice()]).await? == 1)
    }

    async fn sessions_of(&self, person: Key) -> Result<Vec<ListedSession>, StoreError> {
        self.list(&statements::SESSIONS_OF, &person).await
    }

    async fn sessions_at_provider(&self, provider_session: Key) -> Result<Vec<ListedSession>, StoreError> {
        self.list(&statements::SESSIONS_AT_PROVIDER, &provider_session).await
    }

    async fn all_sessions(&self) -> Result<Vec<ListedSession>, StoreError> {
        let mut all = self.list(&statements::SESSIONS_AFTER, &[]).await?;
        while let Some(last) = all.last().map(|session| session.key) {
            let mut next = self.list(&statements::SESSIONS_AFTER, &last).await?;
            if next.is_empty() {
                break;
            }
            all.append(&mut next);
        }
        Ok(all)
    }

    async fn put_tokens(&self, key: Key, tokens: Vec<u8>) -> Result<bool, StoreError> {
        Ok(self.count(&statements::PUT_TOKENS, &[&key.as_slice(), &tokens]).await? == 1)
    }

    async fn tokens(&self, key: Key) -> Result<Option<StoredTokens>, StoreError> {
        self.one(&statements::TOKENS, &[&key.as_slice()], rows::tokens).await
    }

    async fn replace_tokens(&self, key: Key, version: i64, tokens: Vec<u8>) -> Result<bool, StoreError> {
        Ok(self.count(&statements::REPLACE_TOKENS, &[&key.as_slice(), &version, &tokens]).await? == 1)
    }

    async fn lease_tokens(&self, key: Key, owner: i64, now: i64, until: i64) -> Result<bool, StoreError> {
        Ok(self.count(&statements::LEASE_TOKENS, &[&key.as_slice(), &owner, &now, &until]).await? == 1)
    }

    async fn release_tokens(&self, key: Key, owner: i64) -> Result<(), StoreError> {
        self.count(&statements::RELEASE_TOKENS, &[&key.as_slice(), &owner]).await.map(drop)
    }

    async fn put(&self, record: ShortLived) -> Result<(), StoreError> {
        let ShortLived { kind, key, browser, record, expires_at } = &record;
        let values: Values<'_> = &[kind, &key.as_slice(), &browser.as_slice(), record, expires_at];
        self.count(&statements::PUT, values).await.map(drop)
    }

    async fn put_first(&self, record: ShortLived, now: i64) -> Result<bool, StoreError> {
        let ShortLived { kind, key, browser, record, expires_at } = &record;
        let values: Values<'_> = &[kind, &key.as_slice(), &browser.as_slice(), record, expires_at, &now];
        Ok(self.count(&statements::PUT_FIRST, values).await? == 1)
    }

    async fn find(&self, kind: &'static str, key: Key, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.one(&statements::FIND, &[&kind, &key.as_slice(), &now], rows::record).await
    }

    async fn take(&self, kind: &'static str, key: Key, browser: Key, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let values: Values<'_> = &[&kind, &key.as_slice(), &browser.as_slice(), &now];
        self.one(&statements::TAKE, values, rows::record).await
    }

    async fn replace(&self, record: ShortLived) -> Result<bool, StoreError> {
        let ShortLived { kind, key, browser, record, expires_at } = &record;
        let values: Values<'_> = &[kind, &key.as_slice(), &browser.as_slice(), record, expires_at];
        Ok(self.count(&statements::REPLACE, values).await? == 1)
    }

    async fn remove(&self, kind: &'static str, key: Key) -> Result<(), StoreError> {
        self.count(&statements::REMOVE, &[&kind, &key.as_slice()]).await.map(drop)
    }

    async fn remove_of_browser(&self, kind: &'static str, browser: Key) -> Result<(), StoreError> {
        self.count(&statements::REMOVE_OF_BROWSER, &[&kind, &browser.as_slice()]).await.map(drop)
    }

    async fn exchange(&self, taken: &'static str, replacement: ShortLived, now: i64) -> Result<Exchanged, StoreError> {
        let ShortLived { kind, key, browser, record, expires_at } = &replacement;
        let (key, browser) = (key.as_slice(), browser.as_slice());
        let values: Values<'_> = &[kind, &key, &browser, record, expires_at, &taken, &now];
        if let Some(record) = self.one(&statements::EXCHANGE, values, rows::record).await? {
            return Ok(Exchanged::Taken(record));
        }
        let before = self.one(&statements::EXCHANGED_BEFORE, &[kind, &key, &browser, &now], rows::record).await?;
        Ok(before.map_or(Exchanged::Nothing, Exchanged::Before))
    }

    async fn sweep(&self, now: i64, idle_since: i64, at_most: u32) -> Result<usize, StoreError> {
        let at_most = i64::from(at_most);
        let sessions = self.count(&statements::SWEEP_SESSIONS, &[&now, &idle_since, &at_most]).await?;
        Ok(sessions + self.count(&statements::SWEEP_SHORT_LIVED, &[&now, &at_most]).await?)
    }
}
