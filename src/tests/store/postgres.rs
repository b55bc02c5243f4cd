//! Tests of PostgreSQL only: its tables, its connections, poolers, and races between several processes.

mod connections;
mod migrations;
mod pooler;
mod probe;
mod races;
mod tls;

use std::time::Duration;

use leptos_entra::server::{
    config::ServerAddress,
    session::store::{
        Postgres,
        backend::{Backend, Listing, NewSession, PutCondition, ShortLived},
    },
};
use tokio_postgres::{Client, NoTls};

use super::records::{id, key};

const NOW: i64 = 1_800_000_000;
/// The time within which a failing store operation must return. It is longer than the timeout of the store.
const BOUND: Duration = Duration::from_secs(4);

/// Opens the store on a PostgreSQL database, as another process of the app does.
fn open(url: &str) -> Postgres {
    Postgres::open(&ServerAddress::postgres(url).unwrap()).unwrap()
}

/// Opens a connection for the test itself, beside those of the store.
async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

fn new_session(seed: u8) -> NewSession {
    let listed = Listing { browser: "Firefox".to_owned(), started_at: NOW, ..Listing::default() };
    NewSession { key: key(seed), record: vec![seed], revision: 1, listed, expires_at: NOW + 3600 }
}

fn short_lived(kind: &'static str, record: u8) -> ShortLived {
    ShortLived { id: id(kind, key(1)), browser: key(2), record: vec![record], expires_at: NOW + 600 }
}
