//! Sessions on a Redis or Valkey server, which several processes share.
//!
//! A session is one hash together with its tokens, so that one command reads it and one deletes it. Sorted sets find the sessions
//! of a user or of a session at the provider, and the records of a browser. A session that has ended may remain in a set until
//! the set is listed again. Each operation is one command or one script, which the server runs atomically. The scripts follow
//! names from one key to the next, which Redis Cluster does not allow, so a cluster is rejected.
//!
//! Redis deletes expired keys by itself, a little later than necessary ([`scripts`]), so the app does not sweep.
//!
//! A write survives a crash of the server only with `appendonly yes`, and a power cut only with `appendfsync always`. It stays in
//! memory only with `maxmemory-policy noeviction`; `check` warns otherwise.

mod all;
mod backend;
mod check;
mod connection;
mod failure;
mod names;
mod scripts;

use std::time::Duration;

use redis::{FromRedisValue, ScriptInvocation, cmd};

use self::connection::RedisConnection;
use super::{
    StoreError,
    backend::{ListedSession, Listing},
};
use crate::server::config::ServerAddress;

/// A session in the response of the script that lists sessions: its name, then the listed fields.
type ListedFields = (String, String, i64, i64, i64, Option<String>, Option<String>, Option<Vec<u8>>);

/// The session store on a Redis or Valkey server.
pub struct Redis {
    connection: RedisConnection,
    /// The server deletes a session that was not used for this time, which is longer than the idle lifetime of sessions.
    idle_lifetime: Duration,
}

impl Redis {
    /// Prepares the connection to this address. The server is contacted on first use, so that the app starts while the
    /// server is down.
    pub fn open(address: &ServerAddress, idle_lifetime: Duration) -> Result<Self, StoreError> {
        Ok(Self { connection: RedisConnection::to(address, names::schema())?, idle_lifetime })
    }

    /// Reads these fields of the Redis hash with this name.
    async fn fields<T: FromRedisValue>(&self, name: &str, fields: &[&str]) -> Result<T, StoreError> {
        let mut command = cmd("HMGET");
        command.arg(name).arg(fields);
        let read = |mut connection| async move { command.query_async(&mut connection).await };
        Ok(self.connection.run(read).await?)
    }

    async fn run<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Result<T, StoreError> {
        Ok(self.connection.run(|mut connection| async move { script.invoke_async(&mut connection).await }).await?)
    }

    /// Lists the sessions in a set. `field` is the field of a session's hash that contains the set's name.
    async fn list(&self, set: String, field: &str) -> Result<Vec<ListedSession>, StoreError> {
        let found: Vec<ListedFields> = self.run(scripts::LIST.key(set).arg(field)).await?;
        Ok(found.into_iter().filter_map(listed).collect())
    }
}

fn listed(
    (name, browser, started_at, expires_at, seen_at, person, provider_session, tenant): ListedFields,
) -> Option<ListedSession> {
    let hash_of = |name: Option<String>| name.as_deref().and_then(names::hash_of);
    let listed = Listing {
        person: hash_of(person).map(Into::into),
        provider_session: hash_of(provider_session).map(Into::into),
        tenant,
        browser,
        started_at,
    };
    Some(ListedSession { key: names::hash_of(&name)?.into(), listed, expires_at, seen_at })
}
