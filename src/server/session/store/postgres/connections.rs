//! A small pool of connections to PostgreSQL: timeouts, and retries where they are safe.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use deadpool_postgres::{Client, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout_at},
};
use tokio_postgres::{NoTls, Row};

use super::{
    address::PostgresAddress,
    connect::ConnectWithTimeout,
    failure::PostgresFailure,
    schema,
    statements::{Parameters, Sql},
    tls,
};

/// The highest number of connections of a process. Twenty processes stay below the default limit of a server, 100
/// connections.
const MOST: usize = 4;
/// The timeout of a connection attempt, including TLS and authentication.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// The timeout of a request to the store, including the wait for a connection and one retry.
const REQUEST_TIMEOUT: Duration = Duration::from_millis(2500);

/// The connections of this process to one PostgreSQL server.
pub struct PostgresPool {
    address: PostgresAddress,
    pool: OnceLock<Pool>,
    migrated: Arc<AtomicBool>,
    migrating: Arc<Mutex<()>>,
}

impl PostgresPool {
    pub fn new(address: PostgresAddress) -> Self {
        Self { address, pool: OnceLock::new(), migrated: Arc::default(), migrating: Arc::default() }
    }

    /// Runs a statement. Retries once on another connection if that is safe.
    pub async fn run(&self, sql: &Sql, parameters: Parameters<'_>) -> Result<Vec<Row>, PostgresFailure> {
        let deadline = Instant::now() + REQUEST_TIMEOUT;
        let pool = self.pool()?;
        self.migrate(pool, deadline).await?;
        match attempt(pool, sql.text, parameters, deadline).await {
            Err(failure) if failure.was_not_applied() || (sql.may_run_twice && failure.is_broken()) => {
                attempt(pool, sql.text, parameters, deadline).await
            }
            result => result,
        }
    }

    /// Returns the pool. It is created on first use, because reading the system's trusted certificates takes longer
    /// than the rest of the start.
    fn pool(&self) -> Result<&Pool, PostgresFailure> {
        if let Some(pool) = self.pool.get() {
            return Ok(pool);
        }
        let config = self.address.config.clone();
        // The method `Fast` notices a closed connection without a request to the server.
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = if self.address.may_use_tls() {
            Manager::from_connect(config, ConnectWithTimeout::new(tls::connector()?), recycling)
        } else {
            Manager::from_connect(config, ConnectWithTimeout::new(NoTls), recycling)
        };
        let builder =
            Pool::builder(manager).max_size(MOST).runtime(Runtime::Tokio1).create_timeout(Some(CONNECT_TIMEOUT));
        let pool = builder.build().map_err(|_| PostgresFailure::SetUp)?;
        Ok(self.pool.get_or_init(|| pool))
    }

    /// Migrates the tables once in each process. The migration continues after the request that started it has timed
    /// out.
    async fn migrate(&self, pool: &Pool, deadline: Instant) -> Result<(), PostgresFailure> {
        if self.migrated.load(Ordering::Acquire) {
            return Ok(());
        }
        let late = |_| PostgresFailure::Late;
        let lock = timeout_at(deadline, Arc::clone(&self.migrating).lock_owned()).await.map_err(late)?;
        if self.migrated.load(Ordering::Acquire) {
            return Ok(());
        }
        let (pool, migrated) = (pool.clone(), Arc::clone(&self.migrated));
        let migration = tokio::spawn(async move {
            let _lock = lock;
            let mut client = connect(&pool, deadline).await?;
            let result = schema::migrate(&mut client, deadline).await;
            discard_if_broken(&pool, client, &result);
            result?;
            migrated.store(true, Ordering::Release);
            Ok(())
        });
        timeout_at(deadline, migration).await.map_err(late)?.map_err(|_| PostgresFailure::SetUp)?
    }
}

/// Runs a statement in one round trip and without preparing it: with transaction pooling, the next statement may reach
/// a server connection that does not know the prepared statement.
async fn attempt(
    pool: &Pool,
    text: &str,
    parameters: Parameters<'_>,
    deadline: Instant,
) -> Result<Vec<Row>, PostgresFailure> {
    let client = connect(pool, deadline).await?;
    let running = timeout_at(deadline, client.query_typed(text, parameters)).await;
    let result = running.map_or(Err(PostgresFailure::Late), |rows| rows.map_err(PostgresFailure::from));
    discard_if_broken(pool, client, &result);
    result
}

async fn connect(pool: &Pool, deadline: Instant) -> Result<Client, PostgresFailure> {
    timeout_at(deadline, pool.get()).await.map_err(|_| PostgresFailure::Late)?.map_err(PostgresFailure::Connect)
}

/// Closes a broken connection and all idle connections, because they lead to the same server. A connection that is not
/// broken returns to the pool.
fn discard_if_broken<T>(pool: &Pool, client: Client, result: &Result<T, PostgresFailure>) {
    if result.as_ref().is_err_and(PostgresFailure::invalidates_connection) {
        drop(Object::take(client));
        pool.retain(|_, _| false);
    }
}
