//! The session store: what is kept of people and sign-ins, sealed, in one of several backends.
//!
//! [`Store`] knows what a record means, seals it and judges its end; a [`Backend`] keeps the bytes. Each record is
//! found by the hash of a random value and opened by that value, which only one browser has.

pub mod backend;
mod listing;
mod logout_tokens;
mod postgres;
mod redis;
mod rotation;
mod sealing;
mod sessions;
mod short_lived;
mod sqlite;
mod step_ups;
mod tokens;
mod transactions;

use std::{error::Error, fmt, path::PathBuf, sync::Arc};

use openidconnect::CsrfToken;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use tower_sessions::session_store;

pub use self::redis::Redis;
pub(super) use listing::BROWSER;
pub use listing::Person;
pub use postgres::Postgres;
pub use sessions::session_key;
pub use sqlite::Sqlite;
pub use tokens::TokenVersion;

use self::{
    backend::{Backend, Key},
    sealing::{Closed, Place},
};
use super::{
    super::{clock, config::SessionStoreSetting, key_file::KeyFileError},
    IDLE_LIFETIME, KeyRing,
};

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the session store cannot be opened: {0}")]
    Open(String),
    #[error("the session store failed")]
    Backend(#[source] Box<dyn Error + Send + Sync>),
    #[error("a record of the session store cannot be written")]
    Encode(#[from] rmp_serde::encode::Error),
    #[error("a record of the session store cannot be sealed")]
    Seal,
    #[error("there is no key to seal a record of the session store with")]
    NoKey,
    #[error("the file of the session keys {path} is no use: {1}", path = .0.display())]
    Keys(PathBuf, KeyFileError),
    #[error(
        "a record of the session store names a key that is not known, and the file of the session keys cannot be read"
    )]
    KeysUnread,
    #[error("the session is gone, or another request has changed it")]
    Gone,
    #[error("the session store is too slow")]
    Late,
    #[error("the session store's thread has stopped")]
    Stopped,
    #[error("the session failed")]
    Session(#[from] tower_sessions::session::Error),
}

/// The session store. Clones share it.
#[derive(Clone)]
pub struct Store {
    backend: Arc<dyn Backend>,
    keys: KeyRing,
}

impl Store {
    /// Opens the store. A file is made when it is missing; a server is asked on first use.
    pub fn open(setting: &SessionStoreSetting, keys: KeyRing) -> Result<Self, StoreError> {
        let backend: Arc<dyn Backend> = match setting {
            SessionStoreSetting::Sqlite(path) => Arc::new(Sqlite::open(path)?),
            SessionStoreSetting::Redis(address) => Arc::new(Redis::open(address)?),
            SessionStoreSetting::Postgres(address) => Arc::new(Postgres::open(address)?),
            SessionStoreSetting::Memory => Arc::new(Sqlite::in_memory()?),
        };
        Ok(Self::with_backend(backend, keys))
    }

    /// Keeps everything in this backend.
    pub fn with_backend(backend: Arc<dyn Backend>, keys: KeyRing) -> Self {
        Self { backend, keys }
    }

    /// Removes what has expired, a bounded number of records at a time; returns how many.
    pub async fn sweep(&self) -> Result<usize, StoreError> {
        const AT_MOST: u32 = 500;
        let now = clock::unix_now();
        self.backend.sweep(now, now - IDLE_LIFETIME.as_secs().cast_signed(), AT_MOST).await
    }

    fn seal(&self, place: Place, secret: &[u8], record: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        sealing::seal(&self.keys, place, secret, record)
    }

    /// Opens a record and reads it. One that does not open, or has another shape than it should, says nothing.
    ///
    /// Fails when its key may stand in a file that cannot be read: another process may have sealed it, and it must not go.
    fn read<T: DeserializeOwned>(&self, place: Place, secret: &[u8], sealed: &[u8]) -> Result<Option<T>, StoreError> {
        let opened = sealing::open(&self.keys, place, secret, sealed);
        if opened == Err(Closed::UnknownKey) && self.keys.may_be_stale() {
            tracing::error!(table = place.table, "a record names a key that is not known, and the key file is no use");
            return Err(StoreError::KeysUnread);
        }
        let read = opened.ok().and_then(|bytes| rmp_serde::from_slice(&bytes).ok());
        if read.is_none() {
            tracing::warn!(table = place.table, "a record of the session store does not open");
        }
        Ok(read)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Store")
    }
}

impl From<StoreError> for session_store::Error {
    fn from(error: StoreError) -> Self {
        let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
        Self::Backend(format!("{error}{cause}"))
    }
}

impl From<session_store::Error> for StoreError {
    fn from(error: session_store::Error) -> Self {
        Self::Session(error.into())
    }
}

/// Returns the key of what a random value finds.
fn hash(secret: &CsrfToken) -> Key {
    Sha256::digest(secret.secret().as_bytes()).into()
}
