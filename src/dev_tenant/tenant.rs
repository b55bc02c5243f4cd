//! What the dev tenant knows while it runs.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::browser_session::BrowserSessions;
use super::clock::Clock;
use super::control::Switches;
use super::form::OpenForms;
use super::grants::{Codes, Consents, Devices, RefreshGrants, RefreshMode};
use super::keys::Keys;
use super::registration::{Registration, TENANT_ID};
use super::state_file;

pub type SharedTenant = Arc<Tenant>;

pub struct Tenant {
    /// `http://127.0.0.1:PORT`
    pub origin: String,
    /// The values of `Host` that are answered.
    pub hosts: Vec<String>,
    pub registration: Registration,
    pub refresh_mode: RefreshMode,
    pub clock: Clock,
    pub keys: Arc<Keys>,
    pub switches: Switches,
    pub state_file: Option<PathBuf>,
    pub codes: Mutex<Codes>,
    pub refresh_grants: Mutex<RefreshGrants>,
    pub devices: Mutex<Devices>,
    pub consents: Mutex<Consents>,
    pub browser_sessions: Mutex<BrowserSessions>,
    pub open_forms: Mutex<OpenForms>,
}

impl Tenant {
    pub fn authority(&self) -> String {
        format!("{}/{TENANT_ID}", self.origin)
    }

    /// Returns the issuer of ID tokens.
    pub fn issuer(&self) -> String {
        format!("{}/v2.0", self.authority())
    }

    /// Returns the address of an endpoint of this tenant.
    pub fn endpoint(&self, path: &str) -> String {
        format!("{}{}", self.origin, super::address::of_tenant(path, TENANT_ID))
    }

    /// Returns `127.0.0.1:PORT`.
    pub fn host(&self) -> &str {
        self.origin.trim_start_matches("http://")
    }

    /// Writes down the refresh grants, if there is a file for them.
    pub fn remember(&self, grants: &RefreshGrants) {
        let Some(path) = &self.state_file else { return };
        if let Err(error) = state_file::write(path, grants) {
            tracing::warn!(%error, path = %path.display(), "the dev tenant could not remember its refresh grants");
        }
    }

    /// Puts everything back to how it was at the start; the keys stay, and so do the sign-ins of the application.
    pub fn reset(&self) {
        self.clock.reset();
        self.switches.reset();
        hold(&self.devices).clear();
        hold(&self.consents).clear();
        hold(&self.browser_sessions).clear();
        hold(&self.open_forms).clear();
    }
}

/// Locks; what a panicking request left behind is still the best we have.
pub fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
