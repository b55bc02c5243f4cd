//! A backend of the session store that records its calls, and that can fail as a whole or for single operations.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use leptos_entra::server::session::{
    KeyRing, SessionKey, Store, StoreError,
    store::{
        Sqlite,
        backend::{
            Backend, LeaseChange, ListedSession, NewSession, PutCondition, RecordFilter, RecordId, Replacement,
            SessionFilter, SessionUpdate, ShortLived, StoredSession, StoredTokens, TakeRequest, Taken, TokenCondition,
        },
    },
};

/// The in-memory backend of the session store, with the calls that it received.
pub struct Watched {
    real: Sqlite,
    keys: KeyRing,
    calls: Mutex<Vec<&'static str>>,
    /// The operations of the backend that fail. `*` means all operations.
    broken: Mutex<Vec<&'static str>>,
}

impl Watched {
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            real: Sqlite::in_memory().unwrap(),
            keys: KeyRing::random().unwrap(),
            calls: Mutex::default(),
            broken: Mutex::default(),
        })
    }

    /// Returns a session store over this backend.
    pub fn store(self: &Arc<Self>) -> Store {
        Store::with_backend(Arc::clone(self) as Arc<dyn Backend>, self.keys.clone())
    }

    /// Returns the names of the operations that the store has called since the previous call of this method.
    pub fn calls(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.calls.lock().unwrap())
    }

    /// Makes the named operations of the session store's backend fail (`*`: all operations). All others succeed again.
    pub fn break_verbs(&self, verbs: &[&'static str]) {
        *self.broken.lock().unwrap() = verbs.to_vec();
    }

    fn note(&self, verb: &'static str) -> Result<(), StoreError> {
        self.calls.lock().unwrap().push(verb);
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

    async fn session(&self, key: SessionKey) -> Result<Option<StoredSession>, StoreError> {
        self.note("session")?;
        self.real.session(key).await
    }

    async fn update_session(&self, key: SessionKey, update: SessionUpdate) -> Result<bool, StoreError> {
        self.note(match update {
            SessionUpdate::LastUse { .. } => "note_use",
            SessionUpdate::Record { .. } => "update_session",
        })?;
        self.real.update_session(key, update).await
    }

    async fn end_sessions(&self, keys: &[SessionKey]) -> Result<usize, StoreError> {
        self.note("end_sessions")?;
        self.real.end_sessions(keys).await
    }

    async fn list_sessions(&self, filter: SessionFilter) -> Result<Vec<ListedSession>, StoreError> {
        self.note("list_sessions")?;
        self.real.list_sessions(filter).await
    }

    async fn count_sessions(&self, now: i64, idle_since: i64) -> Result<usize, StoreError> {
        self.note("count_sessions")?;
        self.real.count_sessions(now, idle_since).await
    }

    async fn put_tokens(
        &self,
        key: SessionKey,
        tokens: Vec<u8>,
        condition: TokenCondition,
    ) -> Result<bool, StoreError> {
        self.note(match condition {
            TokenCondition::Always => "put_tokens",
            TokenCondition::IfVersion(_) => "replace_tokens",
        })?;
        self.real.put_tokens(key, tokens, condition).await
    }

    async fn tokens(&self, key: SessionKey) -> Result<Option<StoredTokens>, StoreError> {
        self.note("tokens")?;
        self.real.tokens(key).await
    }

    async fn lease_tokens(&self, key: SessionKey, lease: LeaseChange) -> Result<bool, StoreError> {
        self.note(match lease {
            LeaseChange::Acquire { .. } => "lease_tokens",
            LeaseChange::Release { .. } => "release_tokens",
        })?;
        self.real.lease_tokens(key, lease).await
    }

    async fn put(&self, record: ShortLived, condition: PutCondition) -> Result<bool, StoreError> {
        self.note(match condition {
            PutCondition::Always => "put",
            PutCondition::IfAbsent { .. } => "put_if_absent",
            PutCondition::IfPresent => "put_if_present",
        })?;
        self.real.put(record, condition).await
    }

    async fn find(&self, id: RecordId, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.note("find")?;
        self.real.find(id, now).await
    }

    async fn take(&self, request: TakeRequest, replacement: Option<Replacement>) -> Result<Taken, StoreError> {
        self.note(if replacement.is_some() { "take_and_replace" } else { "take" })?;
        self.real.take(request, replacement).await
    }

    async fn remove(&self, filter: RecordFilter) -> Result<(), StoreError> {
        self.note("remove")?;
        self.real.remove(filter).await
    }

    async fn sweep(&self, now: i64, idle_since: i64, at_most: u32) -> Result<usize, StoreError> {
        self.note("sweep")?;
        self.real.sweep(now, idle_since, at_most).await
    }
}
