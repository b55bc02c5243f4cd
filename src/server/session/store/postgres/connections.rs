//! A few connections, made when they are needed: how long anything may take, and what is tried once more.

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
use tokio_postgres::{NoTls, Row, types::ToSql};

use super::{address::Address, failure::Failure, schema, statements::Sql, tls};

/// Twenty processes stay below the hundred connections that a server allows by itself.
const MOST: usize = 4;
/// How long a connection may take to be made, with TLS and the password.
const CONNECT: Duration = Duration::from_secs(2);
/// How long anything may take, with the wait for a connection and a second try.
const WHOLE: Duration = Duration::from_millis(2500);

/// What a statement is given.
pub type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// The connections to one server.
pub struct Connections {
    address: Address,
    pool: OnceLock<Pool>,
    migrated: Arc<AtomicBool>,
    migrating: Arc<Mutex<()>>,
}

impl Connections {
    pub fn new(address: Address) -> Self {
        Self { address, pool: OnceLock::new(), migrated: Arc::default(), migrating: Arc::default() }
    }

    /// Runs a statement, and once more on another connection where that is safe.
    pub async fn run(&self, sql: &Sql, values: Values<'_>) -> Result<Vec<Row>, Failure> {
        let deadline = Instant::now() + WHOLE;
        let pool = self.pool()?;
        self.migrate(pool, deadline).await?;
        match attempt(pool, sql, values, deadline).await {
            Err(failure) if failure.is_undone() || (sql.may_run_twice && failure.is_broken()) => {
                attempt(pool, sql, values, deadline).await
            }
            result => result,
        }
    }

    /// Made on first use: reading the system's trusted certificates takes longer than the rest of the start.
    fn pool(&self) -> Result<&Pool, Failure> {
        if let Some(pool) = self.pool.get() {
            return Ok(pool);
        }
        let config = self.address.config.clone();
        // A connection that was closed meanwhile is noticed without asking the server.
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = if self.address.may_use_tls() {
            Manager::from_config(config, tls::connector()?, recycling)
        } else {
            Manager::from_config(config, NoTls, recycling)
        };
        let builder = Pool::builder(manager).max_size(MOST).runtime(Runtime::Tokio1).create_timeout(Some(CONNECT));
        let pool = builder.build().map_err(|_| Failure::SetUp)?;
        Ok(self.pool.get_or_init(|| pool))
    }

    /// Brings the tables up to date, once. That goes on when the request which began it has given up.
    async fn migrate(&self, pool: &Pool, deadline: Instant) -> Result<(), Failure> {
        if self.migrated.load(Ordering::Acquire) {
            return Ok(());
        }
        let turn = timeout_at(deadline, Arc::clone(&self.migrating).lock_owned()).await.map_err(|_| Failure::Late)?;
        if self.migrated.load(Ordering::Acquire) {
            return Ok(());
        }
        let (pool, migrated) = (pool.clone(), Arc::clone(&self.migrated));
        let migration = tokio::spawn(async move {
            let _turn = turn;
            schema::migrate(&pool, deadline).await?;
            migrated.store(true, Ordering::Release);
            Ok(())
        });
        timeout_at(deadline, migration).await.map_err(|_| Failure::Late)?.map_err(|_| Failure::SetUp)?
    }
}

async fn attempt(pool: &Pool, sql: &Sql, values: Values<'_>, deadline: Instant) -> Result<Vec<Row>, Failure> {
    let client = connect(pool, deadline).await?;
    let result = timeout_at(deadline, query(&client, sql, values)).await.unwrap_or(Err(Failure::Late));
    if result.as_ref().is_err_and(Failure::spoils_connection) {
        discard(pool, client);
    }
    result
}

/// Takes a connection out of the pool.
pub async fn connect(pool: &Pool, deadline: Instant) -> Result<Client, Failure> {
    timeout_at(deadline, pool.get()).await.map_err(|_| Failure::Late)?.map_err(Failure::Connect)
}

/// The first time on a connection it is prepared; from then on it is one trip to the server and back.
async fn query(client: &Client, sql: &Sql, values: Values<'_>) -> Result<Vec<Row>, Failure> {
    let statement = client.prepare_cached(sql.text).await?;
    Ok(client.query(&statement, values).await?)
}

/// Closes a connection, and those that nobody uses right now: the server that one of them has lost is lost to all of them.
pub fn discard(pool: &Pool, client: Client) {
    drop(Object::take(client));
    pool.retain(|_, _| false);
}
