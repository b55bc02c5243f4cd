//! The storage interface behind `Store`: opaque records with atomic insert, compare-and-swap and take.
//!
//! A backend knows no session, token or user: keys are hashes, and records are sealed ([`super::sealing`]). Each method is one
//! atomic step, also between processes. Every backend passes the same test suite (`tests::store`), against real servers.
//!
//! Times are seconds since 1970 by the caller's clock. A backend may delete a record when it expires, or later. The caller
//! checks the expiry of every record that it reads, so the clock of a database server decides nothing.

use async_trait::async_trait;

use super::super::{
    lookup_keys::{BrowserKey, PersonKey, ProviderSessionKey, RecordKey, SessionKey},
    store_error::StoreError,
};

/// A session to be inserted.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub key: SessionKey,
    pub record: Vec<u8>,
    /// Changes with each save of the record; see [`SessionUpdate::Record`].
    pub revision: i64,
    pub listed: Listing,
    pub expires_at: i64,
}

/// The keys that find a session without its cookie, and the data that a list shows. It contains no personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Finds the sessions of a user. `None` if the session belongs to no user.
    pub person: Option<PersonKey>,
    /// Finds the sessions of one session at the provider. `None` if the provider sent no `sid`.
    pub provider_session: Option<ProviderSessionKey>,
    /// The user's tenant, sealed ([`super::tenants`]). `None` if the session has no tenant ID.
    pub tenant: Option<Vec<u8>>,
    /// The browser that signed in, for example "Firefox on Android".
    pub browser: String,
    pub started_at: i64,
}

/// A session read by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    pub record: Vec<u8>,
    pub revision: i64,
    pub expires_at: i64,
    /// The time of the last use that was stored; at first the time of the insert.
    pub seen_at: i64,
}

/// A session in a list. It lacks the record, which cannot be opened without the session ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSession {
    pub key: SessionKey,
    pub listed: Listing,
    pub expires_at: i64,
    pub seen_at: i64,
}

/// A change of a session that exists. A session that has ended is never created again by an update.
#[derive(Clone, Debug)]
pub enum SessionUpdate {
    /// Sets the time of the last use, and nothing else.
    LastUse { seen_at: i64 },
    /// Replaces record, revision and expiry if the stored revision is one of `expected` (compare-and-swap).
    Record { expected: [i64; 2], revision: i64, record: Vec<u8>, expires_at: i64 },
}

/// Selects the sessions that [`Backend::list_sessions`] returns.
#[derive(Clone, Copy, Debug)]
pub enum SessionFilter {
    OfPerson(PersonKey),
    AtProvider(ProviderSessionKey),
    /// All sessions: for the operator only, because there may be very many.
    All,
}

/// The tokens of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTokens {
    pub tokens: Vec<u8>,
    /// The version of the tokens: 1 after an unconditional write; each compare-and-swap adds 1.
    pub version: i64,
}

/// The condition under which [`Backend::put_tokens`] replaces the stored tokens.
#[derive(Clone, Copy, Debug)]
pub enum TokenCondition {
    /// The write replaces all tokens, and the new tokens have version 1. Fails only if the session does not exist.
    Always,
    /// The write replaces the tokens only if they have this version (compare-and-swap).
    IfVersion(i64),
}

/// A change of the lease on a session's tokens. Only the holder of the lease refreshes them.
#[derive(Clone, Copy, Debug)]
pub enum LeaseChange {
    /// Succeeds if the lease is free, has expired at `now`, or belongs to `owner` already.
    Acquire { owner: i64, now: i64, until: i64 },
    /// Frees the lease if it belongs to `owner`.
    Release { owner: i64 },
}

/// The kind and key that identify a short-lived record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordId {
    /// The kind of record, for example `device`.
    pub kind: &'static str,
    pub key: RecordKey,
}

/// A record that expires within minutes.
#[derive(Clone, Debug)]
pub struct ShortLived {
    pub id: RecordId,
    pub browser: BrowserKey,
    pub record: Vec<u8>,
    pub expires_at: i64,
}

/// The condition under which [`Backend::put`] writes a short-lived record.
#[derive(Clone, Copy, Debug)]
pub enum PutCondition {
    Always,
    /// Only if no record has this ID, or the record has expired at `now`.
    IfAbsent {
        now: i64,
    },
    /// Only if there is a record with this ID of the same browser, expired or not.
    IfPresent,
}

