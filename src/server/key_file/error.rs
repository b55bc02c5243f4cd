//! The reasons why a session key file is rejected.

use std::io;

use crate::server::secret_file::SecretFileError;

/// Why a session key file is rejected. No variant contains a part of a key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error(transparent)]
    File(#[from] SecretFileError),
    #[error("it cannot be read: {}", .0.kind())]
    Read(#[source] io::Error),
    #[error("it cannot be written: {}", .0.kind())]
    Write(#[source] io::Error),
    #[error("it already exists, and sessions may be encrypted with its keys")]
    Exists,
    #[error("it contains no key")]
    Empty,
    #[error("line {line} {problem}")]
    Line { line: usize, problem: &'static str },
    #[error("the system provides no random bytes")]
    Random,
}
