//! The store in PostgreSQL (12 or newer), for several processes at once.
//!
//! The tables are in their own schema, `leptos_entra`. They are created and migrated on first use, so that the app starts while
//! the server is down. The store also works behind `PgBouncer`, with session and with transaction pooling ([`connect`]).

mod address;
mod backend;
mod connect;
mod connections;
mod failure;
mod rows;
mod schema;
mod statements;
mod tls;

use self::{address::PostgresAddress, connections::PostgresPool};
use super::StoreError;
use crate::server::config::ServerAddress;

/// The store in PostgreSQL.
pub struct Postgres {
    pool: PostgresPool,
}

impl Postgres {
    /// Reads the address, in the format of libpq: `postgres://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full`. The server is
    /// contacted on first use.
    pub fn open(address: &ServerAddress) -> Result<Self, StoreError> {
        Ok(Self { pool: PostgresPool::new(PostgresAddress::parse(address.expose())?) })
    }
}
