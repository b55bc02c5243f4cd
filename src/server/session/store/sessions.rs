//! Sessions in the store: the four operations of tower-sessions, with stricter rules than the stores of that crate.
//!
//! * The key of a session is the SHA-256 hash of its ID, and the ID is needed to open the record.
//! * `create` only inserts and `save` only updates, so a request that is still running during a sign-out cannot restore the
//!   session. `save` compares the revision: of two requests that change a session concurrently, the second fails.
//! * `load` stores the time of use at most once a minute; otherwise it is one read and no write.

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
    super::{
        super::clock,
        SessionTimes, TimeLeft, UserSession,
        entries::{TIMES, USER},
        lookup_keys::SessionKey,
        random,
    },
    Store, StoreError,
    backend::{NewSession, SessionUpdate, StoredSession},
    listing::listing_of,
    sealing::Binding,
};

const LAST_USE_INTERVAL_SECONDS: i64 = 60;
/// The timeout of the write that stores the time of use, because the page waits for it.
const LAST_USE_TIMEOUT: Duration = Duration::from_secs(1);

/// The entry of a loaded record with two revisions: the revision that was read, and the revision that a save will write. It is
/// not stored.
const REVISIONS: &str = "revisions";
/// The entry of a stored record with the session's expiry. It is sealed, so that an attacker with write access to the database
/// cannot prolong a session: a larger value in the column `expires_at` has no effect. The time of the last use cannot be sealed,
/// because it is written without the session ID.
const EXPIRES_AT: &str = "expires_at";

pub(super) type Data = HashMap<String, Value>;

/// A session that has not expired, as it was read.
struct LiveSession {
    found: StoredSession,
    data: Data,
    expires_at: i64,
}

/// Returns the key of a session. The session ID cannot be computed from it.
pub fn session_key(id: Id) -> SessionKey {
    let hash: [u8; 32] = Sha256::digest(id.0.to_le_bytes()).into();
    hash.into()
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        let revision = random();
        let user = user_of(&record.data);
        loop {
            let key = session_key(record.id);
            let tenant = user.as_ref().and_then(|user| user.tenant_id.as_deref());
            let tenant = tenant.map(|tenant| self.seal_tenant(key, tenant)).transpose()?;
            let session = NewSession {
                key,
                record: self.seal_data(record, revision)?,
                revision,
                listed: listing_of(record, user.as_ref(), tenant),
                expires_at: record.expiry_date.unix_timestamp(),
            };
            if self.backend.insert_session(session, clock::unix_now()).await? {
                record.data.insert(REVISIONS.to_owned(), Value::from(vec![revision, revision]));
                return Ok(());
            }
            // A session with this ID exists already. A new ID is tried, because the other session must not be taken
            // over.
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let (read, written) = revisions(record).ok_or(StoreError::Gone)?;
        let update = SessionUpdate::Record {
            // A request may save a session twice. The second save finds the revision that the first save wrote.
            expected: [read, written],
            revision: written,
            record: self.seal_data(record, written)?,
            expires_at: record.expiry_date.unix_timestamp(),
        };
        let is_saved = self.backend.update_session(session_key(record.id), update).await?;
        if is_saved { Ok(()) } else { Err(StoreError::Gone.into()) }
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let now = clock::unix_now();
        let Some(LiveSession { found, mut data, expires_at }) = self.open_live(*id, now).await? else {
            return Ok(None);
        };
        let is_due = found.seen_at + LAST_USE_INTERVAL_SECONDS <= now;
        let used_at = if is_due && self.note_use(*id, &found, now).await { now } else { found.seen_at };
        data.insert(TIMES.to_owned(), Value::from(vec![expires_at, used_at]));
        data.insert(REVISIONS.to_owned(), Value::from(vec![found.revision, random()]));
        let expiry_date = OffsetDateTime::from_unix_timestamp(expires_at).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        Ok(self.end_session(session_key(*id)).await.map(drop)?)
    }
}

impl Store {
    /// Ends a session, with its tokens. Returns whether it existed.
    pub async fn end_session(&self, key: SessionKey) -> Result<bool, StoreError> {
        Ok(self.backend.end_sessions(&[key]).await? > 0)
    }

