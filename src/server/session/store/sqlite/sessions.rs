//! The rows of sessions and of their tokens.

use rusqlite::{Connection, OptionalExtension, Params, Row, TransactionBehavior, ffi::ErrorCode};

use super::super::{
    super::lookup_keys::{PersonKey, ProviderSessionKey, SessionKey},
    StoreError,
    backend::{ListedSession, Listing, NewSession, SessionFilter, StoredSession, StoredTokens},
};

const LISTED: &str =
    "SELECT key, expires_at, seen_at, started_at, browser, person, provider_session, tenant FROM session";

pub fn insert(connection: &Connection, session: &NewSession, now: i64) -> Result<bool, StoreError> {
    let NewSession { key, record, revision, listed, expires_at } = session;
    let Listing { person, provider_session, tenant, browser, started_at } = listed;
    let person = person.map(PersonKey::to_bytes);
    let provider_session = provider_session.map(ProviderSessionKey::to_bytes);
    let mut insert = connection.prepare_cached(
        "INSERT INTO session (key, record, mark, expires_at, seen_at, started_at, browser, person, provider_session, tenant)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    let row =
        (key.to_bytes(), record, revision, expires_at, now, started_at, browser, person, provider_session, tenant);
    match insert.execute(row) {
        Ok(_) => Ok(true),
        Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::ConstraintViolation => Ok(false),
        Err(error) => Err(error.into()),
    }
}

pub fn find(connection: &Connection, key: SessionKey) -> Result<Option<StoredSession>, StoreError> {
    let mut find = connection.prepare_cached("SELECT record, mark, expires_at, seen_at FROM session WHERE key = ?1")?;
    let row = find.query_row((key.to_bytes(),), |row| {
        Ok(StoredSession { record: row.get(0)?, revision: row.get(1)?, expires_at: row.get(2)?, seen_at: row.get(3)? })
    });
    Ok(row.optional()?)
}

/// Ends all of these sessions in one transaction, so that the file is written once.
pub fn end(connection: &mut Connection, keys: &[SessionKey]) -> Result<usize, StoreError> {
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut ended = 0;
    for key in keys {
        let mut end = change.prepare_cached("DELETE FROM session WHERE key = ?1")?;
        ended += end.execute((key.to_bytes(),))?;
    }
    change.commit()?;
    Ok(ended)
}

pub fn list(connection: &Connection, filter: SessionFilter) -> Result<Vec<ListedSession>, StoreError> {
    match filter {
        SessionFilter::OfPerson(person) => rows(connection, "WHERE person = ?1", (person.to_bytes(),)),
        SessionFilter::AtProvider(session) => rows(connection, "WHERE provider_session = ?1", (session.to_bytes(),)),
        SessionFilter::All => rows(connection, "", ()),
    }
}

/// Counts the sessions that have not expired and were used after `idle_since`. It reads only the index of the last use, and the few
/// expired sessions that the sweep has not deleted yet. The `+` keeps SQLite from using the larger index for these.
pub fn count(connection: &Connection, now: i64, idle_since: i64) -> Result<usize, StoreError> {
    let mut count = connection.prepare_cached(
        "SELECT (SELECT count(*) FROM session WHERE seen_at > ?2)
              - (SELECT count(*) FROM session WHERE expires_at <= ?1 AND +seen_at > ?2)",
    )?;
    Ok(count.query_row((now, idle_since), |row| row.get::<_, u32>(0))? as usize)
}

fn rows(
    connection: &Connection,
    condition: &'static str,
    parameters: impl Params,
) -> Result<Vec<ListedSession>, StoreError> {
    let mut list = connection.prepare_cached(&format!("{LISTED} {condition}"))?;
    let rows = list.query_map(parameters, listed)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn listed(row: &Row<'_>) -> rusqlite::Result<ListedSession> {
    let listed = Listing {
        started_at: row.get(3)?,
        browser: row.get(4)?,
        person: row.get::<_, Option<[u8; 32]>>(5)?.map(PersonKey::from),
        provider_session: row.get::<_, Option<[u8; 32]>>(6)?.map(ProviderSessionKey::from),
        tenant: row.get(7)?,
    };
    let key: [u8; 32] = row.get(0)?;
    Ok(ListedSession { key: key.into(), listed, expires_at: row.get(1)?, seen_at: row.get(2)? })
}

pub fn tokens(connection: &Connection, key: SessionKey) -> Result<Option<StoredTokens>, StoreError> {
    let mut find = connection.prepare_cached("SELECT tokens, version FROM session_tokens WHERE key = ?1")?;
    let row = find.query_row((key.to_bytes(),), |row| Ok(StoredTokens { tokens: row.get(0)?, version: row.get(1)? }));
    Ok(row.optional()?)
}
