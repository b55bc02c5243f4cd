//! The storage interface over PostgreSQL, each operation one statement.

use async_trait::async_trait;
use tokio_postgres::Row;

use super::{
    super::{
        super::lookup_keys::SessionKey,
        StoreError,
        backend::{
            Backend, LeaseChange, ListedSession, Listing, NewSession, PutCondition, RecordFilter, RecordId,
            Replacement, SessionFilter, SessionUpdate, ShortLived, StoreFacts, StoredSession, StoredTokens,
            TakeRequest, Taken, TokenCondition,
        },
    },
    Postgres,
    failure::PostgresFailure,
    rows,
    statements::{self, Parameters, Sql, array_of_bytes, bytes, integer, text},
};

impl Postgres {
    /// Runs a statement. Returns how many rows it changed.
    async fn count(&self, sql: &Sql, parameters: Parameters<'_>) -> Result<usize, StoreError> {
        Ok(self.pool.run(sql, parameters).await?.len())
    }

    async fn one<T>(
        &self,
        sql: &Sql,
        parameters: Parameters<'_>,
        read: fn(&Row) -> Result<T, PostgresFailure>,
    ) -> Result<Option<T>, StoreError> {
        let rows = self.pool.run(sql, parameters).await?;
        Ok(rows.first().map(read).transpose()?)
    }

    async fn list(&self, sql: &Sql, key: &[u8]) -> Result<Vec<ListedSession>, StoreError> {
        let rows = self.pool.run(sql, &[bytes(&key)]).await?;
        Ok(rows.iter().map(rows::listed).collect::<Result<_, _>>()?)
    }

    async fn list_all(&self) -> Result<Vec<ListedSession>, StoreError> {
        let mut all = self.list(&statements::SESSIONS_AFTER, &[]).await?;
        while let Some(last) = all.last().map(|session| session.key) {
            let mut next = self.list(&statements::SESSIONS_AFTER, last.as_ref()).await?;
            if next.is_empty() {
                break;
            }
            all.append(&mut next);
        }
        Ok(all)
    }
}

#[async_trait]
impl Backend for Postgres {
    async fn insert_session(&self, session: NewSession, now: i64) -> Result<bool, StoreError> {
        let NewSession { key, record, revision, listed, expires_at } = &session;
        let Listing { person, provider_session, tenant, browser, started_at } = listed;
        let person: Option<&[u8]> = person.as_ref().map(AsRef::as_ref);
        let provider_session: Option<&[u8]> = provider_session.as_ref().map(AsRef::as_ref);
        let inserted = self
            .count(
                &statements::INSERT_SESSION,
                &[
                    bytes(&key.as_ref()),
                    bytes(record),
                    integer(revision),
                    integer(expires_at),
                    integer(&now),
                    integer(started_at),
                    text(browser),
                    bytes(&person),
                    bytes(&provider_session),
                    bytes(tenant),
                ],
            )
            .await?;
        Ok(inserted == 1)
    }

    async fn session(&self, key: SessionKey) -> Result<Option<StoredSession>, StoreError> {
        self.one(&statements::SESSION, &[bytes(&key.as_ref())], rows::session).await
    }

    async fn update_session(&self, key: SessionKey, update: SessionUpdate) -> Result<bool, StoreError> {
        let key = key.as_ref();
        let updated = match &update {
            SessionUpdate::LastUse { seen_at } => {
                self.count(&statements::NOTE_USE, &[bytes(&key), integer(seen_at)]).await?
            }
            SessionUpdate::Record { expected: [read, written], revision, record, expires_at } => {
                let [read, written, revision] = [read, written, revision].map(integer);
                let parameters: Parameters<'_> =
                    &[bytes(&key), read, written, bytes(record), revision, integer(expires_at)];
                self.count(&statements::REPLACE_SESSION, parameters).await?
            }
        };
        Ok(updated == 1)
    }

    async fn end_sessions(&self, keys: &[SessionKey]) -> Result<usize, StoreError> {
        let keys: Vec<&[u8]> = keys.iter().map(AsRef::as_ref).collect();
        self.count(&statements::END_SESSIONS, &[array_of_bytes(&keys)]).await
    }

    async fn list_sessions(&self, filter: SessionFilter) -> Result<Vec<ListedSession>, StoreError> {
        match filter {
            SessionFilter::OfPerson(person) => self.list(&statements::SESSIONS_OF, person.as_ref()).await,
            SessionFilter::AtProvider(session) => self.list(&statements::SESSIONS_AT_PROVIDER, session.as_ref()).await,
            SessionFilter::All => self.list_all().await,
        }
    }

    async fn count_sessions(&self, now: i64, idle_since: i64) -> Result<usize, StoreError> {
        let parameters: Parameters<'_> = &[integer(&now), integer(&idle_since)];
        Ok(self.one(&statements::COUNT_SESSIONS, parameters, rows::count).await?.unwrap_or_default())
    }

