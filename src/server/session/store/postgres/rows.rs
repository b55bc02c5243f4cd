//! Reads the rows that PostgreSQL returns.

use tokio_postgres::Row;

use super::{
    super::backend::{ListedSession, Listing, StoreFacts, StoredSession, StoredTokens},
    failure::PostgresFailure,
};

pub fn session(row: &Row) -> Result<StoredSession, PostgresFailure> {
    Ok(StoredSession {
        record: row.try_get(0)?,
        revision: row.try_get(1)?,
        expires_at: row.try_get(2)?,
        seen_at: row.try_get(3)?,
    })
}

pub fn listed(row: &Row) -> Result<ListedSession, PostgresFailure> {
    let listed = Listing {
        started_at: row.try_get(3)?,
        browser: row.try_get(4)?,
        person: row.try_get::<_, Option<&[u8]>>(5)?.map(hash).transpose()?.map(Into::into),
        provider_session: row.try_get::<_, Option<&[u8]>>(6)?.map(hash).transpose()?.map(Into::into),
        tenant: row.try_get(7)?,
    };
    let key = hash(row.try_get(0)?)?.into();
    Ok(ListedSession { key, listed, expires_at: row.try_get(1)?, seen_at: row.try_get(2)? })
}

pub fn tokens(row: &Row) -> Result<StoredTokens, PostgresFailure> {
    Ok(StoredTokens { tokens: row.try_get(0)?, version: row.try_get(1)? })
}

pub fn record(row: &Row) -> Result<Vec<u8>, PostgresFailure> {
    Ok(row.try_get(0)?)
}

pub fn facts(row: &Row) -> Result<StoreFacts, PostgresFailure> {
    Ok(StoreFacts { schema_version: row.try_get(0)?, clock: row.try_get(1)? })
}

pub fn count(row: &Row) -> Result<usize, PostgresFailure> {
    usize::try_from(row.try_get::<_, i64>(0)?).map_err(|_| PostgresFailure::Shape)
}

fn hash(bytes: &[u8]) -> Result<[u8; 32], PostgresFailure> {
    bytes.try_into().map_err(|_| PostgresFailure::Shape)
}
