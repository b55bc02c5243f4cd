//! Opens a connection to PostgreSQL, directly or through a pooler.
//!
//! A server aborts a statement after two seconds (`statement_timeout`), so that a request that timed out leaves no work behind.
//! `PgBouncer` rejects that startup option, and with transaction pooling a `SET` would change connections of other applications.
//! So behind a pooler only the timeout of this process applies.

use std::sync::atomic::{AtomicBool, Ordering};

use deadpool_postgres::{ConfigConnectImpl, Connect};
use tokio::task::JoinHandle;
use tokio_postgres::{Client, Config, Error, error::SqlState};

/// The startup option for the server, unless a pooler rejects it. Its timeout is slightly shorter than that of a
/// request ([`super::connections`]).
const STATEMENT_TIMEOUT: &str = "-c statement_timeout=2000";

type Connected = Result<(Client, JoinHandle<()>), Error>;

/// Opens connections with `statement_timeout`, or without it if a pooler rejects startup options.
pub struct ConnectWithTimeout<C> {
    connect: C,
    is_rejected: AtomicBool,
}

impl<T> ConnectWithTimeout<ConfigConnectImpl<T>>
where
    ConfigConnectImpl<T>: Connect,
    T: tokio_postgres::tls::MakeTlsConnect<tokio_postgres::Socket> + Clone + Sync + Send + 'static,
    T::Stream: Sync + Send,
    T::TlsConnect: Sync + Send,
    <T::TlsConnect as tokio_postgres::tls::TlsConnect<tokio_postgres::Socket>>::Future: Send,
{
    /// Opens connections with this TLS connector.
    pub fn new(tls: T) -> Self {
        Self { connect: ConfigConnectImpl { tls }, is_rejected: AtomicBool::new(false) }
    }
}

impl<C: Connect> Connect for ConnectWithTimeout<C> {
    fn connect(&self, config: &Config) -> std::pin::Pin<Box<dyn Future<Output = Connected> + Send + '_>> {
        let config = config.clone();
        Box::pin(async move {
            if self.is_rejected.load(Ordering::Relaxed) {
                return self.connect.connect(&config).await;
            }
            match self.connect.connect(&with_timeout(&config)).await {
                Err(error) if is_rejected_option(&error) => {
                    let connected = self.connect.connect(&config).await?;
                    self.is_rejected.store(true, Ordering::Relaxed);
                    tracing::info!(
                        "PostgreSQL is behind a pooler that rejects statement_timeout; the app's timeout applies"
                    );
                    Ok(connected)
                }
                result => result,
            }
        })
    }
}

fn with_timeout(config: &Config) -> Config {
    let mut config = config.clone();
    let options = format!("{} {STATEMENT_TIMEOUT}", config.get_options().unwrap_or_default());
    config.options(options.trim());
    config
}

/// Returns whether a pooler rejected the startup option. `PgBouncer` reports "unsupported startup parameter", and newer
/// versions "unsupported startup parameter in options".
fn is_rejected_option(error: &Error) -> bool {
    error.as_db_error().is_some_and(|error| {
        *error.code() == SqlState::PROTOCOL_VIOLATION && error.message().contains("startup parameter")
    })
}

#[cfg(test)]
mod tests {
    use super::{Config, with_timeout};

    #[test]
    fn given_options_of_the_operator_then_they_are_kept() {
        let config: Config = "postgres://maya@db/app?options=-c%20work_mem%3D8MB".parse().unwrap();
        assert_eq!(with_timeout(&config).get_options(), Some("-c work_mem=8MB -c statement_timeout=2000"));
        let config: Config = "postgres://maya@db/app".parse().unwrap();
        assert_eq!(with_timeout(&config).get_options(), Some("-c statement_timeout=2000"));
    }
}
