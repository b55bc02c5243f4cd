//! The store in one SQLite file, which all threads read and one thread writes; or in memory, for tests.
//!
//! The driver is rusqlite and not sqlx: in the table of `docs::measurements`, a read through rusqlite costs a fraction
//! of a read through the worker thread of sqlx. A read takes about ten microseconds, so it runs on the caller's thread.
//! A write waits for the lock of the file and for the disk, so it runs on its own thread.

mod backend;
mod connections;
mod schema;
mod sessions;
mod short_lived;

use std::{fs::OpenOptions, path::Path};

use self::connections::SqliteConnections;
use super::StoreError;

/// The store in SQLite.
pub struct Sqlite {
    connections: SqliteConnections,
}

impl Sqlite {
    /// Opens the store in this file. Creates the file and its tables if they are missing.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        create_file(path)?;
        Ok(Self { connections: SqliteConnections::to_file(path)? })
    }

    /// Returns a store that is lost when the process ends.
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self { connections: SqliteConnections::in_memory()? })
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Backend(error.into())
    }
}

/// Creates the store's file if it is missing, with access for its owner only, because it contains tokens. SQLite gives
/// the files beside it the same mode.
fn create_file(path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::OpenOptionsExt as _;

    let cannot = |error| StoreError::Open(format!("{} cannot be created: {error}", path.display()));
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(cannot)?;
    }
    OpenOptions::new().create(true).append(true).mode(0o600).open(path).map(drop).map_err(cannot)
}
