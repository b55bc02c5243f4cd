//! The connection to the server: made on first use, shared by all, and given up as soon as anything fails on it.
//!
//! Why not the crate's `ConnectionManager`: it keeps a connection whose answers no longer arrive, and an error of the
//! sign-in to the server for ever; and each new connection has to be checked ([`check`]) before anything is asked.

use std::{
    error::Error,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use redis::{
    AsyncConnectionConfig, Client, IntoConnectionInfo, ProtocolVersion, PushInfo, PushKind, RedisResult,
    aio::MultiplexedConnection,
    io::tcp::{TcpSettings, socket2::TcpKeepalive},
};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout, timeout_at},
};

use super::{super::StoreError, check};
use crate::server::config::ServerAddress;

/// After so long nobody waits any more, whether for the connection or for the answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// A connection that is not there after so long is given up, so that all who wait for it learn why.
const CONNECT_WITHIN: Duration = Duration::from_millis(1_500);
/// Without a sign of life for so long, what lies between may forget a connection and tell nobody.
const KEEPALIVE: Duration = Duration::from_secs(30);

/// What the server says when its memory is full, when its disk is, and when its user may not do that: on any connection.
const OF_THE_SERVER: [&str; 3] = ["OOM", "MISCONF", "NOPERM"];

/// Why the server did not do what it was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Failure {
    #[error("the server does not answer")]
    Timeout,
    #[error("the server at this address is a Redis Cluster, which this app cannot use")]
    Cluster,
    #[error("the data on the server was written by a newer version of this app")]
    Newer,
    #[error(transparent)]
    Server(#[from] redis::RedisError),
}

impl Failure {
    /// Says whether another connection may help: to a server that has taken over, has loaded its data, or is there at all.
    fn may_be_of_the_connection(&self) -> bool {
        !matches!(self, Self::Server(error) if error.code().is_some_and(|code| OF_THE_SERVER.contains(&code)))
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Cluster | Failure::Newer => Self::Open(failure.to_string()),
            Failure::Timeout | Failure::Server(_) => Self::Backend(Box::<dyn Error + Send + Sync>::from(failure)),
        }
    }
}

/// The connection to the server, which comes and goes.
pub struct Connection {
    client: Client,
    schema: String,
    current: RwLock<Option<Link>>,
    /// Held by the one who connects; here stands when and why that failed last.
    connecting: Mutex<Option<(Instant, Failure)>>,
    advised: AtomicBool,
}

/// One connection, as long as it lasts.
#[derive(Clone)]
struct Link {
    connection: MultiplexedConnection,
    /// Whether the server has gone. It says so by itself, so that nobody asks in vain after it was started again.
    lost: Arc<AtomicBool>,
}

impl Connection {
    /// Prepares the connection to this address; `schema` is where the version of what is kept there stands.
    pub fn to(address: &ServerAddress, schema: String) -> Result<Self, StoreError> {
        let wrong = |error: redis::RedisError| StoreError::Open(error.to_string());
        let info = address.expose().into_connection_info().map_err(wrong)?;
        let settings = info.redis_settings().clone().set_protocol(ProtocolVersion::RESP3);
        let keepalive = TcpKeepalive::new().with_time(KEEPALIVE).with_interval(KEEPALIVE);
        let tcp = TcpSettings::default().set_nodelay(true).set_keepalive(keepalive);
        let info = info.set_redis_settings(settings).set_tcp_settings(tcp);
        Ok(Self {
            client: Client::open(info).map_err(wrong)?,
            schema,
            current: RwLock::default(),
            connecting: Mutex::default(),
            advised: AtomicBool::new(false),
        })
    }

    /// Asks the server, and gives the connection up when that fails: the next one who asks begins with a new one.
    pub async fn ask<T, F: Future<Output = RedisResult<T>>>(
        &self,
        question: impl FnOnce(MultiplexedConnection) -> F,
    ) -> Result<T, Failure> {
        let end = Instant::now() + PATIENCE;
        let link = timeout_at(end, self.link()).await.map_err(|_| Failure::Timeout)??;
        let answer = match timeout_at(end, question(link.connection.clone())).await {
            Ok(answer) => answer.map_err(Failure::from),
            Err(_) => Err(Failure::Timeout),
        };
        if answer.as_ref().is_err_and(Failure::may_be_of_the_connection) {
            link.lost.store(true, Ordering::Relaxed);
        }
        answer
    }

    async fn link(&self) -> Result<Link, Failure> {
        let asked = Instant::now();
        if let Some(link) = self.live() {
            return Ok(link);
        }
        let mut last_failure = self.connecting.lock().await;
        if let Some(link) = self.live() {
            return Ok(link);
        }
        // Somebody tried while this one waited: the same again would only take as long again.
        if let Some((_, failure)) = last_failure.as_ref().filter(|(at, _)| *at >= asked) {
            return Err(failure.clone());
        }
        match timeout(CONNECT_WITHIN, self.connect()).await.unwrap_or(Err(Failure::Timeout)) {
            Ok(link) => {
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(link.clone());
                Ok(link)
            }
            Err(failure) => {
                *last_failure = Some((Instant::now(), failure.clone()));
                Err(failure)
            }
        }
    }

    fn live(&self) -> Option<Link> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().filter(|link| !link.lost.load(Ordering::Relaxed)).cloned()
    }

    async fn connect(&self) -> Result<Link, Failure> {
        let lost = Arc::new(AtomicBool::new(false));
        let noted = lost.clone();
        let note = move |push: PushInfo| -> Result<(), ()> {
            if push.kind == PushKind::Disconnection {
                noted.store(true, Ordering::Relaxed);
            }
            Ok(())
        };
        // Whoever asks has a clock of its own.
        let config =
            AsyncConnectionConfig::new().set_connection_timeout(None).set_response_timeout(None).set_push_sender(note);
        let mut connection = self.client.get_multiplexed_async_connection_with_config(&config).await?;
        let advice = check::check(&mut connection, &self.schema).await?;
        if !self.advised.swap(true, Ordering::Relaxed) {
            advice.tell();
        }
        Ok(Link { connection, lost })
    }
}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[test]
    fn what_another_connection_does_not_change_costs_none() {
        let failure = |line: &str| {
            let answer = redis::parse_redis_value(format!("-{line}\r\n").as_bytes()).unwrap();
            Failure::from(answer.extract_error().unwrap_err())
        };
        for line in ["OOM command not allowed", "MISCONF errors writing to disk", "NOPERM no permissions"] {
            assert!(!failure(line).may_be_of_the_connection(), "{line}");
        }
        for line in ["READONLY You can't write", "LOADING the dataset", "NOAUTH Authentication required"] {
            assert!(failure(line).may_be_of_the_connection(), "{line}");
        }
    }
}
