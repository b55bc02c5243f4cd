//! The start-up probe: performs each operation that the store needs, so that a wrong setting is reported before a user signs in.

use super::{
    super::{
        super::{causes::with_causes, clock},
        random,
    },
    Store, StoreError,
    backend::{
        LeaseChange, Listing, NewSession, PutCondition, RecordFilter, RecordId, SessionFilter, SessionUpdate,
        ShortLived, StoreFacts, TokenCondition,
    },
    listing::hash_of,
};

/// The lifetime of the probe's records, long enough for the probe. If the probe crashes, its records expire by
/// themselves.
const LIFETIME_SECONDS: i64 = 60;

/// The step of the start-up probe that failed, and the cause.
#[derive(Debug, thiserror::Error)]
#[error("the session store does not work: it cannot {step}")]
pub struct ProbeFailure {
    pub step: &'static str,
    #[source]
    pub error: StoreError,
}

impl ProbeFailure {
    /// Returns the step and all causes in one line, for the operator.
    pub fn report(&self) -> String {
        with_causes(self)
    }
}

fn at(step: &'static str) -> impl Fn(StoreError) -> ProbeFailure {
    move |error| ProbeFailure { step, error }
}

fn kept(is_kept: bool, step: &'static str) -> Result<(), ProbeFailure> {
    if is_kept { Ok(()) } else { Err(ProbeFailure { step, error: StoreError::NotKept }) }
}

impl Store {
    /// Reads a session that does not exist. This is the cheapest request that shows whether the store responds.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.backend.session(hash_of(&["ping"]).into()).await.map(drop)
    }

    /// Connects, creates or updates the tables, and then writes, reads, changes and deletes one record of each kind.
    pub async fn probe(&self) -> Result<(), ProbeFailure> {
        let hash = hash_of(&["probe", &random().to_string()]);
        let key = hash.into();
        self.backend.session(key).await.map_err(at("connect and read"))?;
        let probed = self.probe_with(hash).await;
        let removed = self.backend.end_sessions(&[key]).await.map_err(at("delete a session"));
        probed?;
        kept(removed? == 1, "delete a session")
    }

    /// Returns the version of the stored data and the time of the server.
    pub async fn facts(&self) -> Result<StoreFacts, StoreError> {
        self.backend.facts().await
    }

    async fn probe_with(&self, hash: [u8; 32]) -> Result<(), ProbeFailure> {
        let (key, now) = (hash.into(), clock::unix_now());
        let listed = Listing { started_at: now, ..Listing::default() };
        let expires_at = now + LIFETIME_SECONDS;
        let session = NewSession { key, record: vec![1], revision: 1, listed, expires_at };
        let step = "write a session";
        kept(self.backend.insert_session(session, now).await.map_err(at(step))?, step)?;
        let step = "read a session";
        kept(self.backend.session(key).await.map_err(at(step))?.is_some(), step)?;
        let step = "change a session";
        let update = SessionUpdate::LastUse { seen_at: now };
        kept(self.backend.update_session(key, update).await.map_err(at(step))?, step)?;
        let step = "list sessions";
        self.backend.list_sessions(SessionFilter::OfPerson(hash.into())).await.map_err(at(step))?;
        let step = "write tokens";
        kept(self.backend.put_tokens(key, vec![1], TokenCondition::Always).await.map_err(at(step))?, step)?;
        let step = "read tokens";
        kept(self.backend.tokens(key).await.map_err(at(step))?.is_some(), step)?;
        let step = "change tokens";
        let lease = LeaseChange::Acquire { owner: 1, now, until: expires_at };
        kept(self.backend.lease_tokens(key, lease).await.map_err(at(step))?, step)?;
        self.probe_short_lived(hash, now).await
    }

    async fn probe_short_lived(&self, hash: [u8; 32], now: i64) -> Result<(), ProbeFailure> {
        let id = RecordId { kind: "probe", key: hash.into() };
        let record = ShortLived { id, browser: hash.into(), record: vec![1], expires_at: now + LIFETIME_SECONDS };
        let step = "write a short-lived record";
        kept(self.backend.put(record, PutCondition::Always).await.map_err(at(step))?, step)?;
        let step = "read a short-lived record";
        kept(self.backend.find(id, now).await.map_err(at(step))?.is_some(), step)?;
        self.backend.remove(RecordFilter::Id(id)).await.map_err(at("delete a short-lived record"))
    }
}
