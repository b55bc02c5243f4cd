//! Short-lived records: device authorizations, admin consents and sign-in problems. Sign-ins are in [`super::transactions`].
//!
//! Each record is found by the hash of a random value that only one browser knows, and opened with that value.

use std::time::Duration;

use openidconnect::CsrfToken;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    super::{
        super::clock, DeviceFlow, DeviceFlowState, Reference, SignInCookie, TRANSACTION_LIFETIME,
        lookup_keys::RecordKey,
    },
    Store, StoreError,
    backend::{PutCondition, RecordFilter, RecordId, ShortLived, TakeRequest, Taken},
    record_key,
    sealing::Binding,
};
use crate::server::sign_in_problem::SignInProblem;

const DEVICE: &str = "device";
/// The kind of record that locks a device authorization. The name is stored in databases of running systems, so it
/// stays.
const DEVICE_LOCK: &str = "device-question";
const PROBLEM: &str = "problem";
const ADMIN_CONSENT: &str = "admin-consent";

/// The ID of a short-lived record, with the secret that opens it.
pub(super) struct Slot {
    pub id: RecordId,
    /// The secret that opens the record: a cookie or a reference. Its hash is the record's browser key.
    pub secret: SignInCookie,
}

impl Slot {
    pub fn new(kind: &'static str, key: RecordKey, secret: SignInCookie) -> Self {
        Self { id: RecordId { kind, key }, secret }
    }

    /// Returns the slot of a record that the `state` of a request finds and a cookie opens.
    pub fn of_state(kind: &'static str, state: &CsrfToken, cookie: &SignInCookie) -> Self {
        Self::new(kind, record_key(state.secret()), cookie.clone())
    }

    /// Returns the slot of a record that a random reference both finds and opens.
    pub fn of_reference(kind: &'static str, reference: &Reference) -> Self {
        Self::new(kind, record_key(reference.secret()), SignInCookie::from_browser(reference.secret()))
    }

    /// Returns the slot of a record that a cookie both finds and opens.
    fn of_cookie(kind: &'static str, cookie: &SignInCookie) -> Self {
        Self::new(kind, cookie.hash().into(), cookie.clone())
    }

    /// Returns the request that takes this record out of the store, if it has not expired by now.
    pub fn take_request(&self) -> TakeRequest {
        TakeRequest { id: self.id, browser: self.secret.hash().into(), now: clock::unix_now() }
    }
}

impl Store {
    /// Stores a device authorization until its code expires, and a little longer so that the page can report the expiry.
    pub async fn put_device_flow(&self, cookie: &SignInCookie, flow: &DeviceFlow) -> Result<(), StoreError> {
        self.put_anonymous(self.device_record(cookie, flow)?).await
    }

    /// Replaces a device authorization. Returns `false` if it was cancelled, so that no update restores it.
    pub async fn replace_device_flow(&self, cookie: &SignInCookie, flow: &DeviceFlow) -> Result<bool, StoreError> {
        self.backend.put(self.device_record(cookie, flow)?, PutCondition::IfPresent).await
    }

    /// Returns the device authorization of a browser.
    pub async fn device_flow(&self, cookie: &SignInCookie) -> Result<Option<DeviceFlow>, StoreError> {
        self.find(&Slot::of_cookie(DEVICE, cookie)).await
    }

    /// Cancels the device authorization of a browser.
    pub async fn drop_device_flow(&self, cookie: &SignInCookie) -> Result<(), StoreError> {
        self.backend.remove(RecordFilter::Id(Slot::of_cookie(DEVICE, cookie).id)).await
    }

    /// Locks the device authorization of a browser for at most this time. Returns `false` if another request holds the lock, also
    /// in another process.
    pub async fn lock_device_flow(&self, cookie: &SignInCookie, lifetime: Duration) -> Result<bool, StoreError> {
        let until = clock::unix_after(lifetime);
        let lock = self.record(&Slot::of_cookie(DEVICE_LOCK, cookie), &(), until)?;
        self.backend.put(lock, PutCondition::IfAbsent { now: clock::unix_now() }).await
    }

