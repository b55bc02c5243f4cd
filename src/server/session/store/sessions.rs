//! The sessions in the store: tower-sessions' four verbs, with rules that its stores do not have.
//!
//! * The key of a record is the SHA-256 of the ID, and the ID is needed to open it.
//! * `create` only inserts and `save` only updates: a request that is still running while the person signs out cannot
//!   bring the session back. `save` also compares who wrote last: of two requests that change a session at once, one fails.
//! * `load` notes at most once a minute that the session is in use; usually it is one read and no write.

use std::{collections::HashMap, time::Duration};

use async_trait::async_trait;
use serde_json::Value;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use tokio::time::timeout;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store,
};

use super::{
    super::{super::clock, random},
    Store, StoreError,
    backend::{Key, NewSession, StoredSession},
    listing::{is_live, listing_of},
    sealing::Place,
};

const NOTE_USE_EVERY_SECONDS: i64 = 60;
/// A page does not wait any longer until that is done.
const NOTE_USE_WITHIN: Duration = Duration::from_secs(1);

/// Under which entry a loaded record carries the mark that was read and the one that will be written. It is not kept.
const MARKS: &str = "marks";

type Data = HashMap<String, Value>;

/// Returns the key of a session's rows, from which its ID cannot be found.
pub fn session_key(id: Id) -> Key {
    Sha256::digest(id.0.to_le_bytes()).into()
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        let mark = random();
        loop {
            let session = NewSession {
                key: session_key(record.id),
                record: self.seal_data(record, mark)?,
                mark,
                listed: listing_of(record),
                expires_at: record.expiry_date.unix_timestamp(),
            };
            if self.backend.insert_session(session, clock::unix_now()).await? {
                record.data.insert(MARKS.to_owned(), Value::from(vec![mark, mark]));
                return Ok(());
            }
            // The ID exists already: the session of somebody else must not be taken over.
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let (read, written) = marks(record).ok_or(StoreError::Gone)?;
        let (key, sealed) = (session_key(record.id), self.seal_data(record, written)?);
        let expires_at = record.expiry_date.unix_timestamp();
        // A request may save twice: the second time it is itself who wrote last.
        if self.backend.replace_session(key, [read, written], sealed, written, expires_at).await? {
            Ok(())
        } else {
            Err(StoreError::Gone.into())
        }
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let (key, now) = (session_key(*id), clock::unix_now());
        let Some(found) = self.backend.session(key).await? else { return Ok(None) };
        if !is_live(found.expires_at, found.seen_at, now) {
            return Ok(None);
        }
        let Some(mut data) = self.read::<Data>(place(key, found.mark), &secret(*id), &found.record)? else {
            self.end_session(key).await?;
            return Ok(None);
        };
        if found.seen_at + NOTE_USE_EVERY_SECONDS <= now {
            self.note_use(*id, &found, now).await;
        }
        data.insert(MARKS.to_owned(), Value::from(vec![found.mark, random()]));
        let expiry_date = OffsetDateTime::from_unix_timestamp(found.expires_at).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        Ok(self.end_session(session_key(*id)).await.map(drop)?)
    }
}

impl Store {
    /// Ends a session by the key of its rows ([`session_key`]), with its tokens; returns whether it was there.
    pub async fn end_session(&self, key: Key) -> Result<bool, StoreError> {
        self.backend.end_session(key).await
    }

    /// A disk that is full, or a file that somebody has locked, must not keep people out of pages that only read.
    async fn note_use(&self, id: Id, found: &StoredSession, now: i64) {
        let noting = timeout(NOTE_USE_WITHIN, self.backend.note_use(session_key(id), now)).await;
        if let Err(error) = noting.unwrap_or(Err(StoreError::Late)) {
            tracing::warn!(error = &error as &dyn std::error::Error, "the use of a session could not be noted");
            return;
        }
        if let Err(error) = self.seal_anew(id, found).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "a session could not be sealed anew");
        }
    }

    fn seal_data(&self, record: &Record, mark: i64) -> Result<Vec<u8>, StoreError> {
        let kept: HashMap<_, _> = record.data.iter().filter(|(name, _)| *name != MARKS).collect();
        self.seal(place(session_key(record.id), mark), &secret(record.id), rmp_serde::to_vec_named(&kept)?)
    }
}

/// Returns the part of a session's keys that only the browser has.
pub(super) fn secret(id: Id) -> [u8; 16] {
    id.0.to_le_bytes()
}

pub(super) fn place(key: Key, mark: i64) -> Place {
    Place { table: "session", key, version: mark }
}

fn marks(record: &Record) -> Option<(i64, i64)> {
    let marks = record.data.get(MARKS)?.as_array()?;
    Some((marks.first()?.as_i64()?, marks.get(1)?.as_i64()?))
}
