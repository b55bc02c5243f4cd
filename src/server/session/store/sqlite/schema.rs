//! The tables of the store, and the migrations of older files.

use std::{thread, time::Duration};

use rusqlite::{Connection, TransactionBehavior, ffi::ErrorCode};

use super::super::StoreError;

/// One migration per version; `user_version` of the file counts the applied ones. The names of tables and columns must not
/// change, because running systems have them: the column `mark` is the revision of a session.
///
/// `session` is a plain table and its record is small, because a large record or `WITHOUT ROWID` slows down the read of each
/// page. Rows of `session_tokens` are deleted with their session. `short_lived` contains records that expire within minutes:
/// sign-in transactions, device authorizations, sign-in problems.
const MIGRATIONS: &[&str] = &[FIRST, SEALED, TENANT];

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

/// Records are encrypted from this migration on. Older records were not, so they are deleted, and all users sign in
/// again.
///
/// A partial index skips the rows in which its column is null.
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

/// Sessions of older versions keep the value null.
const TENANT: &str = "ALTER TABLE session ADD COLUMN tenant BLOB;";

/// Configures a connection. `NORMAL` waits for the disk at checkpoints only: a crash of the process loses nothing, and a power
/// cut may lose the newest sign-ins, but never damages the file.
pub fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(5))?;
    switch_to_wal(connection)?;
    connection.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}

/// Switches a file to WAL. While another process switches a new file, SQLite reports "locked" at once and ignores the
/// timeout, because two waiting processes would be in a deadlock. So this function retries.
fn switch_to_wal(connection: &Connection) -> Result<(), StoreError> {
    const ATTEMPTS: u32 = 500;
    for _ in 1..ATTEMPTS {
        match connection.execute_batch("PRAGMA journal_mode = WAL") {
            Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::DatabaseBusy => {
                thread::sleep(Duration::from_millis(10));
            }
            done => return Ok(done?),
        }
    }
    Ok(connection.execute_batch("PRAGMA journal_mode = WAL")?)
}

/// Applies the missing migrations; safe if several processes start at once. Dropped rows are overwritten, so that they cannot be
/// read in the file's free pages.
pub fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "secure_delete", "ON")?;
    apply_missing(connection)?;
    Ok(connection.pragma_update(None, "secure_delete", "OFF")?)
}

fn apply_missing(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let applied: usize = transaction.query_row("PRAGMA user_version", (), |row| row.get::<_, u32>(0))? as usize;
    let Some(missing) = MIGRATIONS.get(applied..) else {
        return Err(StoreError::Open("the file was written by a newer version of this app".into()));
    };
    for migration in missing {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX))?;
    Ok(transaction.commit()?)
}
