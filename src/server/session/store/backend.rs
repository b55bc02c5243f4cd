//! What a backend of the session store does: bytes in, bytes out, and who was first.
//!
//! A backend knows no session, no token and no person: keys are hashes, records are sealed ([`super::sealing`]). Each verb is one
//! step that either happened or did not, also between processes. Every backend passes the same suite
//! (`conformance`), against a real server.
//!
//! Times are seconds since 1970 and come from the caller. A backend may forget a record at its end or later;
//! what it still has is judged by the caller, so a clock of the server's own decides nothing.

use async_trait::async_trait;

use super::StoreError;

/// A SHA-256 hash, from which the ID or the secret that it was made of cannot be found.
pub type Key = [u8; 32];

/// A session to be inserted.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub key: Key,
    pub record: Vec<u8>,
    /// Which writing of the record this is; see [`Backend::replace_session`].
    pub mark: i64,
    pub listed: Listing,
    pub expires_at: i64,
}

/// By what a session is found without its cookie, and what is shown of it in a list. Nothing in here is personal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The hash of the person's identity; none for a session of nobody.
    pub person: Option<Key>,
    /// The hash of the issuer and its `sid`, where the provider names its session.
    pub provider_session: Option<Key>,
    /// What the person began it with, such as "Firefox on Android".
    pub browser: String,
    pub started_at: i64,
}

/// A session as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    pub record: Vec<u8>,
    pub mark: i64,
    pub expires_at: i64,
    /// When it was last noted to be in use; at first when it was inserted.
    pub seen_at: i64,
}

/// A session as it is found without its cookie. Its record is not in here: nobody could open it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSession {
    pub key: Key,
    pub listed: Listing,
    pub expires_at: i64,
    pub seen_at: i64,
}

/// The tokens of a session as they were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTokens {
    pub tokens: Vec<u8>,
    /// Counts the replacements, from 1.
    pub version: i64,
}

/// A record that lives for minutes.
#[derive(Clone, Debug)]
pub struct ShortLived {
    /// What it is, such as `device`; part of its address.
    pub kind: &'static str,
    pub key: Key,
    /// The hash of what only one browser knows.
    pub browser: Key,
    pub record: Vec<u8>,
    pub expires_at: i64,
}

/// What [`Backend::exchange`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exchanged {
    /// The record that was there, and is no more: the replacement has taken its place.
    Taken(Vec<u8>),
    /// It had been exchanged before: here is the record that took its place.
    Before(Vec<u8>),
    /// There is nothing of this browser.
    Nothing,
}

/// A backend of the session store.
#[async_trait]
pub trait Backend: Send + Sync + 'static {
    /// Inserts a session, seen now; returns `false`, and changes nothing, when its key is taken.
    async fn insert_session(&self, session: NewSession, now: i64) -> Result<bool, StoreError>;

    /// Returns a session.
    async fn session(&self, key: Key) -> Result<Option<StoredSession>, StoreError>;

    /// Replaces a session's record, mark and end if its mark is one of `expected`; returns `false`, and changes nothing, when it
    /// has another one, or the session is gone: nothing revives it.
    async fn replace_session(
        &self,
        key: Key,
        expected: [i64; 2],
        record: Vec<u8>,
        mark: i64,
        expires_at: i64,
    ) -> Result<bool, StoreError>;

    /// Notes that a session is in use; one that is gone stays gone.
    async fn note_use(&self, key: Key, now: i64) -> Result<(), StoreError>;

    /// Ends a session, with its tokens; returns whether it was there.
    async fn end_session(&self, key: Key) -> Result<bool, StoreError>;

    /// Lists the sessions of a person, in any order.
    async fn sessions_of(&self, person: Key) -> Result<Vec<ListedSession>, StoreError>;

    /// Lists the sessions that belong to one of the provider's, in any order.
    async fn sessions_at_provider(&self, provider_session: Key) -> Result<Vec<ListedSession>, StoreError>;

    /// Lists all sessions, in any order. It is for the operator only: there may be very many.
    async fn all_sessions(&self) -> Result<Vec<ListedSession>, StoreError>;

    /// Puts a session's tokens in as version 1, instead of any others; returns `false` when there is no such session.
    async fn put_tokens(&self, key: Key, tokens: Vec<u8>) -> Result<bool, StoreError>;

    /// Returns a session's tokens.
    async fn tokens(&self, key: Key) -> Result<Option<StoredTokens>, StoreError>;

    /// Replaces the tokens that are there as `version`, and ends the lease on them; returns `false`, and changes nothing, when
    /// they have another version or are gone.
    async fn replace_tokens(&self, key: Key, version: i64, tokens: Vec<u8>) -> Result<bool, StoreError>;

    /// Gives `owner` the right to refresh a session's tokens until then; returns `false` while another has it, or when there are no tokens.
    async fn lease_tokens(&self, key: Key, owner: i64, now: i64, until: i64) -> Result<bool, StoreError>;

    /// Gives up a lease, if `owner` still has it.
    async fn release_tokens(&self, key: Key, owner: i64) -> Result<(), StoreError>;

    /// Puts a record in, instead of any other with its kind and key.
    async fn put(&self, record: ShortLived) -> Result<(), StoreError>;

    /// Puts a record in; returns `false`, and changes nothing, when there is one that has not expired.
    async fn put_first(&self, record: ShortLived, now: i64) -> Result<bool, StoreError>;

    /// Returns a record that has not expired.
    async fn find(&self, kind: &'static str, key: Key, now: i64) -> Result<Option<Vec<u8>>, StoreError>;

    /// Takes out a record of this browser that has not expired: who gets it is the only one.
    async fn take(&self, kind: &'static str, key: Key, browser: Key, now: i64) -> Result<Option<Vec<u8>>, StoreError>;

    /// Replaces the record and the end of a record of this browser, expired or not; returns `false` when there is none.
    async fn replace(&self, record: ShortLived) -> Result<bool, StoreError>;

    /// Removes the record with this key.
    async fn remove(&self, kind: &'static str, key: Key) -> Result<(), StoreError>;

    /// Removes all records of this kind that a browser has.
    async fn remove_of_browser(&self, kind: &'static str, browser: Key) -> Result<(), StoreError>;

    /// Takes out the record of kind `taken` with the replacement's key and browser, if it has not expired, and puts the
    /// replacement in, in one step: of several that try, one gets it, and the others what took its place.
    async fn exchange(&self, taken: &'static str, replacement: ShortLived, now: i64) -> Result<Exchanged, StoreError>;

    /// Removes at most so many records of each kind that have expired, and sessions that have ended or were not seen since `idle_since`;
    /// returns how many.
    async fn sweep(&self, now: i64, idle_since: i64, at_most: u32) -> Result<usize, StoreError>;
}
