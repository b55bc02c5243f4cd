//! The tables of the store, and the steps that bring an older file up to date.

use std::{thread, time::Duration};

use rusqlite::{Connection, TransactionBehavior, ffi::ErrorCode};

use super::super::StoreError;

/// One step per version; `user_version` of the file counts the steps that have been taken.
///
/// `session` is a plain table and its record is small: a large record, or `WITHOUT ROWID`, makes the read of every page
/// slower. `session_tokens` dies with its session. `short_lived` holds what is gone in minutes: sign-ins under way,
/// device authorizations, sign-in problems on their way to the page that shows them.
const STEPS: &[&str] = &[FIRST, SEALED];

const FIRST: &str = "
    CREATE TABLE session (
        key BLOB NOT NULL PRIMARY KEY,
        record BLOB NOT NULL,
        expires_at INTEGER NOT NULL,
        seen_at INTEGER NOT NULL
    );
    CREATE INDEX session_expires_at ON session (expires_at);
    CREATE INDEX session_seen_at ON session (seen_at);
    CREATE TABLE session_tokens (
        key BLOB NOT NULL PRIMARY KEY REFERENCES session (key) ON DELETE CASCADE,
        tokens BLOB NOT NULL,
        version INTEGER NOT NULL
    );
    CREATE TABLE short_lived (
        kind TEXT NOT NULL,
        key BLOB NOT NULL,
        browser BLOB NOT NULL,
        record BLOB NOT NULL,
        expires_at INTEGER NOT NULL,
        UNIQUE (kind, key)
    );
    CREATE INDEX short_lived_browser ON short_lived (kind, browser);
    CREATE INDEX short_lived_expires_at ON short_lived (expires_at);
";

/// Records are sealed from here on. What was written before was not, and is not kept: everybody signs in once more.
///
/// An index of what is null in some rows leaves those out.
const SEALED: &str = "
    DROP TABLE session_tokens;
    DROP TABLE session;
    DELETE FROM short_lived;
    CREATE TABLE session (
        key BLOB NOT NULL PRIMARY KEY,
        record BLOB NOT NULL,
        mark INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        seen_at INTEGER NOT NULL,
        started_at INTEGER NOT NULL,
        browser TEXT NOT NULL,
        person BLOB,
        provider_session BLOB
    );
    CREATE INDEX session_expires_at ON session (expires_at);
    CREATE INDEX session_seen_at ON session (seen_at);
    CREATE INDEX session_person ON session (person) WHERE person IS NOT NULL;
    CREATE INDEX session_provider_session ON session (provider_session) WHERE provider_session IS NOT NULL;
    CREATE TABLE session_tokens (
        key BLOB NOT NULL PRIMARY KEY REFERENCES session (key) ON DELETE CASCADE,
        tokens BLOB NOT NULL,
        version INTEGER NOT NULL,
        lease_owner INTEGER NOT NULL,
        lease_until INTEGER NOT NULL
    );
";

/// Sets a connection up. `NORMAL` waits for the disk at checkpoints only: a killed process loses nothing, a power cut may
/// cost the newest sign-ins, never the file.
pub fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(5))?;
    switch_to_wal(connection)?;
    connection.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}

/// While another process switches a new file over, SQLite says "locked" at once, whatever the timeout: two that wait for each
/// other would wait for ever.
fn switch_to_wal(connection: &Connection) -> Result<(), StoreError> {
    const TRIES: u32 = 500;
    for _ in 1..TRIES {
        match connection.execute_batch("PRAGMA journal_mode = WAL") {
            Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::DatabaseBusy => {
                thread::sleep(Duration::from_millis(10));
            }
            done => return Ok(done?),
        }
    }
    Ok(connection.execute_batch("PRAGMA journal_mode = WAL")?)
}

/// Takes the steps that the file has not seen yet; safe when several processes start at once. What a step drops is
/// overwritten, so that it cannot be read in the file's free pages.
pub fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "secure_delete", "ON")?;
    take_missing_steps(connection)?;
    Ok(connection.pragma_update(None, "secure_delete", "OFF")?)
}

fn take_missing_steps(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let taken: usize = transaction.query_row("PRAGMA user_version", (), |row| row.get::<_, u32>(0))? as usize;
    let Some(missing) = STEPS.get(taken..) else {
        return Err(StoreError::Open("the file was written by a newer version of this app".into()));
    };
    for step in missing {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", u32::try_from(STEPS.len()).unwrap_or(u32::MAX))?;
    Ok(transaction.commit()?)
}
