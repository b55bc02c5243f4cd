//! The running dev tenant: all its state in one value.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::dev_tenant::protocol::authority_path::{AuthorityPath, Home};
use crate::dev_tenant::protocol::jwt::{self, VerifiedToken};
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::protocol::scopes::{ScopeRules, Scopes};
use crate::dev_tenant::protocol::signing_key::SigningKey;
use crate::dev_tenant::settings::{Flavour, RefreshMode};
use crate::dev_tenant::state::addresses::Addresses;
use crate::dev_tenant::state::browser_session::BrowserSessions;
use crate::dev_tenant::state::client_credentials::ClientCredentials;
use crate::dev_tenant::state::clock::Clock;
use crate::dev_tenant::state::directory::Persona;
use crate::dev_tenant::state::grants::{Codes, Consents, Devices, Grant, RefreshGrants};
use crate::dev_tenant::state::keys::Keys;
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::open_forms::OpenForms;
use crate::dev_tenant::state::registration::Registration;
use crate::dev_tenant::state::state_file;
use crate::dev_tenant::state::switches::Switches;

pub type SharedTenant = Arc<Tenant>;

pub struct Tenant {
    pub flavour: Flavour,
    pub addresses: Addresses,
    pub registration: Registration,
    pub refresh_mode: RefreshMode,
    pub clock: Clock,
    pub keys: Arc<Keys>,
    /// The signing keys of the tenant of personal accounts. `None` in flavours without such accounts.
    pub personal_keys: Option<Arc<Keys>>,
    /// The value of `IDENTITY_HEADER`, without which the identity endpoint of App Service issues no token.
    pub identity_header: String,
    pub switches: Switches,
    pub state_file: Option<PathBuf>,
    pub codes: Mutex<Codes>,
    pub refresh_grants: Mutex<RefreshGrants>,
    pub devices: Mutex<Devices>,
    pub consents: Mutex<Consents>,
    pub client_credentials: Mutex<ClientCredentials>,
    pub browser_sessions: Mutex<BrowserSessions>,
    pub open_forms: Mutex<OpenForms>,
    /// The names that customers chose by editing their profile, by the ID of the persona.
    pub new_names: Mutex<HashMap<String, String>>,
}

impl Tenant {
    /// Returns the URL of one of the dev tenant's pages.
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.addresses.origin)
    }

    /// Returns the URL of an endpoint of an authority.
    pub fn endpoint(&self, authority: AuthorityPath, path: &str) -> String {
        format!("{}/{}{path}", self.addresses.origin, authority.in_endpoints())
    }

    /// Returns the URL of a resource of Graph.
    pub fn graph(&self, path: &str) -> String {
        format!("{}{path}", self.addresses.graph)
    }

    /// Returns the rules for the parameter `scope` in this kind of tenant.
    pub fn scope_rules(&self) -> ScopeRules<'_> {
        if self.flavour.is_b2c() {
            ScopeRules::B2c
        } else {
            ScopeRules::Entra { graph: &self.addresses.graph_resource }
        }
    }

    /// Parses the parameter `scope` of a request.
    pub fn scopes(&self, parameters: &Parameters) -> Result<Scopes, Problem> {
        self.scope_rules().parse(parameters.get("scope").unwrap_or_default())
    }

    /// Returns whether the application has the persona's consent, or does not need it, for these scopes.
    pub fn has_consent(&self, persona: &Persona, scopes: &Scopes) -> bool {
        !self.flavour.requires_consent() || hold(&self.consents).cover(persona, scopes)
    }

    /// Returns the persona of a grant, with the name from the edited profile if the user has changed it.
    pub fn persona(&self, grant: &Grant) -> Option<Persona> {
        let persona = grant.persona()?;
        match hold(&self.new_names).get(&persona.id) {
            Some(name) => Some(Persona { display_name: name.clone(), ..persona }),
            None => Some(persona),
        }
    }

    /// Returns the number of groups of a persona: a number set by a test, or else that of the directory.
    pub fn groups_of(&self, persona: &Persona) -> usize {
        self.switches.groups_of(&persona.id).unwrap_or(persona.groups)
    }

    /// Returns the signing key for users of this home tenant.
    pub async fn signing_key(&self, home: Home) -> Arc<SigningKey> {
        match (&self.personal_keys, home) {
            (Some(keys), Home::Personal) => keys.current().await,
            _ => self.keys.current().await,
        }
    }

    /// Returns the signing key for ID tokens: the application-specific key if there is one, else that of the home
    /// tenant.
    pub async fn id_token_key(&self, home: Home) -> Arc<SigningKey> {
        match self.switches.application_key() {
            Some(key) if !self.flavour.is_b2c() => key,
            _ => self.signing_key(home).await,
        }
    }

    /// Verifies the signature of a token of this tenant. `None` if another key signed it.
    pub async fn verified(&self, compact: &str) -> Option<VerifiedToken> {
        let mut keys = self.keys.all().await;
        if let Some(personal) = &self.personal_keys {
            keys.extend(personal.all().await);
        }
        keys.extend(self.switches.application_key());
        jwt::verified(&keys, compact)
    }

    /// Saves the refresh grants if there is a state file.
    pub fn remember(&self, grants: &RefreshGrants) {
        let Some(path) = &self.state_file else { return };
        if let Err(error) = state_file::write(path, grants) {
            tracing::warn!(%error, path = %path.display(), "the dev tenant could not save its refresh grants");
        }
    }

    /// Resets the dev tenant except the signing keys, the issued codes and the refresh grants.
    pub fn reset(&self) {
        self.clock.reset();
        self.switches.reset();
        hold(&self.devices).clear();
        hold(&self.consents).clear();
        *hold(&self.client_credentials) = ClientCredentials::default();
        hold(&self.browser_sessions).clear();
        hold(&self.open_forms).clear();
        hold(&self.new_names).clear();
    }
}
