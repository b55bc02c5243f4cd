//! The rows that live for minutes.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::super::{
    StoreError,
    backend::{Exchanged, Key, ShortLived},
};

pub fn put(connection: &Connection, record: &ShortLived) -> Result<(), StoreError> {
    let ShortLived { kind, key, browser, record, expires_at } = record;
    let mut put = connection.prepare_cached(
        "INSERT OR REPLACE INTO short_lived (kind, key, browser, record, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    put.execute((kind, key, browser, record, expires_at))?;
    Ok(())
}

pub fn put_first(connection: &Connection, record: &ShortLived, now: i64) -> Result<bool, StoreError> {
    let ShortLived { kind, key, browser, record, expires_at } = record;
    let mut put = connection.prepare_cached(
        "INSERT INTO short_lived (kind, key, browser, record, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (kind, key) DO UPDATE
         SET browser = excluded.browser, record = excluded.record, expires_at = excluded.expires_at
         WHERE expires_at <= ?6",
    )?;
    Ok(put.execute((kind, key, browser, record, expires_at, now))? == 1)
}

pub fn find(connection: &Connection, kind: &str, key: Key, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
    let mut find =
        connection.prepare_cached("SELECT record FROM short_lived WHERE kind = ?1 AND key = ?2 AND expires_at > ?3")?;
    Ok(find.query_row((kind, key, now), |row| row.get(0)).optional()?)
}

pub fn take(
    connection: &Connection,
    kind: &str,
    key: Key,
    browser: Key,
    now: i64,
) -> Result<Option<Vec<u8>>, StoreError> {
    let mut take = connection.prepare_cached(
        "DELETE FROM short_lived WHERE kind = ?1 AND key = ?2 AND browser = ?3 AND expires_at > ?4
         RETURNING record",
    )?;
    Ok(take.query_row((kind, key, browser, now), |row| row.get(0)).optional()?)
}

pub fn exchange(
    connection: &mut Connection,
    taken: &str,
    replacement: &ShortLived,
    now: i64,
) -> Result<Exchanged, StoreError> {
    let ShortLived { kind, key, browser, .. } = *replacement;
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let exchanged = match take(&change, taken, key, browser, now)? {
        Some(record) => {
            put(&change, replacement)?;
            Exchanged::Taken(record)
        }
        None => before(&change, kind, key, browser, now)?.map_or(Exchanged::Nothing, Exchanged::Before),
    };
    change.commit()?;
    Ok(exchanged)
}

fn before(
    connection: &Connection,
    kind: &str,
    key: Key,
    browser: Key,
    now: i64,
) -> Result<Option<Vec<u8>>, StoreError> {
    let mut find = connection.prepare_cached(
        "SELECT record FROM short_lived WHERE kind = ?1 AND key = ?2 AND browser = ?3 AND expires_at > ?4",
    )?;
    Ok(find.query_row((kind, key, browser, now), |row| row.get(0)).optional()?)
}

pub fn sweep(connection: &Connection, now: i64, at_most: u32) -> Result<usize, StoreError> {
    let swept = connection.execute(
        "DELETE FROM short_lived WHERE rowid IN (SELECT rowid FROM short_lived WHERE expires_at <= ?1 LIMIT ?2)",
        (now, at_most),
    )?;
    Ok(swept)
}
