//! The store in one SQLite file, readable by all threads at once, written by one; or in memory, for tests.
//!
//! Why rusqlite and not sqlx: the table of `make bench` (README) has both; a read through rusqlite, called in place,
//! costs a fraction of one that travels through sqlx's worker thread. A read takes some ten microseconds, so it is made on the
//! thread that asks. A write waits for the file's lock and for the disk, so it goes to a thread of its own.

mod backend;
mod connections;
mod schema;
mod sessions;
mod short_lived;

use std::{fs::OpenOptions, path::Path};

use self::connections::Connections;
use super::StoreError;

/// The store in SQLite.
pub struct Sqlite {
    connections: Connections,
}

impl Sqlite {
    /// Opens a file, and makes it and its tables when they are missing.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        make_file(path)?;
        Ok(Self { connections: Connections::to_file(path)? })
    }

    /// Makes a store that is gone when the process ends.
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self { connections: Connections::in_memory()? })
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Backend(error.into())
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
