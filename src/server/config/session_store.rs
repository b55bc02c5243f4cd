//! `SESSION_STORE`: where the sessions of signed-in people are kept.

use std::path::PathBuf;

use super::{
    reader::{Reader, Reported},
    variable::SESSION_STORE,
};

/// Where the sessions of signed-in people are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionStoreSetting {
    /// `sqlite:PATH`: a file that outlives the process. A relative path starts at the working directory.
    Sqlite(PathBuf),
    /// `memory:`: everybody is signed out when the process ends.
    Memory,
}

impl SessionStoreSetting {
    /// The dev tenant has a file of its own, so that no session of one is ever seen by the other.
    pub(super) const DEV_TENANT_FILE: &str = "target/dev-tenant/sessions.db";
    pub(super) const FILE: &str = "data/sessions.db";

    pub(super) fn read(reader: &mut Reader<'_>, default_file: &str) -> Result<Self, Reported> {
        let Some(value) = reader.setting(&SESSION_STORE)? else { return Ok(Self::Sqlite(default_file.into())) };
        if value == "memory:" {
            return Ok(Self::Memory);
        }
        match value.strip_prefix("sqlite:") {
            Some(path) if !path.is_empty() && !path.starts_with([':', '?']) && !path.starts_with("//") => {
                Ok(Self::Sqlite(path.into()))
            }
            _ => {
                let problem = format!("names no session store of this app {}", reader.quote(&value));
                Err(reader.report(&SESSION_STORE, &problem))
            }
        }
    }
}
