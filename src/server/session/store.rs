//! The session store: encrypted records of sessions and sign-ins, in one of several backends.
//!
//! [`Store`] knows the meaning of a record, seals it and checks its expiry; a [`Backend`] stores the bytes. Each record is found
//! by the hash of a random value and opened with that value, which only one browser has.

mod anonymous_limit;
pub mod backend;
mod ended_sessions;
mod listing;
mod log_references;
mod logout_tokens;
mod measured;
mod postgres;
mod probe;
mod redis;
mod rotation;
mod sealing;
mod sessions;
mod short_lived;
mod sqlite;
mod step_ups;
mod tenants;
mod tokens;
mod transactions;

use std::{fmt, sync::Arc};

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

pub use self::redis::Redis;
pub use super::store_error::StoreError;
pub use listing::{MOST_SESSIONS_OF_A_USER, Person};
pub use postgres::Postgres;
pub use probe::ProbeFailure;
pub use sessions::session_key;
pub use sqlite::Sqlite;
pub use tenants::SessionsOfTenant;
pub use tokens::TokenVersion;

use self::{
    anonymous_limit::{AnonymousLimit, MOST_ANONYMOUS_RECORDS},
    backend::Backend,
    sealing::{Binding, OpenError},
};
use super::{
    super::{
        clock,
        config::{SessionLifetimes, SessionStoreSetting},
        security_event::SecurityEvent,
    },
    KeyRing,
    lifetimes::ENDED_SESSION_LIFETIME,
    lookup_keys::RecordKey,
};

/// The session store. Clones share it.
#[derive(Clone)]
pub struct Store {
    backend: Arc<dyn Backend>,
    keys: KeyRing,
    lifetimes: SessionLifetimes,
    anonymous_limit: Arc<AnonymousLimit>,
}

impl Store {
    /// Opens the store. A missing SQLite file is created; a database server is contacted on first use.
    pub fn open(setting: &SessionStoreSetting, keys: KeyRing, lifetimes: SessionLifetimes) -> Result<Self, StoreError> {
        let backend: Arc<dyn Backend> = match setting {
            SessionStoreSetting::Sqlite(path) => Arc::new(Sqlite::open(path)?),
            SessionStoreSetting::Redis(address) => {
                Arc::new(Redis::open(address, lifetimes.idle + ENDED_SESSION_LIFETIME)?)
            }
            SessionStoreSetting::Postgres(address) => Arc::new(Postgres::open(address)?),
            SessionStoreSetting::Memory => Arc::new(Sqlite::in_memory()?),
        };
        Ok(Self::with_backend(backend, keys).with_lifetimes(lifetimes))
    }

    /// Returns a store over this backend, with the default lifetimes of sessions.
    pub fn with_backend(backend: Arc<dyn Backend>, keys: KeyRing) -> Self {
        let anonymous_limit = Arc::new(AnonymousLimit::new(MOST_ANONYMOUS_RECORDS));
        Self { backend, keys, lifetimes: SessionLifetimes::default(), anonymous_limit }
    }

    /// Returns the store with other lifetimes of sessions.
    #[must_use]
    pub fn with_lifetimes(self, lifetimes: SessionLifetimes) -> Self {
        Self { lifetimes, ..self }
    }

    /// Returns the store with another bound for the short-lived records that requests without a session create.
    #[must_use]
    pub fn with_anonymous_limit(self, most: u32) -> Self {
        Self { anonymous_limit: Arc::new(AnonymousLimit::new(most)), ..self }
    }

    /// Returns the lifetimes of sessions.
    pub fn lifetimes(&self) -> SessionLifetimes {
        self.lifetimes
    }

    /// Deletes expired sessions and records, a bounded number at a time. Returns how many it deleted. A session that expired because
    /// it was not used stays for an hour, so that the next sign-in can name its account.
    pub async fn sweep(&self) -> Result<usize, StoreError> {
        const AT_MOST: u32 = 500;
        let now = clock::unix_now();
        let idle = self.lifetimes.idle + ENDED_SESSION_LIFETIME;
        self.backend.sweep(now, now - idle.as_secs().cast_signed(), AT_MOST).await
    }

    fn seal(&self, binding: Binding, secret: &[u8], record: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        sealing::seal(&self.keys, binding, secret, record)
    }

    /// Opens and decodes a record. Returns `None` if it cannot be opened or has an unexpected shape.
    ///
    /// Fails if the record names an unknown key and the key file cannot be read: another process may have sealed the record with
    /// a new key, so it must not be deleted.
    fn read<T: DeserializeOwned>(
        &self,
        binding: Binding,
        secret: &[u8],
        sealed: &[u8],
    ) -> Result<Option<T>, StoreError> {
        let opened = sealing::open(&self.keys, binding, secret, sealed);
        if opened == Err(OpenError::UnknownKey) && self.keys.may_be_stale() {
            tracing::error!(
                table = binding.table(),
                "a record of the session store names an unknown key, and the session key file cannot be read: check SESSION_KEYS_FILE"
            );
            return Err(StoreError::KeysUnread);
        }
        let read = opened.ok().and_then(|bytes| rmp_serde::from_slice(&bytes).ok());
        if read.is_none() {
            tracing::warn!(
                event = SecurityEvent::RecordNotDecrypted.name(),
                table = binding.table(),
                "a record of the session store cannot be decrypted and counts as missing, so its user may have to sign in again: it is damaged, or its key is not in the session key file"
            );
        }
        Ok(read)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Store")
    }
}

/// Returns the key of the record that a random value finds.
fn record_key(secret: &str) -> RecordKey {
    let hash: [u8; 32] = Sha256::digest(secret.as_bytes()).into();
    hash.into()
}
