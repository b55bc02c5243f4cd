//! The address of a server that keeps the sessions. It may contain a password, so it is never shown.

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::server::http::is_loopback;

/// The address of a server that keeps the sessions, with the password if it has one.
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
            return Err("has a part behind ? or #, which this app does not know");
        }
        let database = url.path().trim_matches('/');
        if !database.is_empty() && database.parse::<u16>().is_err() {
            return Err("has a database that is not a number");
        }
        if !url.username().is_empty() && url.password().is_none() {
            return Err("has a user name without a password. A password alone has a colon before it (://:password@)");
        }
        Ok(Self(text.into()))
    }

    /// Takes the address of a PostgreSQL server, or says what is wrong with it.
    pub fn postgres(text: &str) -> Result<Self, &'static str> {
        let url = Url::parse(text).map_err(|_| NO_ADDRESS)?;
        check_host(&url)?;
        if url.fragment().is_some() {
            return Err("has a part behind #, which this app does not know");
        }
        if url.path().trim_start_matches('/').contains(['/', '@']) {
            return Err("has a database with / or @ in it");
        }
        Ok(Self(text.into()))
    }

    /// Says whether a password in the address would cross a network without encryption.
    pub(super) fn sends_password_in_clear(&self) -> bool {
        Url::parse(self.expose()).is_ok_and(|url| {
            let is_here = is_loopback(&url) || matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
            matches!(url.scheme(), "redis" | "valkey") && url.password().is_some() && !is_here
        })
    }

    /// Returns the whole address, to connect to it.
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
        None | Some("") => Err("has no host"),
        Some("0.0.0.0" | "[::]") => Err("has 0.0.0.0 or [::] instead of a host"),
        Some(_) if url.port() == Some(0) => Err("has no port that can be connected to"),
        Some(_) => Ok(()),
    }
}
