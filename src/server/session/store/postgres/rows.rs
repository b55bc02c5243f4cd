//! What a row of an answer means.

use tokio_postgres::Row;

use super::{
    super::backend::{Key, ListedSession, Listing, StoredSession, StoredTokens},
    failure::Failure,
};

pub fn session(row: &Row) -> Result<StoredSession, Failure> {
    Ok(StoredSession {
        record: row.try_get(0)?,
        mark: row.try_get(1)?,
        expires_at: row.try_get(2)?,
        seen_at: row.try_get(3)?,
    })
}

pub fn listed(row: &Row) -> Result<ListedSession, Failure> {
    let listed = Listing {
        started_at: row.try_get(3)?,
        browser: row.try_get(4)?,
        person: row.try_get::<_, Option<&[u8]>>(5)?.map(key).transpose()?,
        provider_session: row.try_get::<_, Option<&[u8]>>(6)?.map(key).transpose()?,
    };
    Ok(ListedSession { key: key(row.try_get(0)?)?, listed, expires_at: row.try_get(1)?, seen_at: row.try_get(2)? })
}

pub fn tokens(row: &Row) -> Result<StoredTokens, Failure> {
    Ok(StoredTokens { tokens: row.try_get(0)?, version: row.try_get(1)? })
}

pub fn record(row: &Row) -> Result<Vec<u8>, Failure> {
    Ok(row.try_get(0)?)
}

fn key(bytes: &[u8]) -> Result<Key, Failure> {
    bytes.try_into().map_err(|_| Failure::Shape)
}
