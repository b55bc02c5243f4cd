//! The few settings that the operator's commands need: they work even if the app itself could not start.

use std::path::{Path, PathBuf};

use super::{
    build::Build,
    dot_env::DotEnv,
    finding::Finding,
    reader::{Reader, Reported},
    session_lifetimes::SessionLifetimes,
    session_store::SessionStoreSetting,
    settings::{configures_real_tenant, variable_of_process},
    variable::Variable,
};
use crate::server::entra::is_guid;

/// The settings of the operator's commands: the session store, the keys of its records, and the lifetimes of sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorSettings {
    pub session_store: SessionStoreSetting,
    /// `SESSION_KEYS_FILE`, which may be missing or invalid.
    pub session_keys_file: Option<PathBuf>,
    pub session_lifetimes: SessionLifetimes,
    /// The tenant ID in the authority, in lower case.
    pub tenant_id: Option<String>,
}

impl OperatorSettings {
    /// Reads the environment and `.env` as the app does.
    ///
    /// Call it once, before other threads start: it changes the environment of the process.
    pub fn load(build: &Build) -> Result<Self, Vec<Finding>> {
        let file = DotEnv::load(Path::new(".env"), &variable_of_process);
        file.share_with_libraries(&variable_of_process);
        let lookup = |name: &str| variable_of_process(name).or_else(|| file.value(name));
        Self::read(Reader::new(&lookup, &file, build), build)
    }

    /// Reads these settings from `lookup` alone, without `.env`.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>, build: &Build) -> Result<Self, Vec<Finding>> {
        Self::read(Reader::new(&lookup, &DotEnv::default(), build), build)
    }

    /// Returns the file of session keys for a command that does not name one.
    pub fn keys_file(&self) -> PathBuf {
        let own = || self.session_store.own_keys_file();
        self.session_keys_file.clone().or_else(own).unwrap_or_else(|| PathBuf::from("session-keys"))
    }

    fn read(mut reader: Reader<'_>, build: &Build) -> Result<Self, Vec<Finding>> {
        let is_dev_tenant = build.has_dev_tenant && !configures_real_tenant(&reader);
        let default_file = if is_dev_tenant { SessionStoreSetting::DEV_TENANT_FILE } else { SessionStoreSetting::FILE };
        let session_store = SessionStoreSetting::read(&mut reader, default_file);
        let session_keys_file = reader.setting(Variable::SessionKeysFile);
        let session_lifetimes = SessionLifetimes::read(&mut reader);
        match (session_store, session_keys_file, session_lifetimes) {
            (Ok(session_store), Ok(file), Ok(session_lifetimes)) if !reader.has_findings() => {
                let session_keys_file = file.map(PathBuf::from);
                Ok(Self { session_store, session_keys_file, session_lifetimes, tenant_id: tenant_id(&reader) })
            }
            (Ok(_) | Err(Reported), _, _) => Err(reader.into_findings()),
        }
    }
}

fn tenant_id(reader: &Reader<'_>) -> Option<String> {
    let authority =
        reader.value(Variable::OidcAuthority.name()).or_else(|| reader.value(Variable::Authority.name()))?;
    authority.split('/').find(|part| is_guid(part)).map(str::to_ascii_lowercase)
}