/// Selects the record that [`Backend::take`] removes: it must belong to the browser and not have expired.
#[derive(Clone, Copy, Debug)]
pub struct TakeRequest {
    pub id: RecordId,
    pub browser: BrowserKey,
    pub now: i64,
}

/// The record that [`Backend::take`] writes in the same step, under the key and for the browser of the removed record.
#[derive(Clone, Debug)]
pub struct Replacement {
    pub kind: &'static str,
    pub record: Vec<u8>,
    pub expires_at: i64,
}

/// The result of [`Backend::take`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The removed record, which no other call gets.
    Record(Vec<u8>),
    /// The replacement that an earlier call wrote when it took the record.
    Replacement(Vec<u8>),
    /// There is neither a record nor a replacement of this browser.
    Nothing,
}

/// Selects the short-lived records that [`Backend::remove`] deletes.
#[derive(Clone, Copy, Debug)]
pub enum RecordFilter {
    Id(RecordId),
    OfBrowser { kind: &'static str, browser: BrowserKey },
}

/// Facts about the file or the server of the store, for the operator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoreFacts {
    /// The version of the stored data. `None` if it is unknown.
    pub schema_version: Option<i64>,
    /// The time of the server's clock. `None` if the store has no separate clock, or does not tell its time.
    pub clock: Option<i64>,
}

/// A backend of the session store.
#[async_trait]
pub trait Backend: Send + Sync + 'static {
    /// Inserts a session that was last used `now`. Returns `false`, and changes nothing, if the key exists.
    async fn insert_session(&self, session: NewSession, now: i64) -> Result<bool, StoreError>;

    /// Reads a session.
    async fn session(&self, key: SessionKey) -> Result<Option<StoredSession>, StoreError>;

    /// Updates a session. Returns `false`, and changes nothing, if it does not exist or its revision is not expected.
    async fn update_session(&self, key: SessionKey, update: SessionUpdate) -> Result<bool, StoreError>;

    /// Ends sessions, with their tokens, in one step. Returns how many existed.
    async fn end_sessions(&self, keys: &[SessionKey]) -> Result<usize, StoreError>;

    /// Lists sessions, in any order.
    async fn list_sessions(&self, filter: SessionFilter) -> Result<Vec<ListedSession>, StoreError>;

    /// Counts the sessions that have not expired at `now` and were used after `idle_since`. The number may be somewhat too high if
    /// the store changes during the count.
    async fn count_sessions(&self, now: i64, idle_since: i64) -> Result<usize, StoreError>;

    /// Writes the tokens of a session and frees the lease on them. Returns `false`, and changes nothing, if the session does not
    /// exist or the condition is not met.
    async fn put_tokens(&self, key: SessionKey, tokens: Vec<u8>, condition: TokenCondition)
    -> Result<bool, StoreError>;

    /// Reads the tokens of a session.
    async fn tokens(&self, key: SessionKey) -> Result<Option<StoredTokens>, StoreError>;

    /// Acquires or releases the lease on a session's tokens. Returns `false`, and changes nothing, if another owner holds the
    /// lease, or the session has no tokens.
    async fn lease_tokens(&self, key: SessionKey, lease: LeaseChange) -> Result<bool, StoreError>;

    /// Writes a short-lived record. Returns `false`, and changes nothing, if the condition is not met.
    async fn put(&self, record: ShortLived, condition: PutCondition) -> Result<bool, StoreError>;

    /// Reads a short-lived record that has not expired.
    async fn find(&self, id: RecordId, now: i64) -> Result<Option<Vec<u8>>, StoreError>;

    /// Removes a short-lived record and writes its replacement, if there is one, in the same step. Of several concurrent calls
    /// one gets the record, and the others get the replacement.
    async fn take(&self, request: TakeRequest, replacement: Option<Replacement>) -> Result<Taken, StoreError>;

    /// Removes short-lived records.
    async fn remove(&self, filter: RecordFilter) -> Result<(), StoreError>;

    /// Deletes sessions that have expired or were last used before `idle_since`, and expired short-lived records: at most
    /// `at_most` of each. Returns how many it deleted.
    async fn sweep(&self, now: i64, idle_since: i64, at_most: u32) -> Result<usize, StoreError>;

    /// Returns facts about the store.
    async fn facts(&self) -> Result<StoreFacts, StoreError> {
        Ok(StoreFacts::default())
    }
}
