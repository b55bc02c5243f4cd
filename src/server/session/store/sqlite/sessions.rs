//! The rows of sessions and of their tokens.

use rusqlite::{Connection, OptionalExtension, Row, ffi::ErrorCode};

use super::super::{
    StoreError,
    backend::{Key, ListedSession, Listing, NewSession, StoredSession, StoredTokens},
};

const LISTED: &str = "SELECT key, expires_at, seen_at, started_at, browser, person, provider_session FROM session";

pub fn insert(connection: &Connection, session: &NewSession, now: i64) -> Result<bool, StoreError> {
    let NewSession { key, record, mark, listed, expires_at } = session;
    let Listing { person, provider_session, browser, started_at } = listed;
    let mut insert = connection.prepare_cached(
        "INSERT INTO session (key, record, mark, expires_at, seen_at, started_at, browser, person, provider_session)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    match insert.execute((key, record, mark, expires_at, now, started_at, browser, person, provider_session)) {
        Ok(_) => Ok(true),
        Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::ConstraintViolation => Ok(false),
        Err(error) => Err(error.into()),
    }
}

pub fn find(connection: &Connection, key: Key) -> Result<Option<StoredSession>, StoreError> {
    let mut find = connection.prepare_cached("SELECT record, mark, expires_at, seen_at FROM session WHERE key = ?1")?;
    let row = find.query_row((key,), |row| {
        Ok(StoredSession { record: row.get(0)?, mark: row.get(1)?, expires_at: row.get(2)?, seen_at: row.get(3)? })
    });
    Ok(row.optional()?)
}

/// Lists by one of the two columns that sessions are found by without their cookies.
pub fn list(connection: &Connection, column: &'static str, value: Key) -> Result<Vec<ListedSession>, StoreError> {
    let mut list = connection.prepare_cached(&format!("{LISTED} WHERE {column} = ?1"))?;
    let rows = list.query_map((value,), listed)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Lists all sessions.
pub fn list_all(connection: &Connection) -> Result<Vec<ListedSession>, StoreError> {
    let mut list = connection.prepare(LISTED)?;
    let rows = list.query_map((), listed)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn listed(row: &Row<'_>) -> rusqlite::Result<ListedSession> {
    let listed =
        Listing { started_at: row.get(3)?, browser: row.get(4)?, person: row.get(5)?, provider_session: row.get(6)? };
    Ok(ListedSession { key: row.get(0)?, listed, expires_at: row.get(1)?, seen_at: row.get(2)? })
}

pub fn tokens(connection: &Connection, key: Key) -> Result<Option<StoredTokens>, StoreError> {
    let mut find = connection.prepare_cached("SELECT tokens, version FROM session_tokens WHERE key = ?1")?;
    let row = find.query_row((key,), |row| Ok(StoredTokens { tokens: row.get(0)?, version: row.get(1)? }));
    Ok(row.optional()?)
}
