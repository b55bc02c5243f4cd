//! Sessions on a Redis or Valkey server, which several processes share.
//!
//! A session is one hash, with its tokens, so that it is read in one round trip and dies as one. What belongs to a
//! person, to a session at the provider or to a browser is found through sorted sets, whose members may be dead and
//! are then removed by whoever lists them. Each verb is one command or one script, which the server runs alone: so
//! it happened or did not, whatever other processes do. The scripts follow names from one key to the next, which
//! Redis Cluster does not allow: it is refused.
//!
//! Redis forgets by itself what is over, a little later than it must ([`scripts`]). There is nothing to be swept.
//!
//! What was answered is on the disk only where the server has `appendonly yes`, and against a power cut
//! `appendfsync always`; and it stays there only under `maxmemory-policy noeviction`, of which `check` warns.

mod all;
mod check;
mod connection;
mod names;
mod scripts;

use async_trait::async_trait;
use redis::{FromRedisValue, ScriptInvocation, cmd};

use self::{connection::Connection, names::Names, scripts::short_lived};
use super::{
    super::{super::clock, IDLE_LIFETIME},
    StoreError,
    backend::{Backend, Exchanged, Key, ListedSession, Listing, NewSession, ShortLived, StoredSession, StoredTokens},
};
use crate::server::config::ServerAddress;

/// The keys of this app begin so.
const PREFIX: &str = "leptos-entra:";

/// What the script that lists sessions says of one: its name, then what is shown of it.
type Listed = (String, String, i64, i64, i64, Option<String>, Option<String>);

/// A Redis or Valkey server.
pub struct Redis {
    connection: Connection,
    names: Names,
}

impl Redis {
    /// Takes the server at this address. It is asked on first use, so that one that is down ends nothing.
    pub fn open(address: &ServerAddress) -> Result<Self, StoreError> {
        let names = Names::new(PREFIX);
        Ok(Self { connection: Connection::to(address, names.schema())?, names })
    }

    /// Asks for fields of a hash.
    async fn fields<T: FromRedisValue>(&self, name: &str, fields: &[&str]) -> Result<T, StoreError> {
        let mut command = cmd("HMGET");
        command.arg(name).arg(fields);
        let ask = |mut connection| async move { command.query_async(&mut connection).await };
        Ok(self.connection.ask(ask).await?)
    }

    async fn run<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Result<T, StoreError> {
        Ok(self.connection.ask(|mut connection| async move { script.invoke_async(&mut connection).await }).await?)
    }

    /// Lists what is in a set that `field` of a session's hash names.
    async fn list(&self, set: String, field: &str) -> Result<Vec<ListedSession>, StoreError> {
        let found: Vec<Listed> = self.run(scripts::LIST.key(set).arg(field)).await?;
        Ok(found.into_iter().filter_map(listed).collect())
    }

    /// Returns the names of a record's hash and of the set that it is in.
    fn names_of(&self, record: &ShortLived) -> [String; 2] {
        let ShortLived { kind, key, browser, .. } = record;
        [self.names.record(kind, key), self.names.browser(kind, browser)]
    }
}

/// When a session that was seen now ends unless it is used again.
fn idle_end(now: i64) -> i64 {
    now.saturating_add(idle_seconds())
}

fn idle_seconds() -> i64 {
    IDLE_LIFETIME.as_secs().cast_signed()
}

fn listed((name, browser, started_at, expires_at, seen_at, person, provider_session): Listed) -> Option<ListedSession> {
    let key_of = |name: Option<String>| name.as_deref().and_then(names::key_of);
    let listed = Listing { person: key_of(person), provider_session: key_of(provider_session), browser, started_at };
    Some(ListedSession { key: names::key_of(&name)?, listed, expires_at, seen_at })
}

#[async_trait]
impl Backend for Redis {
    async fn insert_session(&self, session: NewSession, now: i64) -> Result<bool, StoreError> {
        let NewSession { key, record, mark, listed, expires_at } = session;
        let person = listed.person.map(|person| self.names.person(&person));
        let provider_session = listed.provider_session.map(|session| self.names.provider_session(&session));
        let mut insert = scripts::INSERT.key(self.names.session(&key));
        insert.arg(record).arg((mark, expires_at, now, idle_end(now))).arg((listed.browser, listed.started_at));
        self.run(insert.arg((person.unwrap_or_default(), provider_session.unwrap_or_default()))).await
    }

    async fn session(&self, key: Key) -> Result<Option<StoredSession>, StoreError> {
        let fields = ["record", "mark", "expires_at", "seen_at"];
        let found: (Option<Vec<u8>>, Option<i64>, Option<i64>, Option<i64>) =
            self.fields(&self.names.session(&key), &fields).await?;
        let (Some(record), Some(mark), Some(expires_at), Some(seen_at)) = found else { return Ok(None) };
        Ok(Some(StoredSession { record, mark, expires_at, seen_at }))
    }

