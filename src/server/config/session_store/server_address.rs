//! The address of a server that keeps the sessions. A password may stand in it, so it is never shown.

use secrecy::{ExposeSecret, SecretString};
use url::Url;

/// The address of a server that keeps the sessions, with the password if it has one. Nothing shows it.
#[derive(Clone, Debug)]
pub struct ServerAddress(SecretString);

impl ServerAddress {
    pub(super) const ADVICE: &str = "Write it as scheme://name:password@host:port/database, where only the scheme and \
        the host are needed. In a name or a password write / ? # @ : and % as %2F %3F %23 %40 %3A and %25.";

    /// Takes the address of a Redis or Valkey server, or says what is wrong with it.
    pub fn redis(text: &str) -> Result<Self, &'static str> {
        let url = Url::parse(text).map_err(|_| NO_ADDRESS)?;
        check_host(&url)?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err("has a part behind ? or #, which means nothing to this app");
        }
        let database = url.path().trim_matches('/');
        if !database.is_empty() && database.parse::<u16>().is_err() {
            return Err("names a database that is not a number");
        }
        if !url.username().is_empty() && url.password().is_none() {
            return Err("has a user name without a password; a password alone stands behind a colon (://:password@)");
        }
        Ok(Self(text.into()))
    }

    /// Takes the address of a PostgreSQL server, or says what is wrong with it.
    pub fn postgres(text: &str) -> Result<Self, &'static str> {
        let url = Url::parse(text).map_err(|_| NO_ADDRESS)?;
        check_host(&url)?;
        if url.fragment().is_some() {
            return Err("has a part behind #, which means nothing to this app");
        }
        if url.path().trim_start_matches('/').contains(['/', '@']) {
            return Err("names a database with / or @ in it");
        }
        Ok(Self(text.into()))
    }

    /// Returns the whole address, for the one who connects.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl PartialEq for ServerAddress {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for ServerAddress {}

const NO_ADDRESS: &str = "is not an address";

fn check_host(url: &Url) -> Result<(), &'static str> {
    match url.host_str() {
        None | Some("") => Err("names no host"),
        Some("0.0.0.0" | "[::]") => Err("names every address of a machine instead of a host"),
        Some(_) if url.port() == Some(0) => Err("has no port that can be connected to"),
        Some(_) => Ok(()),
    }
}
