//! Sessions that ended at the provider, or that expired because they were not used. Their record is kept for an hour, so that the next
//! sign-in of the same browser can name the account (`login_hint`), and the user need not enter it again.
//!
//! An expired record stays where it is: [`Store::sweep`] deletes it an hour later. For a session that ended at the provider, the store cannot read the record when it ends the session: only the browser's session ID opens it. So it keeps the sealed
//! record as it is. A second seal binds the copy to this use, so that it cannot be put back as a session.

use serde::{Deserialize, Serialize};
use tower_sessions::session::Id;

use super::{
    super::{
        super::clock, super::hex::hex, ENDED_SESSION_LIFETIME, SignInCookie, UserSession, lookup_keys::SessionKey,
    },
    Store, StoreError,
    backend::{ListedSession, PutCondition},
    sealing::Binding,
    sessions::{Data, secret, session_key, user_of},
    short_lived::Slot,
};

const ENDED: &str = "ended-session";

/// The record of a session that has ended. The session ID opens it.
#[derive(Serialize, Deserialize)]
struct EndedSession {
    revision: i64,
    record: Vec<u8>,
}

impl Store {
    /// Ends sessions because their sign-ins have ended at the provider. Returns how many still existed.
    ///
    /// A failure to keep a record is only logged, because it must not keep a session alive.
    pub async fn end_at_provider(&self, sessions: &[ListedSession]) -> Result<usize, StoreError> {
        let keys: Vec<_> = sessions.iter().map(|session| session.key).collect();
        self.end_keys_at_provider(&keys).await
    }

    /// As [`Self::end_at_provider`], for sessions that were not listed.
    pub async fn end_keys_at_provider(&self, keys: &[SessionKey]) -> Result<usize, StoreError> {
        for key in keys {
            // The first failure stops the loop, so that a store that does not respond delays the end of the sessions only once.
            if let Err(error) = self.keep_record(*key).await {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "the next sign-ins after the end of these sessions may not name the account");
                break;
            }
        }
        self.end_keys(keys).await
    }

    /// Removes and returns the user of a session that has ended at the provider, or has expired unused, within the last hour. Only one
    /// call gets it.
    pub async fn take_ended_user(&self, id: Id) -> Result<Option<UserSession>, StoreError> {
        let key = session_key(id);
        let ended = match self.take::<EndedSession>(&slot(key)).await? {
            Some(ended) => Some(ended),
            None => self.take_unused(key).await?,
        };
        let Some(ended) = ended else { return Ok(None) };
        let data: Option<Data> = self.read(Binding::session(key, ended.revision), &secret(id), &ended.record)?;
        Ok(data.and_then(|data| user_of(&data)))
    }

    /// Removes and returns the record of a session that expired within the last hour because it was not used.
    async fn take_unused(&self, key: SessionKey) -> Result<Option<EndedSession>, StoreError> {
        let Some(found) = self.backend.session(key).await? else { return Ok(None) };
        let now = clock::unix_now();
        let kept = ENDED_SESSION_LIFETIME.as_secs().cast_signed();
        let is_kept = self.is_live(found.expires_at.saturating_add(kept), found.seen_at.saturating_add(kept), now);
        if self.is_live(found.expires_at, found.seen_at, now) || !self.end_session(key).await? {
            return Ok(None);
        }
        Ok(is_kept.then_some(EndedSession { revision: found.revision, record: found.record }))
    }

    async fn keep_record(&self, key: SessionKey) -> Result<(), StoreError> {
        let Some(found) = self.backend.session(key).await? else { return Ok(()) };
        let ended = EndedSession { revision: found.revision, record: found.record };
        let record = self.record(&slot(key), &ended, clock::unix_after(ENDED_SESSION_LIFETIME))?;
        self.backend.put(record, PutCondition::Always).await.map(drop)
    }
}

/// The record has the key of its session. Its secret is derived from this key, because the session ID is not known here.
fn slot(key: SessionKey) -> Slot {
    Slot::new(ENDED, key.to_bytes().into(), SignInCookie::from_browser(&hex(key.as_ref())))
}
