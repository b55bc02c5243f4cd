//! Creates empty backends of the session store, one function for each kind of backend.

use std::sync::Arc;

use leptos_entra::server::{
    config::{ServerAddress, SessionLifetimes},
    session::store::{Postgres, Redis, Sqlite, backend::Backend},
};

use crate::cast::servers;

/// A backend, and the temporary folder with its file if it has one.
pub struct Place {
    pub backend: Arc<dyn Backend>,
    _folder: Option<tempfile::TempDir>,
}

/// Creates the backend in memory.
pub async fn memory() -> Place {
    Place { backend: Arc::new(Sqlite::in_memory().unwrap()), _folder: None }
}

/// Creates the backend in a new SQLite file.
pub async fn sqlite_file() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let backend = Arc::new(Sqlite::open(&folder.path().join("deep/sessions.db")).unwrap());
    Place { backend, _folder: Some(folder) }
}

/// Creates a backend on an empty database of a Redis or Valkey server.
pub async fn on_redis() -> Place {
    let address = ServerAddress::redis(&servers::redis()).unwrap();
    Place { backend: Arc::new(Redis::open(&address, SessionLifetimes::default().idle).unwrap()), _folder: None }
}

/// Creates a backend on an empty database of a PostgreSQL server.
pub async fn on_postgres() -> Place {
    let address = ServerAddress::postgres(&servers::postgres()).unwrap();
    Place { backend: Arc::new(Postgres::open(&address).unwrap()), _folder: None }
}
