//! The address of a server that keeps the sessions. It may contain a password, so it is never shown.

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::server::{config::finding::SessionStoreProblem, http::is_loopback};

/// The address of a server that keeps the sessions, with the password if it has one.
#[derive(Clone, Debug)]
pub struct ServerAddress(SecretString);

impl ServerAddress {
    /// Parses the address of a Redis or Valkey server.
    pub fn redis(text: &str) -> Result<Self, SessionStoreProblem> {
        let url = parse(text)?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err(SessionStoreProblem::QueryOrFragment);
        }
        let database = url.path().trim_matches('/');
        if !database.is_empty() && database.parse::<u16>().is_err() {
            return Err(SessionStoreProblem::DatabaseNotNumber);
        }
        if !url.username().is_empty() && url.password().is_none() {
            return Err(SessionStoreProblem::UserWithoutPassword);
        }
        Ok(Self::of(&url, text))
    }

    /// Parses the address of a PostgreSQL server.
    pub fn postgres(text: &str) -> Result<Self, SessionStoreProblem> {
        let url = parse(text)?;
        if url.fragment().is_some() {
            return Err(SessionStoreProblem::Fragment);
        }
        if url.path().trim_start_matches('/').contains(['/', '@']) {
            return Err(SessionStoreProblem::DatabaseNotName);
        }
        Ok(Self::of(&url, text))
    }

    /// Keeps the text with its scheme in lower case, because drivers compare it exactly.
    fn of(url: &Url, text: &str) -> Self {
        let rest = text.get(url.scheme().len()..).unwrap_or_default();
        Self(format!("{}{rest}", url.scheme()).into())
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

fn parse(text: &str) -> Result<Url, SessionStoreProblem> {
    let url = Url::parse(text).map_err(|_| SessionStoreProblem::NotAddress)?;
    check_host(&url)?;
    if has_parts_of_other_notation(text) { Err(SessionStoreProblem::NotAddress) } else { Ok(url) }
}

/// Says whether the address continues in the notation of other programs, such as `host;password=…` or `host,password=…`. The
/// part would count as a name, and servers repeat names in their errors, which are shown.
fn has_parts_of_other_notation(text: &str) -> bool {
    let (_, rest) = text.split_once("://").unwrap_or_default();
    let (credentials, address) = rest.rsplit_once('@').unwrap_or(("", rest));
    let user = credentials.split(':').next().unwrap_or_default();
    let host = address.split(['/', '?']).next().unwrap_or_default();
    user.contains([';', '=']) || address.contains(';') || host.contains('=')
}

fn check_host(url: &Url) -> Result<(), SessionStoreProblem> {
    match url.host_str() {
        None | Some("") => Err(SessionStoreProblem::NoHost),
        Some("0.0.0.0" | "[::]") => Err(SessionStoreProblem::EveryHost),
        Some(_) if url.port() == Some(0) => Err(SessionStoreProblem::NoPort),
        Some(_) => Ok(()),
    }
}
