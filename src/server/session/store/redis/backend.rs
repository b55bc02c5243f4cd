//! The storage interface over Redis, each operation one command or one script.

use async_trait::async_trait;
use redis::cmd;

use super::{
    super::{
        super::{super::clock, lookup_keys::SessionKey},
        StoreError,
        backend::{
            Backend, LeaseChange, ListedSession, NewSession, PutCondition, RecordFilter, RecordId, Replacement,
            SessionFilter, SessionUpdate, ShortLived, StoreFacts, StoredSession, StoredTokens, TakeRequest, Taken,
            TokenCondition,
        },
    },
    Redis, names,
    scripts::{self, short_lived},
};

impl Redis {
    fn idle_seconds(&self) -> i64 {
        self.idle_lifetime.as_secs().cast_signed()
    }

    /// Returns when a session that is used now expires if it is not used again.
    fn idle_expiry(&self, now: i64) -> i64 {
        now.saturating_add(self.idle_seconds())
    }
}

#[async_trait]
impl Backend for Redis {
    async fn insert_session(&self, session: NewSession, now: i64) -> Result<bool, StoreError> {
        let NewSession { key, record, revision, listed, expires_at } = session;
        let person = listed.person.map(names::person);
        let provider_session = listed.provider_session.map(names::provider_session);
        let mut insert = scripts::INSERT.key(names::session(key));
        insert
            .arg(record)
            .arg((revision, expires_at, now, self.idle_expiry(now)))
            .arg((listed.browser, listed.started_at));
        insert.arg((person.unwrap_or_default(), provider_session.unwrap_or_default()));
        self.run(insert.arg(listed.tenant.unwrap_or_default())).await
    }

    async fn session(&self, key: SessionKey) -> Result<Option<StoredSession>, StoreError> {
        let fields = ["record", "mark", "expires_at", "seen_at"];
        let found: (Option<Vec<u8>>, Option<i64>, Option<i64>, Option<i64>) =
            self.fields(&names::session(key), &fields).await?;
        let (Some(record), Some(revision), Some(expires_at), Some(seen_at)) = found else { return Ok(None) };
        Ok(Some(StoredSession { record, revision, expires_at, seen_at }))
    }

    async fn update_session(&self, key: SessionKey, update: SessionUpdate) -> Result<bool, StoreError> {
        let name = names::session(key);
        match update {
            SessionUpdate::LastUse { seen_at } => {
                self.run(scripts::NOTE_USE.key(name).arg((seen_at, self.idle_expiry(seen_at)))).await
            }
            SessionUpdate::Record { expected, revision, record, expires_at } => {
                let mut replace = scripts::REPLACE.key(name);
                replace.arg(&expected).arg(record).arg((revision, expires_at, clock::unix_now(), self.idle_seconds()));
                self.run(&replace).await
            }
        }
    }

    async fn end_sessions(&self, keys: &[SessionKey]) -> Result<usize, StoreError> {
        let names: Vec<_> = keys.iter().map(|key| names::session(*key)).collect();
        self.run(&scripts::DROP.key(names)).await
    }

    async fn list_sessions(&self, filter: SessionFilter) -> Result<Vec<ListedSession>, StoreError> {
        match filter {
            SessionFilter::OfPerson(person) => self.list(names::person(person), "person").await,
            SessionFilter::AtProvider(session) => self.list(names::provider_session(session), "provider_session").await,
            SessionFilter::All => self.all().await,
        }
    }

    async fn count_sessions(&self, now: i64, idle_since: i64) -> Result<usize, StoreError> {
        self.count(now, idle_since).await
    }

    async fn put_tokens(
        &self,
        key: SessionKey,
        tokens: Vec<u8>,
        condition: TokenCondition,
    ) -> Result<bool, StoreError> {
        let name = names::session(key);
        match condition {
            TokenCondition::Always => self.run(scripts::PUT_TOKENS.key(name).arg(tokens)).await,
            TokenCondition::IfVersion(version) => {
                self.run(scripts::REPLACE_TOKENS.key(name).arg(version).arg(tokens)).await
            }
        }
    }

    async fn tokens(&self, key: SessionKey) -> Result<Option<StoredTokens>, StoreError> {
        let found: (Option<Vec<u8>>, Option<i64>) =
            self.fields(&names::session(key), &["tokens", "tokens_version"]).await?;
        let (Some(tokens), Some(version)) = found else { return Ok(None) };
        Ok(Some(StoredTokens { tokens, version }))
    }

    async fn lease_tokens(&self, key: SessionKey, lease: LeaseChange) -> Result<bool, StoreError> {
        let name = names::session(key);
        match lease {
            LeaseChange::Acquire { owner, now, until } => {
                self.run(scripts::LEASE.key(name).arg((owner, now, until))).await
            }
            LeaseChange::Release { owner } => self.run(scripts::RELEASE.key(name).arg(owner)).await,
        }
    }

    async fn put(&self, record: ShortLived, condition: PutCondition) -> Result<bool, StoreError> {
        let ShortLived { id, browser, record, expires_at } = record;
        let (condition, now) = match condition {
            PutCondition::Always => ("always", clock::unix_now()),
            PutCondition::IfAbsent { now } => ("if-absent", now),
            PutCondition::IfPresent => ("if-present", clock::unix_now()),
        };
        let mut put = short_lived::PUT.key(names::record(id));
        put.key(names::browser(id.kind, browser));
        self.run(put.arg(record).arg((expires_at, now, condition))).await
    }

    async fn find(&self, id: RecordId, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let found: (Option<Vec<u8>>, Option<i64>) = self.fields(&names::record(id), &["record", "expires_at"]).await?;
        let (record, expires_at) = found;
        Ok(record.filter(|_| expires_at.is_some_and(|expiry| expiry > now)))
    }

    async fn take(&self, request: TakeRequest, replacement: Option<Replacement>) -> Result<Taken, StoreError> {
        let TakeRequest { id, browser, now } = request;
        let mut take = short_lived::TAKE.key(names::record(id));
        take.key(names::browser(id.kind, browser)).arg(now);
        if let Some(Replacement { kind, record, expires_at }) = replacement {
            take.key(names::record(RecordId { kind, ..id })).key(names::browser(kind, browser));
            take.arg(record).arg(expires_at);
        }
        let (outcome, record): (String, Vec<u8>) = self.run(&take).await?;
        Ok(match outcome.as_str() {
            "record" => Taken::Record(record),
            "replacement" => Taken::Replacement(record),
            _ => Taken::Nothing,
        })
    }

    async fn remove(&self, filter: RecordFilter) -> Result<(), StoreError> {
        match filter {
            RecordFilter::Id(id) => self.run(&scripts::DROP.key(names::record(id))).await,
            RecordFilter::OfBrowser { kind, browser } => {
                self.run(&short_lived::REMOVE_ALL.key(names::browser(kind, browser))).await
            }
        }
    }

    /// Does nothing: the Redis server deletes expired keys by itself.
    async fn sweep(&self, _now: i64, _idle_since: i64, _at_most: u32) -> Result<usize, StoreError> {
        Ok(0)
    }
    async fn facts(&self) -> Result<StoreFacts, StoreError> {
        let version =
            |mut connection| async move { cmd("GET").arg(names::schema()).query_async(&mut connection).await };
        let schema_version = self.connection.run(version).await?;
        // The Redis user may lack the permission for `TIME`.
        let time = |mut connection| async move { cmd("TIME").query_async::<(i64, i64)>(&mut connection).await };
        let clock = self.connection.run(time).await.ok().map(|(seconds, _)| seconds);
        Ok(StoreFacts { schema_version, clock })
    }
}