    async fn put_tokens(
        &self,
        key: SessionKey,
        tokens: Vec<u8>,
        condition: TokenCondition,
    ) -> Result<bool, StoreError> {
        let key = key.as_ref();
        let written = match &condition {
            TokenCondition::Always => self.count(&statements::PUT_TOKENS, &[bytes(&key), bytes(&tokens)]).await?,
            TokenCondition::IfVersion(version) => {
                let parameters: Parameters<'_> = &[bytes(&key), integer(version), bytes(&tokens)];
                self.count(&statements::REPLACE_TOKENS, parameters).await?
            }
        };
        Ok(written == 1)
    }

    async fn tokens(&self, key: SessionKey) -> Result<Option<StoredTokens>, StoreError> {
        self.one(&statements::TOKENS, &[bytes(&key.as_ref())], rows::tokens).await
    }

    async fn lease_tokens(&self, key: SessionKey, lease: LeaseChange) -> Result<bool, StoreError> {
        let key = key.as_ref();
        let changed = match &lease {
            LeaseChange::Acquire { owner, now, until } => {
                let parameters: Parameters<'_> = &[bytes(&key), integer(owner), integer(now), integer(until)];
                self.count(&statements::LEASE_TOKENS, parameters).await?
            }
            LeaseChange::Release { owner } => {
                self.count(&statements::RELEASE_TOKENS, &[bytes(&key), integer(owner)]).await?
            }
        };
        Ok(changed == 1)
    }

    async fn put(&self, record: ShortLived, condition: PutCondition) -> Result<bool, StoreError> {
        let ShortLived { id: RecordId { kind, key }, browser, record, expires_at } = &record;
        let (key, browser) = (key.as_ref(), browser.as_ref());
        let mut parameters = vec![text(kind), bytes(&key), bytes(&browser), bytes(record), integer(expires_at)];
        let sql = match &condition {
            PutCondition::Always => &statements::PUT,
            PutCondition::IfAbsent { now } => {
                parameters.push(integer(now));
                &statements::PUT_IF_ABSENT
            }
            PutCondition::IfPresent => &statements::PUT_IF_PRESENT,
        };
        Ok(self.count(sql, &parameters).await? == 1)
    }

    async fn find(&self, id: RecordId, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let RecordId { kind, key } = id;
        let key = key.as_ref();
        let parameters: Parameters<'_> = &[text(&kind), bytes(&key), integer(&now)];
        self.one(&statements::FIND, parameters, rows::record).await
    }

    async fn take(&self, request: TakeRequest, replacement: Option<Replacement>) -> Result<Taken, StoreError> {
        let TakeRequest { id: RecordId { kind, key }, browser, now } = &request;
        let (key, browser) = (key.as_ref(), browser.as_ref());
        let Some(Replacement { kind: new_kind, record, expires_at }) = &replacement else {
            let parameters: Parameters<'_> = &[text(kind), bytes(&key), bytes(&browser), integer(now)];
            let taken = self.one(&statements::TAKE, parameters, rows::record).await?;
            return Ok(taken.map_or(Taken::Nothing, Taken::Record));
        };
        let parameters: Parameters<'_> = &[
            text(new_kind),
            bytes(&key),
            bytes(&browser),
            bytes(record),
            integer(expires_at),
            text(kind),
            integer(now),
        ];
        if let Some(record) = self.one(&statements::TAKE_AND_REPLACE, parameters, rows::record).await? {
            return Ok(Taken::Record(record));
        }
        let parameters: Parameters<'_> = &[text(new_kind), bytes(&key), bytes(&browser), integer(now)];
        let before = self.one(&statements::FIND_OF_BROWSER, parameters, rows::record).await?;
        Ok(before.map_or(Taken::Nothing, Taken::Replacement))
    }

    async fn remove(&self, filter: RecordFilter) -> Result<(), StoreError> {
        let removed = match &filter {
            RecordFilter::Id(RecordId { kind, key }) => {
                self.count(&statements::REMOVE, &[text(kind), bytes(&key.as_ref())]).await
            }
            RecordFilter::OfBrowser { kind, browser } => {
                self.count(&statements::REMOVE_OF_BROWSER, &[text(kind), bytes(&browser.as_ref())]).await
            }
        };
        removed.map(drop)
    }

    async fn sweep(&self, now: i64, idle_since: i64, at_most: u32) -> Result<usize, StoreError> {
        let at_most = i64::from(at_most);
        let parameters: Parameters<'_> = &[integer(&now), integer(&idle_since), integer(&at_most)];
        let sessions = self.count(&statements::SWEEP_SESSIONS, parameters).await?;
        let short_lived = self.count(&statements::SWEEP_SHORT_LIVED, &[integer(&now), integer(&at_most)]).await?;
        Ok(sessions + short_lived)
    }
    async fn facts(&self) -> Result<StoreFacts, StoreError> {
        let facts = self.one(&statements::FACTS, &[], rows::facts).await?;
        Ok(facts.unwrap_or_default())
    }
}
