//! `SESSION_STORE`: where the sessions of signed-in users are kept.

mod server_address;

use std::path::PathBuf;

pub use self::server_address::ServerAddress;
use super::{
    finding::SessionStoreProblem,
    reader::{Reader, Reported},
    variable::Variable,
};

/// The storage of the sessions of signed-in users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionStoreSetting {
    /// `sqlite:PATH`: a file that outlives the process. A relative path starts at the working directory.
    Sqlite(PathBuf),
    /// `redis://`, `rediss://`, `valkey://` or `valkeys://`: a server that several processes share.
    Redis(ServerAddress),
    /// `postgres://` or `postgresql://`: a server that several processes share.
    Postgres(ServerAddress),
    /// `memory:`: all users are signed out when the process ends.
    Memory,
}

impl SessionStoreSetting {
    /// The dev tenant has a separate file, so that its sessions never mix with the sessions of a real tenant.
    pub const DEV_TENANT_FILE: &str = "target/dev-tenant/sessions.db";
    /// The default file of the sessions. The file of the session keys is beside it.
    pub const FILE: &str = "data/sessions.db";

    pub(super) fn read(reader: &mut Reader<'_>, default_file: &str) -> Result<Self, Reported> {
        let Some(value) = reader.setting(Variable::SessionStore)? else { return Ok(Self::Sqlite(default_file.into())) };
        let (scheme, rest) = scheme(&value).unwrap_or_default();
        let server = match scheme.as_str() {
            "memory" if rest.is_empty() => return Ok(Self::Memory),
            "sqlite" => {
                let read = path_of_file(rest).map(|path| Self::Sqlite(path.into()));
                return read.map_err(|problem| reader.report(Variable::SessionStore, problem));
            }
            "redis" | "rediss" | "valkey" | "valkeys" => ServerAddress::redis(&value).map(Self::Redis),
            "postgres" | "postgresql" => ServerAddress::postgres(&value).map(Self::Postgres),
            _ => return Err(reader.report(Variable::SessionStore, SessionStoreProblem::Unknown)),
        };
        let sends_password = server.as_ref().is_ok_and(Self::sends_password_in_clear);
        if sends_password {
            reader.warn(Variable::SessionStore, SessionStoreProblem::PasswordInClear);
        }
        server.map_err(|problem| reader.report(Variable::SessionStore, problem))
    }

    fn sends_password_in_clear(&self) -> bool {
        matches!(self, Self::Redis(address) if address.sends_password_in_clear())
    }
}

/// Returns the path after `sqlite:`. Rejects two and three slashes, because other programs disagree on their meaning.
fn path_of_file(path: &str) -> Result<&str, SessionStoreProblem> {
    let slashes = path.len() - path.trim_start_matches('/').len();
    match slashes {
        _ if path.trim_matches('/').is_empty() => Err(SessionStoreProblem::FileWithoutPath),
        _ if path.starts_with(":memory:") => Err(SessionStoreProblem::FileInMemory),
        // The path is shown and logged. Other programs put a password behind a semicolon (`Data Source=a.db;Password=b`).
        _ if path.contains(['?', '#', ';', '=']) => Err(SessionStoreProblem::FileWithOptions),
        // A shell expands `~`, `$NAME` and `%NAME%`. In `.env` only `${NAME}` is expanded.
        _ if path.starts_with(['~', '$', '%']) => Err(SessionStoreProblem::FileNotExpanded),
        0 | 1 => Ok(path),
        4.. => Ok(path.get(slashes - 1..).unwrap_or(path)),
        _ => Err(SessionStoreProblem::FileWithSlashes),
    }
}

/// Splits an address at its first `:`. The scheme is returned in lower case, because its case does not matter (RFC 3986
/// §3.1).
fn scheme(address: &str) -> Option<(String, &str)> {
    address.split_once(':').map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest))
}
