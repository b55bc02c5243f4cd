//! The rows of short-lived records.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::super::{
    StoreError,
    backend::{PutCondition, RecordId, Replacement, ShortLived, TakeRequest, Taken},
};

pub fn put(connection: &Connection, record: &ShortLived, condition: PutCondition) -> Result<bool, StoreError> {
    let ShortLived { id: RecordId { kind, key }, browser, record, expires_at } = record;
    let (key, browser) = (key.to_bytes(), browser.to_bytes());
    let written = match condition {
        PutCondition::Always => connection
            .prepare_cached(
                "INSERT OR REPLACE INTO short_lived (kind, key, browser, record, expires_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((kind, key, browser, record, expires_at))?,
        PutCondition::IfAbsent { now } => connection
            .prepare_cached(
                "INSERT INTO short_lived (kind, key, browser, record, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (kind, key) DO UPDATE
                 SET browser = excluded.browser, record = excluded.record, expires_at = excluded.expires_at
                 WHERE expires_at <= ?6",
            )?
            .execute((kind, key, browser, record, expires_at, now))?,
        PutCondition::IfPresent => connection
            .prepare_cached(
                "UPDATE short_lived SET record = ?4, expires_at = ?5 WHERE kind = ?1 AND key = ?2 AND browser = ?3",
            )?
            .execute((kind, key, browser, record, expires_at))?,
    };
    Ok(written == 1)
}

pub fn find(connection: &Connection, id: RecordId, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
    let mut find =
        connection.prepare_cached("SELECT record FROM short_lived WHERE kind = ?1 AND key = ?2 AND expires_at > ?3")?;
    Ok(find.query_row((id.kind, id.key.to_bytes(), now), |row| row.get(0)).optional()?)
}

pub fn take(connection: &Connection, request: TakeRequest) -> Result<Option<Vec<u8>>, StoreError> {
    let TakeRequest { id, browser, now } = request;
    let mut take = connection.prepare_cached(
        "DELETE FROM short_lived WHERE kind = ?1 AND key = ?2 AND browser = ?3 AND expires_at > ?4
         RETURNING record",
    )?;
    let row = (id.kind, id.key.to_bytes(), browser.to_bytes(), now);
    Ok(take.query_row(row, |row| row.get(0)).optional()?)
}

pub fn take_and_replace(
    connection: &mut Connection,
    request: TakeRequest,
    replacement: Replacement,
) -> Result<Taken, StoreError> {
    let Replacement { kind, record, expires_at } = replacement;
    let id = RecordId { kind, ..request.id };
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let taken = match take(&change, request)? {
        Some(taken) => {
            let replacement = ShortLived { id, browser: request.browser, record, expires_at };
            put(&change, &replacement, PutCondition::Always)?;
            Taken::Record(taken)
        }
        None => find_of_browser(&change, TakeRequest { id, ..request })?.map_or(Taken::Nothing, Taken::Replacement),
    };
    change.commit()?;
    Ok(taken)
}

fn find_of_browser(connection: &Connection, request: TakeRequest) -> Result<Option<Vec<u8>>, StoreError> {
    let TakeRequest { id, browser, now } = request;
    let mut find = connection.prepare_cached(
        "SELECT record FROM short_lived WHERE kind = ?1 AND key = ?2 AND browser = ?3 AND expires_at > ?4",
    )?;
    let row = (id.kind, id.key.to_bytes(), browser.to_bytes(), now);
    Ok(find.query_row(row, |row| row.get(0)).optional()?)
}

pub fn sweep(connection: &Connection, now: i64, at_most: u32) -> Result<usize, StoreError> {
    let swept = connection.execute(
        "DELETE FROM short_lived WHERE rowid IN (SELECT rowid FROM short_lived WHERE expires_at <= ?1 LIMIT ?2)",
        (now, at_most),
    )?;
    Ok(swept)
}
