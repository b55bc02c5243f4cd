//! What the store keeps for minutes: device authorizations, problems to be shown; sign-ins under way are next door.
//!
//! Every record is found by the hash of a random value that only one browser knows, and opened by that value.

use std::time::Duration;

use openidconnect::CsrfToken;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    super::{super::clock, DeviceFlow, DeviceFlowState, SignInCookie, TRANSACTION_LIFETIME},
    Store, StoreError,
    backend::{Key, ShortLived},
    hash,
    sealing::Place,
};
use crate::model::SignInProblem;

const DEVICE: &str = "device";
const DEVICE_QUESTION: &str = "device-question";
const PROBLEM: &str = "problem";
const ADMIN_CONSENT: &str = "admin-consent";

impl Store {
    /// Keeps a device authorization until its code expires, and a little longer to say so.
    pub async fn put_device_flow(&self, cookie: &SignInCookie, flow: &DeviceFlow) -> Result<(), StoreError> {
        self.backend.put(self.device_record(cookie, flow)?).await
    }

    /// Replaces a device authorization that is there; returns `false` when it has been given up meanwhile, so that nothing
    /// brings it back.
    pub async fn replace_device_flow(&self, cookie: &SignInCookie, flow: &DeviceFlow) -> Result<bool, StoreError> {
        self.backend.replace(self.device_record(cookie, flow)?).await
    }

    /// Returns the device authorization of a browser.
    pub async fn device_flow(&self, cookie: &SignInCookie) -> Result<Option<DeviceFlow>, StoreError> {
        self.find(DEVICE, cookie.hash(), cookie).await
    }

    /// Gives up the device authorization of a browser.
    pub async fn drop_device_flow(&self, cookie: &SignInCookie) -> Result<(), StoreError> {
        self.backend.remove(DEVICE, cookie.hash()).await
    }

    /// Takes the turn to ask about the device authorization of a browser, for at most so long; returns `false` while another
    /// has it, also in another process.
    pub async fn take_device_turn(&self, cookie: &SignInCookie, lifetime: Duration) -> Result<bool, StoreError> {
        let until = clock::unix_after(lifetime);
        let turn = self.record(DEVICE_QUESTION, cookie.hash(), cookie, &(), until)?;
        self.backend.put_first(turn, clock::unix_now()).await
    }

    /// Gives up the turn to ask about the device authorization of a browser.
    pub async fn release_device_turn(&self, cookie: &SignInCookie) -> Result<(), StoreError> {
        self.backend.remove(DEVICE_QUESTION, cookie.hash()).await
    }

    /// Opens the transaction of an admin consent for ten minutes, found by its `state` and bound to the browser's cookie.
    pub async fn open_admin_consent(&self, state: &CsrfToken, cookie: &SignInCookie) -> Result<(), StoreError> {
        let until = clock::unix_after(TRANSACTION_LIFETIME);
        self.backend.put(self.record(ADMIN_CONSENT, hash(state), cookie, &(), until)?).await
    }

    /// Takes out the transaction of an admin consent; returns whether there was one in this browser.
    pub async fn take_admin_consent(&self, state: &CsrfToken, cookie: &SignInCookie) -> Result<bool, StoreError> {
        Ok(self.take::<()>(ADMIN_CONSENT, hash(state), cookie).await?.is_some())
    }

    /// Keeps a problem for ten minutes and returns the random reference that finds it.
    pub async fn put_problem(&self, problem: &SignInProblem) -> Result<CsrfToken, StoreError> {
        let reference = CsrfToken::new_random();
        let (key, until) = (hash(&reference), clock::unix_after(TRANSACTION_LIFETIME));
        self.backend.put(self.record(PROBLEM, key, &opener(&reference), problem, until)?).await?;
        Ok(reference)
    }

    /// Returns the problem that a reference finds. It can be read again, so that a reload shows the same page.
    pub async fn problem(&self, reference: &CsrfToken) -> Result<Option<SignInProblem>, StoreError> {
        self.find(PROBLEM, hash(reference), &opener(reference)).await
    }

    /// Makes a record that only this browser's cookie opens.
    pub(super) fn record(
        &self,
        kind: &'static str,
        key: Key,
        cookie: &SignInCookie,
        record: &(impl Serialize + Sync),
        expires_at: i64,
    ) -> Result<ShortLived, StoreError> {
        let record = self.seal(place(kind, key), cookie.secret().as_bytes(), rmp_serde::to_vec_named(record)?)?;
        Ok(ShortLived { kind, key, browser: cookie.hash(), record, expires_at })
    }

    /// Opens such a record. Where it was kept says what it is: none is as if it were not there.
    pub(super) fn read_short_lived<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        key: Key,
        secret: &str,
        sealed: &[u8],
    ) -> Result<Option<T>, StoreError> {
        self.read(place(kind, key), secret.as_bytes(), sealed)
    }

    /// Finds a record that this cookie opens.
    pub(super) async fn find<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        key: Key,
        cookie: &SignInCookie,
    ) -> Result<Option<T>, StoreError> {
        let Some(sealed) = self.backend.find(kind, key, clock::unix_now()).await? else { return Ok(None) };
        self.read_short_lived(kind, key, cookie.secret(), &sealed)
    }

    /// Takes out a record that this cookie opens: nobody gets it a second time.
    pub(super) async fn take<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        key: Key,
        cookie: &SignInCookie,
    ) -> Result<Option<T>, StoreError> {
        let taken = self.backend.take(kind, key, cookie.hash(), clock::unix_now()).await?;
        let Some(sealed) = taken else { return Ok(None) };
        self.read_short_lived(kind, key, cookie.secret(), &sealed)
    }

    fn device_record(&self, cookie: &SignInCookie, flow: &DeviceFlow) -> Result<ShortLived, StoreError> {
        let longer = match flow.state {
            DeviceFlowState::Approved { .. } => Duration::ZERO,
            DeviceFlowState::Pending { .. } => TRANSACTION_LIFETIME,
        };
        let until = flow.expires_at.saturating_add(longer.as_secs().cast_signed());
        self.record(DEVICE, cookie.hash(), cookie, flow, until)
    }
}

/// Returns what opens a record that a reference finds: the reference itself.
pub(super) fn opener(reference: &CsrfToken) -> SignInCookie {
    SignInCookie::from_browser(reference.secret())
}

/// A record is replaced as a whole and has no version.
fn place(kind: &'static str, key: Key) -> Place {
    Place { table: kind, key, version: 0 }
}
