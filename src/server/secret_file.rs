//! Reads files with secrets: regular files of limited size, with the permissions that a secret needs.

#[cfg(test)]
mod tests;

use std::{
    fs::{self, File, Metadata},
    io::{self, ErrorKind, Read as _},
    os::unix::fs::MetadataExt as _,
    path::Path,
};

use secrecy::zeroize::Zeroizing;

/// Upper bound of the file size, so that a wrong path does not fill the memory.
const LONGEST: u64 = 64 * 1024;

/// Why a file with a secret is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretFileError {
    #[error("it cannot be read: {0}")]
    Read(ErrorKind),
    #[error("it is not a regular file")]
    NoFile,
    #[error("users other than its owner may read or change it (its mode is {mode:04o}, and should be 0600)")]
    OpenToOthers { mode: u32 },
    #[error("it has {} KiB or more", LONGEST / 1024)]
    TooLong,
}

/// Device, inode, size and change time of a file: they differ after each change and for another file at the same path.
pub type Stamp = (u64, u64, u64, i64, i64);

/// Returns the stamp of a file, by which a change is noticed.
pub fn stamp_of(path: &Path) -> io::Result<Stamp> {
    let found = fs::metadata(path)?;
    Ok((found.dev(), found.ino(), found.size(), found.ctime(), found.ctime_nsec()))
}

/// Reads a text that other users must not read.
///
/// Rejects files that others can access. Exception: root-owned and group-readable files, because Kubernetes mounts secrets
/// for an app without root in this way (`defaultMode: 0440` with an `fsGroup`).
pub fn read_private(path: &Path) -> Result<Zeroizing<String>, SecretFileError> {
    read_if(path, check_private)
}

/// Reads a text without a check of the file's permissions. A byte order mark is not part of the text.
pub fn read(path: &Path) -> Result<Zeroizing<String>, SecretFileError> {
    read_if(path, check)
}

/// Rejects files that [`read_private`] rejects by their metadata.
pub fn check_private(metadata: &Metadata) -> Result<(), SecretFileError> {
    check(metadata)?;
    if is_open_to_others(metadata.mode(), metadata.uid()) {
        return Err(SecretFileError::OpenToOthers { mode: metadata.mode() & 0o7777 });
    }
    Ok(())
}

fn check(metadata: &Metadata) -> Result<(), SecretFileError> {
    if !metadata.is_file() {
        return Err(SecretFileError::NoFile);
    }
    if metadata.len() >= LONGEST { Err(SecretFileError::TooLong) } else { Ok(()) }
}

fn read_if(
    path: &Path,
    check: fn(&Metadata) -> Result<(), SecretFileError>,
) -> Result<Zeroizing<String>, SecretFileError> {
    let unreadable = |error: io::Error| SecretFileError::Read(error.kind());
    // The type of the file is checked first, because opening a pipe blocks until a writer opens it.
    check(&fs::metadata(path).map_err(unreadable)?)?;
    let file = File::open(path).map_err(unreadable)?;
    check(&file.metadata().map_err(unreadable)?)?;
    let mut text = Zeroizing::new(String::new());
    file.take(LONGEST).read_to_string(&mut text).map_err(unreadable)?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

fn is_open_to_others(mode: u32, owner: u32) -> bool {
    const ROOT: u32 = 0;
    let accepted = if owner == ROOT { 0o040 } else { 0 };
    mode & 0o077 & !accepted != 0
}