    /// Unlocks the device authorization of a browser.
    pub async fn unlock_device_flow(&self, cookie: &SignInCookie) -> Result<(), StoreError> {
        self.backend.remove(RecordFilter::Id(Slot::of_cookie(DEVICE_LOCK, cookie).id)).await
    }

    /// Opens the transaction of an admin consent for ten minutes. It is found by `state` and bound to the browser's cookie.
    pub async fn open_admin_consent(&self, state: &CsrfToken, cookie: &SignInCookie) -> Result<(), StoreError> {
        let until = clock::unix_after(TRANSACTION_LIFETIME);
        self.put_anonymous(self.record(&Slot::of_state(ADMIN_CONSENT, state, cookie), &(), until)?).await
    }

    /// Removes the transaction of an admin consent. Returns whether there was one in this browser.
    pub async fn take_admin_consent(&self, state: &CsrfToken, cookie: &SignInCookie) -> Result<bool, StoreError> {
        Ok(self.take::<()>(&Slot::of_state(ADMIN_CONSENT, state, cookie)).await?.is_some())
    }

    /// Stores a sign-in problem for ten minutes. Returns the random reference that finds it.
    pub async fn put_problem(&self, problem: &SignInProblem) -> Result<Reference, StoreError> {
        let reference = Reference::new_random();
        let until = clock::unix_after(TRANSACTION_LIFETIME);
        self.put_anonymous(self.record(&Slot::of_reference(PROBLEM, &reference), problem, until)?).await?;
        Ok(reference)
    }

    /// Returns the sign-in problem that a reference finds. It is not removed, so that a reload shows the same page.
    pub async fn problem(&self, reference: &Reference) -> Result<Option<SignInProblem>, StoreError> {
        self.find(&Slot::of_reference(PROBLEM, reference)).await
    }

    /// Writes a record that a request without a session creates. Fails with [`StoreError::TooManySignIns`] if there are too many.
    pub(super) async fn put_anonymous(&self, record: ShortLived) -> Result<(), StoreError> {
        if !self.anonymous_limit.admits(clock::unix_now()) {
            return Err(StoreError::TooManySignIns);
        }
        self.backend.put(record, PutCondition::Always).await.map(drop)
    }

    /// Seals a record for its slot.
    pub(super) fn record(
        &self,
        slot: &Slot,
        record: &(impl Serialize + Sync),
        expires_at: i64,
    ) -> Result<ShortLived, StoreError> {
        let (binding, secret) = (Binding::short_lived(slot.id), slot.secret.secret().as_bytes());
        let record = self.seal(binding, secret, rmp_serde::to_vec_named(record)?)?;
        Ok(ShortLived { id: slot.id, browser: slot.secret.hash().into(), record, expires_at })
    }

    /// Opens a record of this slot. Returns `None` if it cannot be opened, as if it were missing.
    pub(super) fn open_record<T: DeserializeOwned>(&self, slot: &Slot, sealed: &[u8]) -> Result<Option<T>, StoreError> {
        self.read(Binding::short_lived(slot.id), slot.secret.secret().as_bytes(), sealed)
    }

    /// Reads the record of a slot.
    pub(super) async fn find<T: DeserializeOwned>(&self, slot: &Slot) -> Result<Option<T>, StoreError> {
        let Some(sealed) = self.backend.find(slot.id, clock::unix_now()).await? else { return Ok(None) };
        self.open_record(slot, &sealed)
    }

    /// Removes and returns the record of a slot. Only one call gets it.
    pub(super) async fn take<T: DeserializeOwned>(&self, slot: &Slot) -> Result<Option<T>, StoreError> {
        let Taken::Record(sealed) = self.backend.take(slot.take_request(), None).await? else { return Ok(None) };
        self.open_record(slot, &sealed)
    }

    fn device_record(&self, cookie: &SignInCookie, flow: &DeviceFlow) -> Result<ShortLived, StoreError> {
        let longer = match flow.state {
            DeviceFlowState::Approved { .. } | DeviceFlowState::Established { .. } => Duration::ZERO,
            DeviceFlowState::Pending { .. } => TRANSACTION_LIFETIME,
        };
        let until = flow.expires_at.saturating_add(longer.as_secs().cast_signed());
        self.record(&Slot::of_cookie(DEVICE, cookie), flow, until)
    }
}
