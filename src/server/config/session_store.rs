//! `SESSION_STORE`: where the sessions of signed-in people are kept.

mod server_address;

use std::path::PathBuf;

pub use self::server_address::ServerAddress;
use super::{
    reader::{Reader, Reported},
    variable::SESSION_STORE,
};

/// Where the sessions of signed-in people are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionStoreSetting {
    /// `sqlite:PATH`: a file that outlives the process. A relative path starts at the working directory.
    Sqlite(PathBuf),
    /// `redis://`, `rediss://`, `valkey://` or `valkeys://`: a server that several processes share.
    Redis(ServerAddress),
    /// `postgres://` or `postgresql://`: a server that several processes share.
    Postgres(ServerAddress),
    /// `memory:`: everybody is signed out when the process ends.
    Memory,
}

impl SessionStoreSetting {
    /// The dev tenant has a file of its own, so that no session of one is ever seen by the other.
    pub const DEV_TENANT_FILE: &str = "target/dev-tenant/sessions.db";
    /// Where the sessions are unless the setting says otherwise, and the keys of this machine beside them.
    pub const FILE: &str = "data/sessions.db";

    pub(super) fn read(reader: &mut Reader<'_>, default_file: &str) -> Result<Self, Reported> {
        let Some(value) = reader.setting(&SESSION_STORE)? else { return Ok(Self::Sqlite(default_file.into())) };
        if value == "memory:" {
            return Ok(Self::Memory);
        }
        if let Some(path) = value.strip_prefix("sqlite:")
            && !path.is_empty()
            && !path.starts_with([':', '?'])
            && !path.starts_with("//")
        {
            return Ok(Self::Sqlite(path.into()));
        }
        let server = match scheme(&value).as_deref() {
            Some("redis" | "rediss" | "valkey" | "valkeys") => ServerAddress::redis(&value).map(Self::Redis),
            Some("postgres" | "postgresql") => ServerAddress::postgres(&value).map(Self::Postgres),
            _ => {
                let problem = format!("names no session store of this app {}", reader.quote(&value));
                return Err(reader.report(&SESSION_STORE, &problem));
            }
        };
        // The address is not quoted, not even a malformed one: somewhere in it may be a password.
        server.map_err(|problem| reader.report_with_advice(&SESSION_STORE, problem, ServerAddress::ADVICE))
    }
}

/// Returns what stands before `:` in lower case, as schemes are compared (RFC 3986 §3.1).
fn scheme(address: &str) -> Option<String> {
    address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())
}
