//! What the dev tenant knows while it runs.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::addresses::Addresses;
use super::browser_session::BrowserSessions;
use super::clock::Clock;
use super::control::Switches;
use super::directory::Persona;
use super::flavour::Flavour;
use super::form::OpenForms;
use super::grants::{Codes, Consents, Devices, Grant, RefreshGrants, RefreshMode};
use super::jwt::{self, Verified};
use super::keys::{Keys, SigningKey};
use super::place::{Home, Place};
use super::problem::Problem;
use super::registration::Registration;
use super::scopes::{self, Scopes};
use super::state_file;

pub type SharedTenant = Arc<Tenant>;

pub struct Tenant {
    pub flavour: Flavour,
    pub addresses: Addresses,
    pub registration: Registration,
    pub refresh_mode: RefreshMode,
    pub clock: Clock,
    pub keys: Arc<Keys>,
    /// The keys of the tenant of personal accounts, where there are such accounts.
    pub personal_keys: Option<Arc<Keys>>,
    pub switches: Switches,
    pub state_file: Option<PathBuf>,
    pub codes: Mutex<Codes>,
    pub refresh_grants: Mutex<RefreshGrants>,
    pub devices: Mutex<Devices>,
    pub consents: Mutex<Consents>,
    pub browser_sessions: Mutex<BrowserSessions>,
    pub open_forms: Mutex<OpenForms>,
    /// The names that customers gave themselves, by the ID of the persona.
    pub new_names: Mutex<HashMap<String, String>>,
}

impl Tenant {
    /// Returns the address of one of the dev tenant's pages.
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.addresses.origin)
    }

    /// Returns the address of an endpoint of a place.
    pub fn endpoint(&self, place: Place, path: &str) -> String {
        format!("{}/{}{path}", self.addresses.origin, place.in_endpoints())
    }

    /// Returns the address of a resource of Graph.
    pub fn graph(&self, path: &str) -> String {
        format!("{}{path}", self.addresses.graph)
    }

    /// Parses the parameter `scope` as this kind of tenant understands it.
    pub fn scopes(&self, text: &str) -> Result<Scopes, Problem> {
        if self.flavour.is_b2c() { scopes::of_b2c(text) } else { scopes::parse(text, &self.addresses.graph_resource) }
    }

    /// Says whether the application may have these scopes without asking.
    pub fn has_consent(&self, persona: &Persona, scopes: &Scopes) -> bool {
        !self.flavour.asks_for_consent() || hold(&self.consents).cover(persona, scopes)
    }

    /// Returns the person of a grant, under the name they gave themselves.
    pub fn persona(&self, grant: &Grant) -> Option<Persona> {
        let persona = grant.persona()?;
        match hold(&self.new_names).get(&persona.id) {
            Some(name) => Some(Persona { display_name: name.clone(), ..persona }),
            None => Some(persona),
        }
    }

    /// Returns how many groups a person is in: as many as a test has said, or as the directory has it.
    pub fn groups_of(&self, persona: &Persona) -> usize {
        self.switches.groups_of(&persona.id).unwrap_or(persona.groups)
    }

    /// Returns the key that signs for people of this tenant.
    pub async fn signing_key(&self, home: Home) -> Arc<SigningKey> {
        match (&self.personal_keys, home) {
            (Some(keys), Home::Personal) => keys.current().await,
            _ => self.keys.current().await,
        }
    }

    /// Returns the key that signs ID tokens: the application's own one, if it has one.
    pub async fn id_token_key(&self, home: Home) -> Arc<SigningKey> {
        match self.switches.application_key() {
            Some(key) if !self.flavour.is_b2c() => key,
            _ => self.signing_key(home).await,
        }
    }

    /// Reads a token that we signed; nothing, if we did not.
    pub async fn verified(&self, compact: &str) -> Option<Verified> {
        let mut keys = self.keys.all().await;
        if let Some(personal) = &self.personal_keys {
            keys.extend(personal.all().await);
        }
        keys.extend(self.switches.application_key());
        jwt::verified(&keys, compact)
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
        hold(&self.new_names).clear();
    }
}

/// Locks; what a panicking request left behind is still the best we have.
pub fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
