//! The file of the master keys that seal the sessions: what stands in it, who may read it, how it changes.
//!
//! One line for each key: the time from which it seals (RFC 3339), a space, and 32 bytes in base64url. Lines that begin with `#`
//! are comments. Of the keys whose time has come the newest seals; all of them open.

mod change;
mod lines;
#[cfg(test)]
mod tests;

use std::{
    fs::{self, Metadata},
    io::{self, Read as _},
    os::unix::fs::MetadataExt as _,
    path::Path,
};

use secrecy::zeroize::Zeroizing;

pub use change::{Rotated, make, make_if_missing, rotate};
pub use lines::{FileKey, KeyId, key_id};

/// Longer than any file of keys, shorter than what would hurt.
const LONGEST: u64 = 64 * 1024;

/// Why a file of keys is no use. Nothing in here shows any of a key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("it cannot be read: {}", .0.kind())]
    Read(#[source] io::Error),
    #[error("it cannot be written: {}", .0.kind())]
    Write(#[source] io::Error),
    #[error("it is no file")]
    NoFile,
    #[error("it is there already, and sessions may be sealed with its keys")]
    Exists,
    #[error("others than its owner may read or change it (its mode is {mode:04o}, and should be 0600)")]
    OpenToOthers { mode: u32 },
    #[error("it is too long to be a file of keys")]
    TooLong,
    #[error("it holds no key")]
    Empty,
    #[error("line {line} {problem}")]
    Line { line: usize, problem: &'static str },
    #[error("no random bytes are to be had")]
    Random,
}

/// Reads the keys of a file, the one that began to seal first at the beginning.
///
/// Others than its owner must not get at it. One thing is borne: a file of root that a group may read, because that is
/// how Kubernetes hands a secret to an app that is not root (`defaultMode: 0440` with an `fsGroup`).
pub fn read(path: &Path) -> Result<Vec<FileKey>, KeyFileError> {
    lines::parse(&text_of(path)?)
}

fn text_of(path: &Path) -> Result<Zeroizing<String>, KeyFileError> {
    // Opening a pipe could take for ever, so what it is comes first.
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
    let borne = if owner == ROOT { 0o040 } else { 0 };
    mode & 0o077 & !borne != 0
}