    async fn replace_session(
        &self,
        key: Key,
        expected: [i64; 2],
        record: Vec<u8>,
        mark: i64,
        expires_at: i64,
    ) -> Result<bool, StoreError> {
        let mut replace = scripts::REPLACE.key(self.names.session(&key));
        replace.arg(&expected).arg(record).arg((mark, expires_at, clock::unix_now(), idle_seconds()));
        self.run(&replace).await
    }

    async fn note_use(&self, key: Key, now: i64) -> Result<(), StoreError> {
        self.run(scripts::NOTE_USE.key(self.names.session(&key)).arg((now, idle_end(now)))).await
    }

    async fn end_session(&self, key: Key) -> Result<bool, StoreError> {
        self.run(&scripts::DROP.key(self.names.session(&key))).await
    }

    async fn sessions_of(&self, person: Key) -> Result<Vec<ListedSession>, StoreError> {
        self.list(self.names.person(&person), "person").await
    }

    async fn sessions_at_provider(&self, provider_session: Key) -> Result<Vec<ListedSession>, StoreError> {
        self.list(self.names.provider_session(&provider_session), "provider_session").await
    }

    async fn all_sessions(&self) -> Result<Vec<ListedSession>, StoreError> {
        self.all().await
    }

    async fn put_tokens(&self, key: Key, tokens: Vec<u8>) -> Result<bool, StoreError> {
        self.run(scripts::PUT_TOKENS.key(self.names.session(&key)).arg(tokens)).await
    }

    async fn tokens(&self, key: Key) -> Result<Option<StoredTokens>, StoreError> {
        let found: (Option<Vec<u8>>, Option<i64>) =
            self.fields(&self.names.session(&key), &["tokens", "tokens_version"]).await?;
        let (Some(tokens), Some(version)) = found else { return Ok(None) };
        Ok(Some(StoredTokens { tokens, version }))
    }

    async fn replace_tokens(&self, key: Key, version: i64, tokens: Vec<u8>) -> Result<bool, StoreError> {
        self.run(scripts::REPLACE_TOKENS.key(self.names.session(&key)).arg(version).arg(tokens)).await
    }

    async fn lease_tokens(&self, key: Key, owner: i64, now: i64, until: i64) -> Result<bool, StoreError> {
        self.run(scripts::LEASE.key(self.names.session(&key)).arg((owner, now, until))).await
    }

    async fn release_tokens(&self, key: Key, owner: i64) -> Result<(), StoreError> {
        self.run(scripts::RELEASE.key(self.names.session(&key)).arg(owner)).await
    }

    async fn put(&self, record: ShortLived) -> Result<(), StoreError> {
        let now = clock::unix_now();
        self.run(short_lived::PUT.key(&self.names_of(&record)).arg(record.record).arg((record.expires_at, now))).await
    }

    async fn put_first(&self, record: ShortLived, now: i64) -> Result<bool, StoreError> {
        let mut put = short_lived::PUT_FIRST.key(&self.names_of(&record));
        self.run(put.arg(record.record).arg((record.expires_at, now))).await
    }

    async fn find(&self, kind: &'static str, key: Key, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let found: (Option<Vec<u8>>, Option<i64>) =
            self.fields(&self.names.record(kind, &key), &["record", "expires_at"]).await?;
        let (record, expires_at) = found;
        Ok(record.filter(|_| expires_at.is_some_and(|end| end > now)))
    }

    async fn take(&self, kind: &'static str, key: Key, browser: Key, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let names = [self.names.record(kind, &key), self.names.browser(kind, &browser)];
        self.run(short_lived::TAKE.key(&names).arg(now)).await
    }

    async fn replace(&self, record: ShortLived) -> Result<bool, StoreError> {
        let mut replace = short_lived::REPLACE.key(&self.names_of(&record));
        self.run(replace.arg(record.record).arg((record.expires_at, clock::unix_now()))).await
    }

    async fn remove(&self, kind: &'static str, key: Key) -> Result<(), StoreError> {
        self.run(&scripts::DROP.key(self.names.record(kind, &key))).await
    }

    async fn remove_of_browser(&self, kind: &'static str, browser: Key) -> Result<(), StoreError> {
        self.run(&short_lived::REMOVE_ALL.key(self.names.browser(kind, &browser))).await
    }

    async fn exchange(&self, taken: &'static str, replacement: ShortLived, now: i64) -> Result<Exchanged, StoreError> {
        let ShortLived { key, browser, .. } = &replacement;
        let mut exchange = short_lived::EXCHANGE.key(self.names.record(taken, key));
        exchange.key(self.names.browser(taken, browser)).key(&self.names_of(&replacement));
        let found: (String, Vec<u8>) =
            self.run(exchange.arg(replacement.record).arg((replacement.expires_at, now))).await?;
        Ok(match found {
            (which, record) if which == "taken" => Exchanged::Taken(record),
            (which, record) if which == "before" => Exchanged::Before(record),
            _ => Exchanged::Nothing,
        })
    }

    /// Does nothing: the server forgets by itself.
    async fn sweep(&self, _now: i64, _idle_since: i64, _at_most: u32) -> Result<usize, StoreError> {
        Ok(0)
    }
}
