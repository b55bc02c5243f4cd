//! Errors of PostgreSQL, and whether a retry is safe.

use std::{error::Error, io};

use deadpool_postgres::PoolError;
use tokio_postgres::error::SqlState;

use super::super::StoreError;
use crate::server::causes::with_causes;

/// The reason why a PostgreSQL statement failed.
#[derive(Debug, thiserror::Error)]
pub enum PostgresFailure {
    #[error("TLS to PostgreSQL cannot be set up: {0}")]
    Tls(rustls::Error),
    #[error("the connections to PostgreSQL cannot be set up")]
    SetUp,
    #[error("cannot connect to PostgreSQL: {}", with_causes(.0))]
    Connect(PoolError),
    #[error("PostgreSQL failed: {}", with_causes(.0))]
    Statement(tokio_postgres::Error),
    #[error("PostgreSQL timed out")]
    Late,
    #[error("a row of PostgreSQL has unexpected columns")]
    Shape,
    #[error("the database was written by a newer version of this app")]
    Newer,
    #[error(
        "PostgreSQL: {}. The app keeps its tables in the schema leptos_entra. Grant its role CREATE on the database, or create the schema for it: CREATE SCHEMA leptos_entra AUTHORIZATION its_role",
        with_causes(.0)
    )]
    MayNotCreateSchema(tokio_postgres::Error),
}

/// Errors after which the statement has certainly not taken effect.
const NOT_APPLIED: [SqlState; 4] = [
    SqlState::ADMIN_SHUTDOWN,
    SqlState::T_R_DEADLOCK_DETECTED,
    SqlState::T_R_SERIALIZATION_FAILURE,
    // After a failover, this connection leads to a server that only allows reads.
    SqlState::READ_ONLY_SQL_TRANSACTION,
];

impl PostgresFailure {
    /// Returns whether the statement has certainly not taken effect.
    pub fn was_not_applied(&self) -> bool {
        matches!(self, Self::Statement(error) if error.code().is_some_and(|code| NOT_APPLIED.contains(code)))
    }

    /// Returns whether the connection broke. The statement may or may not have taken effect.
    pub fn is_broken(&self) -> bool {
        let Self::Statement(error) = self else { return false };
        match error.code() {
            Some(code) => code.code().starts_with("57P") || *code == SqlState::READ_ONLY_SQL_TRANSACTION,
            None => error.is_closed() || error.source().is_some_and(<dyn Error>::is::<io::Error>),
        }
    }

    /// Returns whether the connection must be closed after this error.
    pub fn invalidates_connection(&self) -> bool {
        self.is_broken() || matches!(self, Self::Late)
    }
}

impl From<tokio_postgres::Error> for PostgresFailure {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Statement(error)
    }
}

impl From<PostgresFailure> for StoreError {
    fn from(failure: PostgresFailure) -> Self {
        match failure {
            PostgresFailure::Newer => Self::Open(failure.to_string()),
            failure => Self::Backend(Box::new(failure)),
        }
    }
}
