//! The few settings that the operator's commands need: they work also while the app itself could not start.

use std::path::{Path, PathBuf};

use super::{
    dot_env,
    reader::{Reader, Reported},
    session_store::SessionStoreSetting,
    settings::{speaks_of_real_tenant, variable_of_process},
    variable::{AUTHORITY, OIDC_AUTHORITY, SESSION_KEYS_FILE},
};
use crate::{model::ConfigFinding, server::entra::is_guid};

/// Where the sessions are kept, and what opens them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorSettings {
    pub session_store: SessionStoreSetting,
    /// `SESSION_KEYS_FILE`, whatever is there.
    pub session_keys_file: Option<PathBuf>,
    /// The tenant that the authority names by its ID.
    pub tenant_id: Option<String>,
}

impl OperatorSettings {
    /// Loads `.env` as the app does, and reads these settings.
    ///
    /// Call it once, before other threads start: it changes the environment of the process.
    pub fn load(dev_tenant_included: bool) -> Result<Self, Vec<ConfigFinding>> {
        let findings = dot_env::load(Path::new(".env"));
        Self::read(Reader::new(&variable_of_process, findings), dev_tenant_included)
    }

    /// Reads these settings from `lookup` alone.
    pub fn from_lookup(
        lookup: impl Fn(&str) -> Option<String>,
        dev_tenant_included: bool,
    ) -> Result<Self, Vec<ConfigFinding>> {
        Self::read(Reader::new(&lookup, Vec::new()), dev_tenant_included)
    }

    /// Returns the file of keys that a command is about when it names none.
    pub fn keys_file(&self) -> PathBuf {
        let own = || self.session_store.own_keys_file();
        self.session_keys_file.clone().or_else(own).unwrap_or_else(|| PathBuf::from("session-keys"))
    }

    fn read(mut reader: Reader<'_>, dev_tenant_included: bool) -> Result<Self, Vec<ConfigFinding>> {
        let is_dev_tenant = dev_tenant_included && !speaks_of_real_tenant(&reader);
        let default_file = if is_dev_tenant { SessionStoreSetting::DEV_TENANT_FILE } else { SessionStoreSetting::FILE };
        let session_store = SessionStoreSetting::read(&mut reader, default_file);
        let session_keys_file = reader.setting(&SESSION_KEYS_FILE);
        match (session_store, session_keys_file) {
            (Ok(session_store), Ok(file)) if !reader.has_findings() => {
                let session_keys_file = file.map(PathBuf::from);
                Ok(Self { session_store, session_keys_file, tenant_id: tenant_id(&reader) })
            }
            (Ok(_) | Err(Reported), _) => Err(reader.into_findings()),
        }
    }
}

fn tenant_id(reader: &Reader<'_>) -> Option<String> {
    let authority = reader.value(OIDC_AUTHORITY.name).or_else(|| reader.value(AUTHORITY.name))?;
    authority.split('/').find(|part| is_guid(part)).map(str::to_ascii_lowercase)
}
