//! The address of the PostgreSQL server, and whether the connection is encrypted.
//!
//! `sslmode` has the values of libpq. With TLS, certificate and host name are always verified, so `require` and `verify-ca` mean
//! `verify-full`. Without `sslmode`, TLS is required unless the server is on this machine.

use std::{error::Error as _, net::IpAddr, time::Duration};

use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};

use super::super::StoreError;

/// The timeout of a connection attempt to each IP address of a host name.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// The connection breaks if sent data stays unacknowledged for this time.
const UNACKNOWLEDGED: Duration = Duration::from_secs(2);
const KEEPALIVE_AFTER: Duration = Duration::from_secs(30);

const UNKNOWN_PARAMETER: &str = "it has an unknown parameter after the question mark; remove it. If the question mark belongs to the \
    password, write ? as %3F and @ as %40";

/// Parameters of other drivers and poolers, with advice. They are named in the error; their values never are.
const PARAMETERS_OF_OTHER_DRIVERS: [(&str, &str); 10] = [
    ("ssl", "remove it, and write sslmode=require, or sslmode=disable for no encryption"),
    ("schema", "remove it: the app always uses its own schema, leptos_entra"),
    ("pgbouncer", "remove it: the app works with PgBouncer without a setting"),
    ("connection_limit", "remove it: the app opens at most 4 connections"),
    ("pool_timeout", "remove it"),
    ("socket_timeout", "remove it"),
    ("statement_cache_size", "remove it: the app prepares no statements"),
    ("sslrootcert", "remove it, and set SSL_CERT_FILE to the file with the trusted certificates"),
    ("sslcert", "remove it: client certificates are not supported"),
    ("sslkey", "remove it: client certificates are not supported"),
];

/// More parameters of other drivers. Removing them is enough.
const TO_REMOVE: &str = "ApplicationName application_name_prefix async_fallback binary_parameters channel client_encoding \
    connectTimeout conn_max_age currentSchema default_query_exec_mode encoding fallback_application_name gssdelegation gssencmode \
    gsslib idle_timeout idle_in_transaction_session_timeout krbsrvname lock_timeout max max_conns max_lifetime \
    max_pool_size min_pool_size passfile pool pool_max_conn_idle_time pool_max_conn_lifetime pool_max_conns pool_min_conns \
    pool_mode pool_recycle pool_size prepareThreshold prepared_statement_cache_size prepared_statements query_timeout replication \
    require_auth requirepeer reWriteBatchedInserts schema_search_path search_path service socketTimeout sslaccept sslcertmode \
    sslcompression sslcrl sslcrldir sslfactory sslidentity sslinline sslpassword sslsni ssl_max_protocol_version \
    ssl_min_protocol_version statement_cache_capacity statement_timeout stringtype supa tcpKeepAlive timeout timezone \
    uselibpqcompat workaround";

/// The address of the server.
#[derive(Debug)]
pub struct PostgresAddress {
    pub config: Config,
}

impl PostgresAddress {
    /// Reads an address of PostgreSQL. An error does not quote it, because it may contain a password.
    pub fn parse(address: &str) -> Result<Self, StoreError> {
        let (rest, wanted) = take_ssl_mode(address);
        reject_parameters_of_other_drivers(&rest)?;
        let mut config: Config = rest.parse().map_err(|error: tokio_postgres::Error| {
            let cause = error.source().map(ToString::to_string).unwrap_or_default();
            // The name of an unknown parameter may be a part of a password with unescaped characters.
            let cause = if cause.starts_with("unknown option") { UNKNOWN_PARAMETER } else { &cause };
            StoreError::Open(format!("the address of PostgreSQL cannot be read: {cause}"))
        })?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(StoreError::Open("the address of PostgreSQL names no host".into()));
        }
        let mode = ssl_mode(wanted.as_deref(), &config)?;
        if config.get_application_name().is_none() {
            config.application_name(env!("CARGO_PKG_NAME"));
        }
        config
            .ssl_mode(mode)
            .connect_timeout(CONNECT_TIMEOUT)
            .tcp_user_timeout(UNACKNOWLEDGED)
            .keepalives_idle(KEEPALIVE_AFTER);
        Ok(Self { config })
    }

    /// Returns whether a connection to this address may be encrypted.
    pub fn may_use_tls(&self) -> bool {
        self.config.get_ssl_mode() != SslMode::Disable
    }
}

fn reject_parameters_of_other_drivers(address: &str) -> Result<(), StoreError> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let names = query.split('&').filter_map(|pair| pair.split('=').next());
    let mut of_others = names.filter_map(|name| {
        let advised = PARAMETERS_OF_OTHER_DRIVERS.into_iter().find(|(known, _)| *known == name);
        advised.or_else(|| TO_REMOVE.split(' ').find(|known| *known == name).map(|known| (known, "remove it")))
    });
    let Some((name, advice)) = of_others.next() else { return Ok(()) };
    Err(StoreError::Open(format!(
        "the address of PostgreSQL has the parameter {name}, which belongs to another driver; {advice}"
    )))
}

/// Removes `sslmode` from the address and returns both, because the library does not know all values of `sslmode`.
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
            Err(StoreError::Open(format!("sslmode in the address of PostgreSQL must be {known}")))
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
    use super::{PARAMETERS_OF_OTHER_DRIVERS, PostgresAddress, SslMode, StoreError, TO_REMOVE};

    fn mode(address: &str) -> SslMode {
        PostgresAddress::parse(address).unwrap().config.get_ssl_mode()
    }

    #[test]
    fn given_a_remote_host_then_tls_is_required_by_default() {
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
    fn given_an_ssl_mode_of_libpq_then_it_is_understood() {
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
    fn given_an_invalid_address_then_the_error_does_not_quote_it() {
        let refused = [
            ("postgres://maya:hunter2@db/app?sslmode=perhaps", "sslmode"),
            ("postgres://maya:hunter2@db/app?hunter2=1&colour=red", "unknown parameter"),
            ("postgres://maya:a@db?hunter2=1@db/app", "write ? as %3F"),
            ("postgres://maya:hunter2@db:port/app", "cannot be read"),
            ("postgres:///app", "no host"),
        ];
        for (address, word) in refused {
            let StoreError::Open(words) = PostgresAddress::parse(address).unwrap_err() else { panic!("another error") };
            assert!(words.contains(word), "{words}");
            assert!(!words.contains("maya") && !words.contains("hunter2"), "{words}");
        }
    }

    #[test]
    fn given_a_parameter_of_another_driver_then_it_is_named() {
        let to_remove = TO_REMOVE.split(' ').map(|name| (name, "remove it"));
        for (name, advice) in PARAMETERS_OF_OTHER_DRIVERS.into_iter().chain(to_remove) {
            let address = format!("postgres://maya:hunter2@db/app?connect_timeout=3&{name}=secret");
            let StoreError::Open(words) = PostgresAddress::parse(&address).unwrap_err() else {
                panic!("another error")
            };
            assert!(words.contains(&format!("parameter {name},")) && words.contains(advice), "{words}");
            assert!(!words.contains("hunter2") && !words.contains("secret"), "{words}");
        }
    }

    #[test]
    fn given_an_application_name_then_it_is_kept() {
        let named = PostgresAddress::parse("postgres://maya@db/app?application_name=web").unwrap();
        assert_eq!(named.config.get_application_name(), Some("web"));
        let unnamed = PostgresAddress::parse("postgres://maya@db/app").unwrap();
        assert_eq!(unnamed.config.get_application_name(), Some("leptos-entra"));
    }
}
