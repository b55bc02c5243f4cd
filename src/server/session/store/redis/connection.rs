//! The connection to the Redis server: opened on first use, shared by all requests, and replaced after an error.
//!
//! The `ConnectionManager` of the `redis` crate does not fit: it keeps a connection that no longer responds, it keeps
//! an authentication error for ever, and it cannot run a check ([`check`]) on each new connection.

use std::{
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

use super::{super::StoreError, check, failure::RedisFailure};
use crate::server::config::ServerAddress;

/// The timeout of a request to Redis, including the time to connect.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(2);
/// The timeout of a connection attempt. It is shorter than that of a request, so that all waiting requests report the cause.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(1_500);
/// The interval of TCP keepalive, because a firewall may drop an idle connection without notice.
const KEEPALIVE: Duration = Duration::from_secs(30);

/// The connection to the Redis server. It is replaced after an error.
pub struct RedisConnection {
    client: Client,
    schema: String,
    current: RwLock<Option<Link>>,
    /// Locked while a request connects. Contains the time and cause of the last failed attempt.
    connecting: Mutex<Option<(Instant, RedisFailure)>>,
    advised: AtomicBool,
}

/// An open connection to the Redis server.
#[derive(Clone)]
struct Link {
    connection: MultiplexedConnection,
    /// Set when the server disconnects, so that the first request after a restart of the server opens a new connection.
    lost: Arc<AtomicBool>,
}

impl RedisConnection {
    /// Prepares the connection to this address. `schema` is the key that holds the version of the data.
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

    /// Runs a command. If it fails, the next request opens a new connection.
    pub async fn run<T, F: Future<Output = RedisResult<T>>>(
        &self,
        command: impl FnOnce(MultiplexedConnection) -> F,
    ) -> Result<T, RedisFailure> {
        let end = Instant::now() + REQUEST_TIMEOUT;
        let link = timeout_at(end, self.link()).await.map_err(|_| RedisFailure::Timeout)??;
        let result = match timeout_at(end, command(link.connection.clone())).await {
            Ok(result) => result.map_err(RedisFailure::from),
            Err(_) => Err(RedisFailure::Timeout),
        };
        if result.as_ref().is_err_and(RedisFailure::may_be_connection_error) {
            link.lost.store(true, Ordering::Relaxed);
        }
        result
    }

    async fn link(&self) -> Result<Link, RedisFailure> {
        let started = Instant::now();
        if let Some(link) = self.live() {
            return Ok(link);
        }
        let mut last_failure = self.connecting.lock().await;
        if let Some(link) = self.live() {
            return Ok(link);
        }
        // Another request failed to connect while this request waited, so a new attempt would only take as long again.
        if let Some((_, failure)) = last_failure.as_ref().filter(|(at, _)| *at >= started) {
            return Err(failure.clone());
        }
        match timeout(CONNECT_TIMEOUT, self.connect()).await.unwrap_or(Err(RedisFailure::Timeout)) {
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

    async fn connect(&self) -> Result<Link, RedisFailure> {
        let lost = Arc::new(AtomicBool::new(false));
        let noted = lost.clone();
        let note = move |push: PushInfo| -> Result<(), ()> {
            if push.kind == PushKind::Disconnection {
                noted.store(true, Ordering::Relaxed);
            }
            Ok(())
        };
        // No timeouts here, because `run` has a timeout for the whole request.
        let config =
            AsyncConnectionConfig::new().set_connection_timeout(None).set_response_timeout(None).set_push_sender(note);
        let mut connection = self.client.get_multiplexed_async_connection_with_config(&config).await?;
        let advice = check::check(&mut connection, &self.schema).await?;
        if !self.advised.swap(true, Ordering::Relaxed) {
            advice.log();
        }
        Ok(Link { connection, lost })
    }
}
