//! sqlx: a pool of reading connections, one for each core, and a pool of one that writes.

use std::{path::Path, sync::Arc, time::Duration};

use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous},
};

use crate::store::{Failure, INSERT, Key, LATER, NOW, READ, Store, UPDATE};

/// A session store by sqlx.
#[derive(Clone)]
pub struct SqlxStore {
    readers: SqlitePool,
    writer: SqlitePool,
}

impl SqlxStore {
    pub async fn open(file: &Path) -> Result<Self, Failure> {
        let cores = u32::try_from(std::thread::available_parallelism()?.get())?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(Duration::from_secs(5));
        let pool = |connections| SqlitePoolOptions::new().min_connections(connections).max_connections(connections);
        Ok(Self {
            readers: pool(cores).connect_with(options.clone()).await?,
            writer: pool(1).connect_with(options).await?,
        })
    }
}

impl Store for SqlxStore {
    async fn read(&self, key: Key) -> Result<Vec<u8>, Failure> {
        Ok(sqlx::query_scalar(READ).bind(&key[..]).bind(NOW).fetch_one(&self.readers).await?)
    }

    async fn update(&self, key: Key, record: Arc<[u8]>) -> Result<(), Failure> {
        sqlx::query(UPDATE).bind(&record[..]).bind(NOW).bind(&key[..]).execute(&self.writer).await?;
        Ok(())
    }

    async fn insert(&self, key: Key, record: Arc<[u8]>) -> Result<(), Failure> {
        sqlx::query(INSERT).bind(&key[..]).bind(&record[..]).bind(LATER).bind(NOW).execute(&self.writer).await?;
        Ok(())
    }
}
