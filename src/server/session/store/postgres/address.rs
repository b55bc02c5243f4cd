//! Where the server is, and whether what is said to it is encrypted.
//!
//! `sslmode` has libpq's values. Where TLS is asked for, the certificate and its name are always verified, so `require` and
//! `verify-ca` mean `verify-full`. Without the word, TLS is required, except on this machine.

use std::{error::Error as _, net::IpAddr, time::Duration};

use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};

use super::super::StoreError;

/// What the server itself gives up after; its own clock starts later than ours ([`super::connections`]).
const STATEMENT_TIMEOUT: &str = "-c statement_timeout=2000";
/// For each address that a name has.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// How long sent data may go without an answer of the other machine's kernel.
const UNACKNOWLEDGED: Duration = Duration::from_secs(2);
const KEEPALIVE_AFTER: Duration = Duration::from_secs(30);

/// Where the server is.
#[derive(Debug)]
pub struct Address {
    pub config: Config,
}

impl Address {
    /// Reads an address. An error does not quote it, because it may hold a password.
    pub fn parse(address: &str) -> Result<Self, StoreError> {
        let (rest, wanted) = take_ssl_mode(address);
        let mut config: Config = rest.parse().map_err(|error: tokio_postgres::Error| {
            let cause = error.source().map(ToString::to_string).unwrap_or_default();
            StoreError::Open(format!("the address of PostgreSQL cannot be read: {cause}"))
        })?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(StoreError::Open("the address of PostgreSQL names no host".into()));
        }
        let mode = ssl_mode(wanted.as_deref(), &config)?;
        let options = format!("{} {STATEMENT_TIMEOUT}", config.get_options().unwrap_or_default());
        if config.get_application_name().is_none() {
            config.application_name(env!("CARGO_PKG_NAME"));
        }
        config
            .ssl_mode(mode)
            .options(options.trim())
            .connect_timeout(CONNECT_TIMEOUT)
            .tcp_user_timeout(UNACKNOWLEDGED)
            .keepalives_idle(KEEPALIVE_AFTER);
        Ok(Self { config })
    }

    /// Says whether a connection may be encrypted.
    pub fn may_use_tls(&self) -> bool {
        self.config.get_ssl_mode() != SslMode::Disable
    }
}

/// Takes `sslmode` out, because the library does not know all of its values.
fn take_ssl_mode(address: &str) -> (String, Option<String>) {
    let Some((base, query)) = address.split_once('?') else { return (address.to_owned(), None) };
    let (modes, others): (Vec<_>, Vec<_>) = query.split('&').partition(|pair| pair.starts_with("sslmode="));
    let mode = modes.last().and_then(|pair| pair.split_once('=')).map(|(_, mode)| mode.to_owned());
    let rest = if others.is_empty() { base.to_owned() } else { format!("{base}?{}", others.join("&")) };
    (rest, mode)
}

fn ssl_mode(wanted: Option<&str>, config: &Config) -> Result<SslMode, StoreError> {
    match wanted {
        None if is_this_machine(config) => Ok(SslMode::Disable),
        None | Some("require" | "verify-ca" | "verify-full") => Ok(SslMode::Require),
        Some("allow" | "prefer") => Ok(SslMode::Prefer),
        Some("disable") => Ok(SslMode::Disable),
        Some(_) => {
            let known = "disable, prefer, require or verify-full";
            Err(StoreError::Open(format!("sslmode in the address of PostgreSQL is none of {known}")))
        }
    }
}

fn is_this_machine(config: &Config) -> bool {
    let is_local = |host: &Host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback()),
        Host::Unix(_) => true,
    };
    config.get_hosts().iter().all(is_local) && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

#[cfg(test)]
mod tests {
    use super::{Address, SslMode, StoreError};

    fn mode(address: &str) -> SslMode {
        Address::parse(address).unwrap().config.get_ssl_mode()
    }

    #[test]
    fn what_leaves_this_machine_is_encrypted_unless_told_otherwise() {
        for remote in
            ["postgres://maya@db/app", "postgresql://maya@db:5433,localhost/app", "postgres://maya@192.0.2.1/"]
        {
            assert_eq!(mode(remote), SslMode::Require, "{remote}");
        }
        for local in
            ["postgres://maya@127.0.0.1/app", "postgres://maya@[::1]/", "postgres://maya@%2Frun%2Fpostgresql/app"]
        {
            assert_eq!(mode(local), SslMode::Disable, "{local}");
        }
    }

    #[test]
    fn each_ssl_mode_of_libpq_is_understood() {
        let modes = [
            ("disable", SslMode::Disable),
            ("allow", SslMode::Prefer),
            ("prefer", SslMode::Prefer),
            ("require", SslMode::Require),
            ("verify-ca", SslMode::Require),
            ("verify-full", SslMode::Require),
        ];
        for (wanted, expected) in modes {
            assert_eq!(mode(&format!("postgres://maya@db/app?keepalives=0&sslmode={wanted}")), expected, "{wanted}");
        }
    }

    #[test]
    fn an_address_that_cannot_be_used_is_refused_without_being_quoted() {
        let refused = [
            ("postgres://maya:hunter2@db/app?sslmode=perhaps", "sslmode"),
            ("postgres://maya:hunter2@db/app?hunter2=1&colour=red", "unknown"),
            ("postgres://maya:hunter2@db:port/app", "cannot be read"),
            ("postgres:///app", "no host"),
        ];
        for (address, word) in refused {
            let StoreError::Open(words) = Address::parse(address).unwrap_err() else { panic!("another error") };
            assert!(words.contains(word), "{words}");
            assert!(!words.contains("maya:"), "{words}");
        }
    }

    #[test]
    fn options_of_the_operator_are_kept() {
        let address =
            Address::parse("postgres://maya@db/app?options=-c%20work_mem%3D8MB&application_name=web").unwrap();
        assert_eq!(address.config.get_options(), Some("-c work_mem=8MB -c statement_timeout=2000"));
        assert_eq!(address.config.get_application_name(), Some("web"));
    }
}
