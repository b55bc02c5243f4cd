//! A backend that records the duration and the outcome of each operation of another backend.

use std::{sync::Arc, time::Instant};

use async_trait::async_trait;

use super::{
    super::lookup_keys::SessionKey,
    Store, StoreError,
    backend::{
        Backend, LeaseChange, ListedSession, NewSession, PutCondition, RecordFilter, RecordId, Replacement,
        SessionFilter, SessionUpdate, ShortLived, StoreFacts, StoredSession, StoredTokens, TakeRequest, Taken,
        TokenCondition,
    },
};
use crate::server::metrics::{Metrics, labels::StoreOutcome};

struct MeasuredBackend {
    backend: Arc<dyn Backend>,
    metrics: Metrics,
}

impl Store {
    /// Returns the store with metrics of its operations, if they are recorded.
    #[must_use]
    pub fn measured(self, metrics: &Metrics) -> Self {
        if !metrics.is_on() {
            return self;
        }
        let measured = MeasuredBackend { backend: self.backend, metrics: metrics.clone() };
        Self { backend: Arc::new(measured), ..self }
    }
}

impl MeasuredBackend {
    async fn measure<T>(
        &self,
        operation: &'static str,
        running: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        let started = Instant::now();
        let result = running.await;
        let outcome = match &result {
            Ok(_) => StoreOutcome::Ok,
            Err(StoreError::Late) => StoreOutcome::Timeout,
            Err(_) => StoreOutcome::Error,
        };
        self.metrics.store_operation(operation, outcome, started.elapsed());
        result
    }
}

#[async_trait]
impl Backend for MeasuredBackend {
    async fn insert_session(&self, session: NewSession, now: i64) -> Result<bool, StoreError> {
        self.measure("insert_session", self.backend.insert_session(session, now)).await
    }

    async fn session(&self, key: SessionKey) -> Result<Option<StoredSession>, StoreError> {
        self.measure("session", self.backend.session(key)).await
    }

    async fn update_session(&self, key: SessionKey, update: SessionUpdate) -> Result<bool, StoreError> {
        self.measure("update_session", self.backend.update_session(key, update)).await
    }

    async fn end_sessions(&self, keys: &[SessionKey]) -> Result<usize, StoreError> {
        self.measure("end_sessions", self.backend.end_sessions(keys)).await
    }

    async fn list_sessions(&self, filter: SessionFilter) -> Result<Vec<ListedSession>, StoreError> {
        self.measure("list_sessions", self.backend.list_sessions(filter)).await
    }

    async fn count_sessions(&self, now: i64, idle_since: i64) -> Result<usize, StoreError> {
        self.measure("count_sessions", self.backend.count_sessions(now, idle_since)).await
    }

    async fn put_tokens(
        &self,
        key: SessionKey,
        tokens: Vec<u8>,
        condition: TokenCondition,
    ) -> Result<bool, StoreError> {
        self.measure("put_tokens", self.backend.put_tokens(key, tokens, condition)).await
    }

    async fn tokens(&self, key: SessionKey) -> Result<Option<StoredTokens>, StoreError> {
        self.measure("tokens", self.backend.tokens(key)).await
    }

    async fn lease_tokens(&self, key: SessionKey, lease: LeaseChange) -> Result<bool, StoreError> {
        self.measure("lease_tokens", self.backend.lease_tokens(key, lease)).await
    }

    async fn put(&self, record: ShortLived, condition: PutCondition) -> Result<bool, StoreError> {
        self.measure("put", self.backend.put(record, condition)).await
    }

    async fn find(&self, id: RecordId, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.measure("find", self.backend.find(id, now)).await
    }

    async fn take(&self, request: TakeRequest, replacement: Option<Replacement>) -> Result<Taken, StoreError> {
        self.measure("take", self.backend.take(request, replacement)).await
    }

    async fn remove(&self, filter: RecordFilter) -> Result<(), StoreError> {
        self.measure("remove", self.backend.remove(filter)).await
    }

    async fn sweep(&self, now: i64, idle_since: i64, at_most: u32) -> Result<usize, StoreError> {
        self.measure("sweep", self.backend.sweep(now, idle_since, at_most)).await
    }

    async fn facts(&self) -> Result<StoreFacts, StoreError> {
        self.measure("facts", self.backend.facts()).await
    }
}
