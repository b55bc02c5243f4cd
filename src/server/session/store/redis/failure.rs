//! Errors of the Redis or Valkey server.

use std::error::Error;

use super::super::StoreError;

/// Errors that do not depend on the connection to Redis: full memory, failing disk, missing permission of the Redis
/// user.
const SERVER_ERRORS: [&str; 3] = ["OOM", "MISCONF", "NOPERM"];

/// The reason why a Redis command failed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RedisFailure {
    #[error("the Redis server does not respond")]
    Timeout,
    #[error("the server at this address is a Redis Cluster, which this app cannot use")]
    Cluster,
    #[error("the data on the Redis server was written by a newer version of this app")]
    Newer,
    #[error("the Redis server failed: {0}")]
    Server(#[from] redis::RedisError),
}

impl RedisFailure {
    /// Returns whether a new connection may help, for example to a server that has taken over or has finished loading.
    pub fn may_be_connection_error(&self) -> bool {
        !matches!(self, Self::Server(error) if error.code().is_some_and(|code| SERVER_ERRORS.contains(&code)))
    }
}

impl From<RedisFailure> for StoreError {
    fn from(failure: RedisFailure) -> Self {
        match failure {
            RedisFailure::Cluster | RedisFailure::Newer => Self::Open(failure.to_string()),
            RedisFailure::Timeout | RedisFailure::Server(_) => {
                Self::Backend(Box::<dyn Error + Send + Sync>::from(failure))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RedisFailure;

    #[test]
    fn given_an_error_of_the_server_then_the_connection_is_kept() {
        let failure = |line: &str| {
            let response = redis::parse_redis_value(format!("-{line}\r\n").as_bytes()).unwrap();
            RedisFailure::from(response.extract_error().unwrap_err())
        };
        for line in ["OOM command not allowed", "MISCONF errors writing to disk", "NOPERM no permissions"] {
            assert!(!failure(line).may_be_connection_error(), "{line}");
        }
        for line in ["READONLY You can't write", "LOADING the dataset", "NOAUTH Authentication required"] {
            assert!(failure(line).may_be_connection_error(), "{line}");
        }
    }
}
