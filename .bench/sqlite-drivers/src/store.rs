//! What every driver has to do, and the file that it is done to.

use std::{future::Future, path::Path, sync::Arc};

use rusqlite::Connection;

pub type Failure = Box<dyn std::error::Error + Send + Sync>;
pub type Key = [u8; 32];

/// How many sessions the file holds.
pub const SESSIONS: u64 = 10_000;
/// The size of a record in bytes.
pub const RECORD: usize = 1024;

pub const READ: &str = "SELECT record FROM session WHERE key = ?1 AND expires_at > ?2";
pub const UPDATE: &str = "UPDATE session SET record = ?1, seen_at = ?2 WHERE key = ?3";
pub const INSERT: &str = "INSERT INTO session (key, record, expires_at, seen_at) VALUES (?1, ?2, ?3, ?4)";
pub const NOW: i64 = 1_800_000_000;
pub const LATER: i64 = NOW + 43_200;

/// A session store by one driver.
pub trait Store: Clone + Send + Sync + 'static {
    /// Returns the record of a session that is there.
    fn read(&self, key: Key) -> impl Future<Output = Result<Vec<u8>, Failure>> + Send;
    /// Replaces the record of a session that is there.
    fn update(&self, key: Key, record: Arc<[u8]>) -> impl Future<Output = Result<(), Failure>> + Send;
    /// Adds a session.
    fn insert(&self, key: Key, record: Arc<[u8]>) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// Returns the key of a session: as scattered as a hash, and always the same for the same number.
pub fn key(number: u64) -> Key {
    let mut key = [0; 32];
    let mut state = number;
    for part in key.chunks_exact_mut(8) {
        // SplitMix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        part.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes());
    }
    key
}

/// Creates the file with its sessions.
pub fn fill(file: &Path) -> Result<(), Failure> {
    let mut connection = Connection::open(file)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.execute_batch(
        "CREATE TABLE session (key BLOB PRIMARY KEY, record BLOB NOT NULL, expires_at INTEGER NOT NULL, seen_at INTEGER NOT NULL)",
    )?;
    let transaction = connection.transaction()?;
    for number in 0..SESSIONS {
        transaction.prepare_cached(INSERT)?.execute((key(number), [7_u8; RECORD], LATER, NOW))?;
    }
    transaction.commit()?;
    Ok(())
}
