//! The session key file: the master keys that encrypt session records.
//!
//! Each key has a line: its start time (RFC 3339), a space, and 32 bytes in base64url. Lines that begin with `#` are
//! comments. The app encrypts with the newest key whose start time has passed, and decrypts with every key.

mod change;
mod error;
mod lines;
#[cfg(test)]
mod tests;

use std::{
    fs::{self, Metadata},
    io::Read as _,
    os::unix::fs::MetadataExt as _,
    path::Path,
};

use secrecy::zeroize::Zeroizing;

pub use change::{Rotated, make, make_if_missing, rotate};
pub use error::KeyFileError;
pub use lines::{FileKey, KeyId, key_id};

/// Upper bound of the file size, so that a wrong path does not fill the memory.
const LONGEST: u64 = 64 * 1024;

/// Reads the keys of the file, sorted by start time.
///
/// Rejects files that others can access. Exception: root-owned and group-readable files, because Kubernetes mounts secrets
/// for an app without root in this way (`defaultMode: 0440` with an `fsGroup`).
pub fn read(path: &Path) -> Result<Vec<FileKey>, KeyFileError> {
    lines::parse(&text_of(path)?)
}

fn text_of(path: &Path) -> Result<Zeroizing<String>, KeyFileError> {
    // The type of the file is checked first, because opening a pipe blocks until a writer opens it.
    check(&fs::metadata(path).map_err(KeyFileError::Read)?)?;
    let file = fs::File::open(path).map_err(KeyFileError::Read)?;
    check(&file.metadata().map_err(KeyFileError::Read)?)?;
    let mut text = Zeroizing::new(String::new());
    file.take(LONGEST).read_to_string(&mut text).map_err(KeyFileError::Read)?;
    Ok(text)
}

fn check(metadata: &Metadata) -> Result<(), KeyFileError> {
    if !metadata.is_file() {
        return Err(KeyFileError::NoFile);
    }
    if is_open_to_others(metadata.mode(), metadata.uid()) {
        return Err(KeyFileError::OpenToOthers { mode: metadata.mode() & 0o7777 });
    }
    if metadata.len() >= LONGEST {
        return Err(KeyFileError::TooLong);
    }
    Ok(())
}

fn is_open_to_others(mode: u32, owner: u32) -> bool {
    const ROOT: u32 = 0;
    let accepted = if owner == ROOT { 0o040 } else { 0 };
    mode & 0o077 & !accepted != 0
}
