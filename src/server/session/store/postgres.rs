//! The store in PostgreSQL (12 or newer), for several processes at once.
//!
//! The tables are in a schema of their own, `leptos_entra`. They are made, and brought up to date, when the first question is
//! asked: a server that cannot be reached is an error of the request, and over as soon as it can be.

mod address;
mod backend;
mod connections;
mod failure;
mod rows;
mod schema;
mod statements;
mod tls;

use self::{address::Address, connections::Connections};
use super::StoreError;
use crate::server::config::ServerAddress;

/// The store in PostgreSQL.
pub struct Postgres {
    connections: Connections,
}

impl Postgres {
    /// Reads the address, which is written as libpq writes it: `postgres://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full`. Nothing is asked yet.
    pub fn open(address: &ServerAddress) -> Result<Self, StoreError> {
        Ok(Self { connections: Connections::new(Address::parse(address.expose())?) })
    }
}
