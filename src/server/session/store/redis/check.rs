//! The check of each new connection to Redis: the version of the data, and whether the server is configured to keep it.

use redis::{InfoDict, aio::MultiplexedConnection};

use super::{failure::RedisFailure, scripts};

/// The version of the key names and hash fields. A change that an older version of the app would misread increases it.
const VERSION: i64 = 1;

/// The settings of the Redis server that can lose sessions, for the operator.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// The eviction policy of the server, unless it is `noeviction`.
    evicts: Option<String>,
    /// Whether the server's append-only file is off.
    forgets: bool,
}

impl Advice {
    /// Writes the advice to the log.
    pub fn log(&self) {
        if let Some(policy) = &self.evicts {
            tracing::warn!(
                policy,
                "the Redis server of the session store deletes sessions when its memory is full; set maxmemory-policy noeviction"
            );
        }
        if self.forgets {
            tracing::info!(
                "the Redis server of the session store has no append-only file, so a restart may sign users out"
            );
        }
    }

    /// Derives the advice from the response to `INFO`. Fails if the server is a Redis Cluster.
    fn of(info: &InfoDict) -> Result<Self, RedisFailure> {
        if info.get::<i64>("cluster_enabled") == Some(1) {
            return Err(RedisFailure::Cluster);
        }
        let policy: Option<String> = info.get("maxmemory_policy");
        let forgets = info.get::<i64>("aof_enabled") == Some(0);
        Ok(Self { evicts: policy.filter(|policy| policy != "noeviction"), forgets })
    }
}

/// Returns advice for the operator. Fails if this version of the app cannot use the server. The first connection writes the
/// version of the data, also if several processes connect concurrently.
pub async fn check(connection: &mut MultiplexedConnection, schema: &str) -> Result<Advice, RedisFailure> {
    let advice = match redis::cmd("INFO").query_async::<InfoDict>(connection).await {
        Ok(info) => Advice::of(&info)?,
        Err(error) if error.is_io_error() => return Err(error.into()),
        // The Redis user may lack the permission for `INFO`.
        Err(_) => Advice::default(),
    };
    // `GET` first, because a server whose disk or memory is full still allows reads.
    let version = match redis::cmd("GET").arg(schema).query_async::<Option<i64>>(connection).await? {
        Some(version) => version,
        None => scripts::VERSION.key(schema).arg(VERSION).invoke_async(connection).await?,
    };
    if version > VERSION { Err(RedisFailure::Newer) } else { Ok(advice) }
}

#[cfg(test)]
mod tests {
    use redis::InfoDict;

    use super::{Advice, RedisFailure};

    #[test]
    fn given_noeviction_and_aof_then_there_is_no_advice() {
        let info = InfoDict::new("# Memory\r\nmaxmemory_policy:noeviction\r\n# Persistence\r\naof_enabled:1\r\n");
        assert_eq!(Advice::of(&info).unwrap(), Advice::default());
        assert_eq!(Advice::of(&InfoDict::new("")).unwrap(), Advice::default());
    }

    #[test]
    fn given_eviction_or_no_aof_then_the_advice_names_it() {
        let info = InfoDict::new("maxmemory_policy:allkeys-lru\r\naof_enabled:0\r\n");
        assert_eq!(Advice::of(&info).unwrap(), Advice { evicts: Some("allkeys-lru".into()), forgets: true });
    }

    #[test]
    fn given_a_redis_cluster_then_it_is_rejected() {
        let info = InfoDict::new("redis_mode:cluster\r\ncluster_enabled:1\r\n");
        assert!(matches!(Advice::of(&info), Err(RedisFailure::Cluster)));
    }
}
