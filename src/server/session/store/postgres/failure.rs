//! Why PostgreSQL did not do what it was asked, and whether it may be asked once more.

use std::{error::Error, io};

use deadpool_postgres::PoolError;
use tokio_postgres::error::SqlState;

use super::super::StoreError;

/// Why PostgreSQL did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("TLS to PostgreSQL cannot be set up: {0}")]
    Tls(rustls::Error),
    #[error("the connections to PostgreSQL cannot be set up")]
    SetUp,
    #[error("no connection to PostgreSQL: {}", chain(.0))]
    Connect(PoolError),
    #[error("PostgreSQL failed: {}", chain(.0))]
    Statement(tokio_postgres::Error),
    #[error("PostgreSQL did not answer in time")]
    Late,
    #[error("a row has another shape than it should")]
    Shape,
    #[error("the database was written by a newer version of this app")]
    Newer,
}

/// The server said so instead of doing it: nothing has happened.
const UNDONE: [SqlState; 5] = [
    SqlState::ADMIN_SHUTDOWN,
    SqlState::T_R_DEADLOCK_DETECTED,
    SqlState::T_R_SERIALIZATION_FAILURE,
    // A pooler between us and the server has given us another connection of its own.
    SqlState::INVALID_SQL_STATEMENT_NAME,
    // Another server has taken over, and the one that we are connected to only reads.
    SqlState::READ_ONLY_SQL_TRANSACTION,
];

/// The connection leads to where the statement cannot be run; another one may not.
const USELESS: [SqlState; 2] = [SqlState::INVALID_SQL_STATEMENT_NAME, SqlState::READ_ONLY_SQL_TRANSACTION];

impl Failure {
    /// Says whether nothing has happened for sure.
    pub fn is_undone(&self) -> bool {
        matches!(self, Self::Statement(error) if error.code().is_some_and(|code| UNDONE.contains(code)))
    }

    /// Says whether the connection broke. Nobody knows then what became of the statement.
    pub fn is_broken(&self) -> bool {
        let Self::Statement(error) = self else { return false };
        match error.code() {
            Some(code) => code.code().starts_with("57P") || USELESS.contains(code),
            None => error.is_closed() || error.source().is_some_and(<dyn Error>::is::<io::Error>),
        }
    }

    /// Says whether the connection is of no use any more.
    pub fn spoils_connection(&self) -> bool {
        self.is_broken() || matches!(self, Self::Late)
    }
}

impl From<tokio_postgres::Error> for Failure {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Statement(error)
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Newer => Self::Open(failure.to_string()),
            failure => Self::Backend(Box::new(failure)),
        }
    }
}

/// The library says "db error" and leaves the rest to the causes.
fn chain(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_in_words = cause.to_string();
        if !words.ends_with(&cause_in_words) {
            words = format!("{words}: {cause_in_words}");
        }
        next = cause.source();
    }
    words
}
