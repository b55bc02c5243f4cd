//! Random numbers.

use tower_sessions::session::Id;

/// Returns a random number that cannot be guessed: for the owner of a lease, the revision of a record, and jitter.
pub fn random() -> i64 {
    Id::default().0.to_le_bytes().first_chunk().copied().map_or(0, i64::from_le_bytes)
}
