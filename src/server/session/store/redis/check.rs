//! What is looked at on each new connection: whose version the data is of, and whether the server keeps what it is given.

use redis::{InfoDict, aio::MultiplexedConnection};

use super::{connection::Failure, scripts};

/// The version of names and fields. A change that an older version would misread counts it up.
const VERSION: i64 = 1;

/// What an operator should know of the server.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// The rule by which it drops what it has when its memory is full, unless it drops nothing.
    evicts: Option<String>,
    /// Whether it is known to have no append-only file.
    forgets: bool,
}

impl Advice {
    /// Writes it to the log.
    pub fn tell(&self) {
        if let Some(policy) = &self.evicts {
            tracing::warn!(
                policy,
                "the server of the session store may drop sessions when its memory is full; set maxmemory-policy noeviction"
            );
        }
        if self.forgets {
            tracing::info!("the server of the session store has no append-only file, so its end may sign people out");
        }
    }

    /// Reads what the server says of itself.
    fn of(info: &InfoDict) -> Result<Self, Failure> {
        if info.get::<i64>("cluster_enabled") == Some(1) {
            return Err(Failure::Cluster);
        }
        let policy: Option<String> = info.get("maxmemory_policy");
        let forgets = info.get::<i64>("aof_enabled") == Some(0);
        Ok(Self { evicts: policy.filter(|policy| policy != "noeviction"), forgets })
    }
}

/// Says what an operator should know of the server; fails when this version of the app cannot use it. The first to come
/// writes the version down, and of several that come at once one is the first.
pub async fn check(connection: &mut MultiplexedConnection, schema: &str) -> Result<Advice, Failure> {
    let advice = match redis::cmd("INFO").query_async::<InfoDict>(connection).await {
        Ok(info) => Advice::of(&info)?,
        Err(error) if error.is_io_error() => return Err(error.into()),
        // Not everybody may ask for that.
        Err(_) => Advice::default(),
    };
    // A server that writes nothing at the moment, because its disk or memory is full, can still be read.
    let version = match redis::cmd("GET").arg(schema).query_async::<Option<i64>>(connection).await? {
        Some(version) => version,
        None => scripts::VERSION.key(schema).arg(VERSION).invoke_async(connection).await?,
    };
    if version > VERSION { Err(Failure::Newer) } else { Ok(advice) }
}

#[cfg(test)]
mod tests {
    use redis::InfoDict;

    use super::{Advice, Failure};

    #[test]
    fn a_server_that_keeps_everything_needs_no_advice() {
        let info = InfoDict::new("# Memory\r\nmaxmemory_policy:noeviction\r\n# Persistence\r\naof_enabled:1\r\n");
        assert_eq!(Advice::of(&info).unwrap(), Advice::default());
        assert_eq!(Advice::of(&InfoDict::new("")).unwrap(), Advice::default());
    }

    #[test]
    fn a_server_that_may_lose_sessions_is_told_of() {
        let info = InfoDict::new("maxmemory_policy:allkeys-lru\r\naof_enabled:0\r\n");
        assert_eq!(Advice::of(&info).unwrap(), Advice { evicts: Some("allkeys-lru".into()), forgets: true });
    }

    #[test]
    fn a_cluster_is_refused() {
        let info = InfoDict::new("redis_mode:cluster\r\ncluster_enabled:1\r\n");
        assert!(matches!(Advice::of(&info), Err(Failure::Cluster)));
    }
}
