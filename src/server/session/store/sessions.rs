//! The sessions in the store: tower-sessions' four verbs, with rules that its stores do not have.
//!
//! * The key of a row is the SHA-256 of the ID, so that a stolen file cannot be turned into cookies.
//! * `create` only inserts and `save` only updates: a request that is still running while the person signs out cannot
//!   bring the session back.
//! * `load` notes at most once a minute that the session is in use; usually it is one read and no write.

use std::collections::HashMap;

use async_trait::async_trait;
use rusqlite::{OptionalExtension, ffi::ErrorCode};
use serde_json::Value;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store,
};

use super::{
    super::{super::clock, IDLE_LIFETIME},
    Store, StoreError,
};

const NOTE_USE_EVERY_SECONDS: i64 = 60;

/// Returns the key of a session's rows, from which its ID cannot be found.
pub fn session_key(id: Id) -> [u8; 32] {
    Sha256::digest(id.0.to_le_bytes()).into()
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        loop {
            if self.insert_session(record).await? {
                return Ok(());
            }
            // The ID exists already: the session of somebody else must not be taken over.
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let (key, bytes, expires_at) = row(record)?;
        let updated = self
            .write(move |connection| {
                let mut update =
                    connection.prepare_cached("UPDATE session SET record = ?2, expires_at = ?3 WHERE key = ?1")?;
                Ok(update.execute((key, bytes, expires_at))?)
            })
            .await?;
        if updated == 0 { Err(StoreError::Gone.into()) } else { Ok(()) }
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let key = session_key(*id);
        let now = clock::unix_now();
        let found = self
            .read(move |connection| {
                let mut select =
                    connection.prepare_cached("SELECT record, expires_at, seen_at FROM session WHERE key = ?1")?;
                let row = select.query_row((key,), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
                Ok(row.optional()?)
            })
            .await?;
        let Some((bytes, expires_at, seen_at)): Option<(Vec<u8>, i64, i64)> = found else { return Ok(None) };
        if expires_at <= now || seen_at + IDLE_LIFETIME.as_secs().cast_signed() <= now {
            return Ok(None);
        }
        if seen_at + NOTE_USE_EVERY_SECONDS <= now {
            // A disk that is full must not keep people out of pages that only read.
            if let Err(error) = self.note_use(key, now).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "the use of a session could not be noted");
            }
        }
        let data: HashMap<String, Value> = rmp_serde::from_slice(&bytes).map_err(StoreError::from)?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(expires_at).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        Ok(self.end_session(session_key(*id)).await?)
    }
}

impl Store {
    /// Inserts a session; returns `false` when its ID is taken.
    async fn insert_session(&self, record: &Record) -> Result<bool, StoreError> {
        let (key, bytes, expires_at) = row(record)?;
        let now = clock::unix_now();
        self.write(move |connection| {
            let mut insert = connection.prepare_cached("INSERT INTO session VALUES (?1, ?2, ?3, ?4)")?;
            match insert.execute((key, bytes, expires_at, now)) {
                Ok(_) => Ok(true),
                Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::ConstraintViolation => {
                    Ok(false)
                }
                Err(error) => Err(error.into()),
            }
        })
        .await
    }

    /// Ends a session by the key of its row ([`session_key`]).
    pub async fn end_session(&self, key: [u8; 32]) -> Result<(), StoreError> {
        self.write(move |connection| {
            connection.execute("DELETE FROM session WHERE key = ?1", (key,))?;
            Ok(())
        })
        .await
    }

    async fn note_use(&self, key: [u8; 32], now: i64) -> Result<(), StoreError> {
        self.write(move |connection| {
            let mut update = connection.prepare_cached("UPDATE session SET seen_at = ?2 WHERE key = ?1")?;
            update.execute((key, now))?;
            Ok(())
        })
        .await
    }
}

fn row(record: &Record) -> Result<([u8; 32], Vec<u8>, i64), StoreError> {
    Ok((session_key(record.id), rmp_serde::to_vec_named(&record.data)?, record.expiry_date.unix_timestamp()))
}
