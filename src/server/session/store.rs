//! The session store: one SQLite file, readable by all threads at once, written by one.
//!
//! Why rusqlite and not sqlx: the table of `make bench` (README) has both; a read through rusqlite, called in place,
//! costs a fraction of one that travels through sqlx's worker thread. A read takes some ten microseconds, so it is made on the
//! thread that asks. A write waits for the file's lock and for the disk, so it goes to a thread of its own.

mod connections;
mod schema;
mod sessions;
mod short_lived;
mod tokens;
mod transactions;

use std::{fmt, fs::OpenOptions, path::Path, sync::Arc};

use rusqlite::Connection;
use tower_sessions::session_store;

pub use sessions::session_key;
pub use tokens::TokenVersion;

use self::connections::Connections;
use super::super::{clock, config::SessionStoreSetting};

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the session store cannot be opened: {0}")]
    Open(String),
    #[error("the session store failed")]
    Sqlite(#[from] rusqlite::Error),
    #[error("a record of the session store cannot be written")]
    Encode(#[from] rmp_serde::encode::Error),
    #[error("a record of the session store cannot be read")]
    Decode(#[from] rmp_serde::decode::Error),
    #[error("the session is gone")]
    Gone,
    #[error("the session store's thread has stopped")]
    Stopped,
    #[error("the session failed")]
    Session(#[from] tower_sessions::session::Error),
}

/// The session store. Clones share it.
#[derive(Clone)]
pub struct Store {
    connections: Arc<Connections>,
}

impl Store {
    /// Opens the store, and makes the file and its tables when they are missing.
    pub fn open(setting: &SessionStoreSetting) -> Result<Self, StoreError> {
        let connections = match setting {
            SessionStoreSetting::Sqlite(path) => {
                make_file(path)?;
                Connections::to_file(path)?
            }
            SessionStoreSetting::Memory => Connections::in_memory()?,
        };
        Ok(Self { connections: Arc::new(connections) })
    }

    /// Removes what has expired, a bounded number of rows at a time; returns how many.
    pub async fn sweep(&self) -> Result<usize, StoreError> {
        const AT_MOST: u32 = 500;
        let now = clock::unix_now();
        self.write(move |connection| {
            let idle_since = now - super::IDLE_LIFETIME.as_secs().cast_signed();
            let sessions = connection.execute(
                "DELETE FROM session WHERE key IN
                   (SELECT key FROM session WHERE expires_at <= ?1 OR seen_at <= ?2 LIMIT ?3)",
                (now, idle_since, AT_MOST),
            )?;
            let short_lived = connection.execute(
                "DELETE FROM short_lived WHERE rowid IN
                   (SELECT rowid FROM short_lived WHERE expires_at <= ?1 LIMIT ?2)",
                (now, AT_MOST),
            )?;
            Ok(sessions + short_lived)
        })
        .await
    }

    async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.connections.read(question).await
    }

    async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.connections.write(change).await
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Store")
    }
}

impl From<StoreError> for session_store::Error {
    fn from(error: StoreError) -> Self {
        Self::Backend(error.to_string())
    }
}

impl From<session_store::Error> for StoreError {
    fn from(error: session_store::Error) -> Self {
        Self::Session(error.into())
    }
}

/// Makes the file when it is missing, for its owner only: it holds tokens. SQLite gives the files beside it the same mode.
fn make_file(path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::OpenOptionsExt as _;

    let cannot = |error| StoreError::Open(format!("{} cannot be made: {error}", path.display()));
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(cannot)?;
    }
    OpenOptions::new().create(true).append(true).mode(0o600).open(path).map(drop).map_err(cannot)
}

#[cfg(test)]
mod tests;
