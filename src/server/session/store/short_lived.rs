//! What the store keeps for minutes: device authorizations, problems to be shown; sign-ins under way are next door.
//!
//! Every record is found by the hash of a random value that only one browser knows.

use std::time::Duration;

use openidconnect::CsrfToken;
use rusqlite::OptionalExtension;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use super::{
    super::{super::clock, DeviceFlow, DeviceFlowState, SignInCookie, TRANSACTION_LIFETIME},
    Store, StoreError,
};
use crate::model::SignInProblem;

const DEVICE: &str = "device";
const PROBLEM: &str = "problem";
const ADMIN_CONSENT: &str = "admin-consent";

impl Store {
    /// Keeps a device authorization until its code expires, and a little longer to say so.
    pub async fn put_device_flow(&self, cookie: &SignInCookie, flow: &DeviceFlow) -> Result<(), StoreError> {
        let left = u64::try_from(flow.expires_at - clock::unix_now()).unwrap_or(0);
        let hash = cookie.hash();
        self.put(DEVICE, hash, hash, flow, Duration::from_secs(left) + TRANSACTION_LIFETIME).await
    }

    /// Replaces a device authorization that is there; returns `false` when it has been given up meanwhile, so that nothing
    /// brings it back.
    pub async fn replace_device_flow(&self, cookie: &SignInCookie, flow: &DeviceFlow) -> Result<bool, StoreError> {
        let (key, bytes) = (cookie.hash(), rmp_serde::to_vec_named(flow)?);
        let expires_at = match flow.state {
            DeviceFlowState::Approved { .. } => flow.expires_at,
            DeviceFlowState::Pending { .. } => flow.expires_at + TRANSACTION_LIFETIME.as_secs().cast_signed(),
        };
        self.write(move |connection| {
            let mut replace = connection
                .prepare_cached("UPDATE short_lived SET record = ?3, expires_at = ?4 WHERE kind = ?1 AND key = ?2")?;
            Ok(replace.execute((DEVICE, key, bytes, expires_at))? == 1)
        })
        .await
    }

    /// Returns the device authorization of a browser.
    pub async fn device_flow(&self, cookie: &SignInCookie) -> Result<Option<DeviceFlow>, StoreError> {
        self.find(DEVICE, cookie.hash()).await
    }

    /// Gives up the device authorization of a browser.
    pub async fn drop_device_flow(&self, cookie: &SignInCookie) -> Result<(), StoreError> {
        let key = cookie.hash();
        self.write(move |connection| {
            connection.execute("DELETE FROM short_lived WHERE kind = ?1 AND key = ?2", (DEVICE, key))?;
            Ok(())
        })
        .await
    }

    /// Opens the transaction of an admin consent for ten minutes, found by its `state` and bound to the browser's cookie.
    pub async fn open_admin_consent(&self, state: &CsrfToken, cookie: &SignInCookie) -> Result<(), StoreError> {
        self.put(ADMIN_CONSENT, hash(state.secret()), cookie.hash(), &(), TRANSACTION_LIFETIME).await
    }

    /// Takes out the transaction of an admin consent; returns whether there was one in this browser.
    pub async fn take_admin_consent(&self, state: &CsrfToken, cookie: &SignInCookie) -> Result<bool, StoreError> {
        let (key, browser, now) = (hash(state.secret()), cookie.hash(), clock::unix_now());
        self.write(move |connection| {
            let taken = connection.execute(
                "DELETE FROM short_lived WHERE kind = ?1 AND key = ?2 AND browser = ?3 AND expires_at > ?4",
                (ADMIN_CONSENT, key, browser, now),
            )?;
            Ok(taken == 1)
        })
        .await
    }

    /// Keeps a problem for ten minutes and returns the random reference that finds it.
    pub async fn put_problem(&self, problem: &SignInProblem) -> Result<CsrfToken, StoreError> {
        let reference = CsrfToken::new_random();
        let key = hash(reference.secret());
        self.put(PROBLEM, key, key, problem, TRANSACTION_LIFETIME).await?;
        Ok(reference)
    }

    /// Returns the problem that a reference finds. It can be read again, so that a reload shows the same page.
    pub async fn problem(&self, reference: &CsrfToken) -> Result<Option<SignInProblem>, StoreError> {
        self.find(PROBLEM, hash(reference.secret())).await
    }

    pub(super) async fn put(
        &self,
        kind: &'static str,
        key: [u8; 32],
        browser: [u8; 32],
        record: &(impl Serialize + Sync),
        lifetime: Duration,
    ) -> Result<(), StoreError> {
        let bytes = rmp_serde::to_vec_named(record)?;
        let expires_at = clock::unix_after(lifetime);
        self.write(move |connection| {
            let mut put =
                connection.prepare_cached("INSERT OR REPLACE INTO short_lived VALUES (?1, ?2, ?3, ?4, ?5)")?;
            put.execute((kind, key, browser, bytes, expires_at))?;
            Ok(())
        })
        .await
    }

    pub(super) async fn find<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        key: [u8; 32],
    ) -> Result<Option<T>, StoreError> {
        let now = clock::unix_now();
        let record: Option<Vec<u8>> = self
            .read(move |connection| {
                let mut find = connection.prepare_cached(
                    "SELECT record FROM short_lived WHERE kind = ?1 AND key = ?2 AND expires_at > ?3",
                )?;
                Ok(find.query_row((kind, key, now), |row| row.get(0)).optional()?)
            })
            .await?;
        record.map(|bytes| Ok(rmp_serde::from_slice(&bytes)?)).transpose()
    }
}

pub(super) fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
