//! The session key file: the master keys that encrypt session records.
//!
//! Each key has a line: its start time (RFC 3339), a space, and 32 bytes in base64url. Lines that begin with `#` are
//! comments. The app encrypts with the newest key whose start time has passed, and decrypts with every key.

mod change;
mod error;
mod lines;
#[cfg(test)]
mod tests;

use std::path::Path;

pub use change::{Rotated, make, make_if_missing, rotate};
pub use error::KeyFileError;
pub use lines::{FileKey, KeyId, key_id};

use super::secret_file;

/// Reads the keys of the file, sorted by start time.
pub fn read(path: &Path) -> Result<Vec<FileKey>, KeyFileError> {
    lines::parse(&secret_file::read_private(path)?)
}
