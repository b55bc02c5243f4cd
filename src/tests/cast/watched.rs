//! A place for sessions that counts what is asked of it, and can be out of reach as a whole or in parts.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use leptos_entra::server::session::{
    KeyRing, Store, StoreError,
    store::{
        Sqlite,
        backend::{Backend, Exchanged, Key, ListedSession, NewSession, ShortLived, StoredSession, StoredTokens},
    },
};

/// The store in memory, and what becomes of it.
pub struct Watched {
    real: Sqlite,
    keys: KeyRing,
    asked: Mutex<Vec<&'static str>>,
    /// Verbs that fail; `*` stands for all.
    broken: Mutex<Vec<&'static str>>,
}

impl Watched {
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            real: Sqlite::in_memory().unwrap(),
            keys: KeyRing::random().unwrap(),
            asked: Mutex::default(),
            broken: Mutex::default(),
        })
    }

    /// Returns a store that keeps everything here.
    pub fn store(self: &Arc<Self>) -> Store {
        Store::with_backend(Arc::clone(self) as Arc<dyn Backend>, self.keys.clone())
    }

    /// Returns what was asked since the last time.
    pub fn asked(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    /// From now on, these verbs fail, and no others; `*` stands for all.
    pub fn break_verbs(&self, verbs: &[&'static str]) {
        *self.broken.lock().unwrap() = verbs.to_vec();
    }

    fn note(&self, verb: &'static str) -> Result<(), StoreError> {
        self.asked.lock().unwrap().push(verb);
        if self.broken.lock().unwrap().iter().any(|broken| *broken == verb || *broken == "*") {
            return Err(StoreError::Backend("out of reach".into()));
        }
        Ok(())
    }
}

#[async_trait]
impl Backend for Watched {
    async fn insert_session(&self, session: NewSession, now: i64) -> Result<bool, StoreError> {
        self.note("insert_session")?;
        self.real.insert_session(session, now).await
    }

    async fn session(&self, key: Key) -> Result<Option<StoredSession>, StoreError> {
        self.note("session")?;
        self.real.session(key).await
    }

    async fn replace_session(
        &self,
        key: Key,
        expected: [i64; 2],
        record: Vec<u8>,
        mark: i64,
        expires_at: i64,
    ) -> Result<bool, StoreError> {
        self.note("replace_session")?;
        self.real.replace_session(key, expected, record, mark, expires_at).await
    }

    async fn note_use(&self, key: Key, now: i64) -> Result<(), StoreError> {
        self.note("note_use")?;
        self.real.note_use(key, now).await
    }

    async fn end_session(&self, key: Key) -> Result<bool, StoreError> {
        self.note("end_session")?;
        self.real.end_session(key).await
    }

    async fn sessions_of(&self, person: Key) -> Result<Vec<ListedSession>, StoreError> {
        self.note("sessions_of")?;
        self.real.sessions_of(person).await
    }

    async fn sessions_at_provider(&self, provider_session: Key) -> Result<Vec<ListedSession>, StoreError> {
        self.note("sessions_at_provider")?;
        self.real.sessions_at_provider(provider_session).await
    }

    async fn all_sessions(&self) -> Result<Vec<ListedSession>, StoreError> {
        self.note("all_sessions")?;
        self.real.all_sessions().await
    }

    async fn put_tokens(&self, key: Key, tokens: Vec<u8>) -> Result<bool, StoreError> {
        self.note("put_tokens")?;
        self.real.put_tokens(key, tokens).await
    }

    async fn tokens(&self, key: Key) -> Result<Option<StoredTokens>, StoreError> {
        self.note("tokens")?;
        self.real.tokens(key).await
    }

    async fn replace_tokens(&self, key: Key, version: i64, tokens: Vec<u8>) -> Result<bool, StoreError> {
        self.note("replace_tokens")?;
        self.real.replace_tokens(key, version, tokens).await
    }

    async fn lease_tokens(&self, key: Key, owner: i64, now: i64, until: i64) -> Result<bool, StoreError> {
        self.note("lease_tokens")?;
        self.real.lease_tokens(key, owner, now, until).await
    }

    async fn release_tokens(&self, key: Key, owner: i64) -> Result<(), StoreError> {
        self.note("release_tokens")?;
        self.real.release_tokens(key, owner).await
    }

    async fn put(&self, record: ShortLived) -> Result<(), StoreError> {
        self.note("put")?;
        self.real.put(record).await
    }

    async fn put_first(&self, record: ShortLived, now: i64) -> Result<bool, StoreError> {
        self.note("put_first")?;
        self.real.put_first(record, now).await
    }

    async fn find(&self, kind: &'static str, key: Key, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.note("find")?;
        self.real.find(kind, key, now).await
    }

    async fn take(&self, kind: &'static str, key: Key, browser: Key, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.note("take")?;
        self.real.take(kind, key, browser, now).await
    }

    async fn replace(&self, record: ShortLived) -> Result<bool, StoreError> {
        self.note("replace")?;
        self.real.replace(record).await
    }

    async fn remove(&self, kind: &'static str, key: Key) -> Result<(), StoreError> {
        self.note("remove")?;
        self.real.remove(kind, key).await
    }

    async fn remove_of_browser(&self, kind: &'static str, browser: Key) -> Result<(), StoreError> {
        self.note("remove_of_browser")?;
        self.real.remove_of_browser(kind, browser).await
    }

    async fn exchange(&self, taken: &'static str, replacement: ShortLived, now: i64) -> Result<Exchanged, StoreError> {
        self.note("exchange")?;
        self.real.exchange(taken, replacement, now).await
    }

    async fn sweep(&self, now: i64, idle_since: i64, at_most: u32) -> Result<usize, StoreError> {
        self.note("sweep")?;
        self.real.sweep(now, idle_since, at_most).await
    }
}