    /// Returns whether a session exists and has not expired.
    pub async fn has_session(&self, id: Id) -> Result<bool, StoreError> {
        Ok(self.load(&id).await?.is_some())
    }

    /// Returns the user of a parked session, if the session exists and has not expired. This read does not count as a use, so the
    /// idle lifetime of the session continues.
    pub async fn user_of_parked(&self, id: Id) -> Result<Option<UserSession>, StoreError> {
        let live = self.open_live(id, clock::unix_now()).await?;
        Ok(live.and_then(|live| user_of(&live.data)))
    }

    /// Returns the user and the time that is left of a session, if it exists and has not expired. This read does not count as a use.
    pub async fn peek(&self, id: Id) -> Result<Option<(UserSession, TimeLeft)>, StoreError> {
        let now = clock::unix_now();
        let Some(LiveSession { found, data, expires_at }) = self.open_live(id, now).await? else { return Ok(None) };
        let times = SessionTimes { expires_at, used_at: found.seen_at };
        Ok(user_of(&data).map(|user| (user, times.left(self.lifetimes.idle, now))))
    }

    async fn open_live(&self, id: Id, now: i64) -> Result<Option<LiveSession>, StoreError> {
        let key = session_key(id);
        let Some(found) = self.backend.session(key).await? else { return Ok(None) };
        if !self.is_live(found.expires_at, found.seen_at, now) {
            return Ok(None);
        }
        let binding = Binding::session(key, found.revision);
        let Some(mut data) = self.read::<Data>(binding, &secret(id), &found.record)? else {
            self.end_session(key).await?;
            return Ok(None);
        };
        // A record that an older version of the app wrote has no sealed expiry.
        let sealed_expiry = data.remove(EXPIRES_AT).and_then(|expiry| expiry.as_i64());
        let expires_at = sealed_expiry.map_or(found.expires_at, |sealed| sealed.min(found.expires_at));
        Ok((expires_at > now).then_some(LiveSession { found, data, expires_at }))
    }

    /// Stores the time of the session's last use, and seals the session again after a key rotation. A failure is only
    /// logged, so that a full disk or a locked file does not block pages that only read. Returns whether the time is stored.
    async fn note_use(&self, id: Id, found: &StoredSession, now: i64) -> bool {
        let update = SessionUpdate::LastUse { seen_at: now };
        let noting = timeout(LAST_USE_TIMEOUT, self.backend.update_session(session_key(id), update)).await;
        if let Err(error) = noting.unwrap_or(Err(StoreError::Late)) {
            tracing::warn!(error = &error as &dyn std::error::Error, "the last use of a session could not be stored");
            return false;
        }
        if let Err(error) = self.reseal(id, found).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a session could not be encrypted with the new key; the app retries at its next use"
            );
        }
        true
    }

    fn seal_data(&self, record: &Record, revision: i64) -> Result<Vec<u8>, StoreError> {
        let expires_at = Value::from(record.expiry_date.unix_timestamp());
        let mut stored: HashMap<_, _> = record.data.iter().map(|(name, value)| (name.as_str(), value)).collect();
        stored.remove(REVISIONS);
        stored.remove(TIMES);
        stored.insert(EXPIRES_AT, &expires_at);
        let binding = Binding::session(session_key(record.id), revision);
        self.seal(binding, &secret(record.id), rmp_serde::to_vec_named(&stored)?)
    }
}

/// Returns the secret that opens a session's record and that only the browser of the session has.
pub(super) fn secret(id: Id) -> [u8; 16] {
    id.0.to_le_bytes()
}

/// Returns the user in the data of a session. `None` if it belongs to no user.
pub(super) fn user_of(data: &Data) -> Option<UserSession> {
    data.get(USER).and_then(|user| serde_json::from_value(user.clone()).ok())
}

fn revisions(record: &Record) -> Option<(i64, i64)> {
    let revisions = record.data.get(REVISIONS)?.as_array()?;
    Some((revisions.first()?.as_i64()?, revisions.get(1)?.as_i64()?))
}
