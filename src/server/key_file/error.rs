//! The reasons why a session key file is rejected.

use std::io;

/// Why a session key file is rejected. No variant contains a part of a key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("it cannot be read: {}", .0.kind())]
    Read(#[source] io::Error),
    #[error("it cannot be written: {}", .0.kind())]
    Write(#[source] io::Error),
    #[error("it is not a regular file")]
    NoFile,
    #[error("it already exists, and sessions may be encrypted with its keys")]
    Exists,
    #[error("users other than its owner may read or change it (its mode is {mode:04o}, and should be 0600)")]
    OpenToOthers { mode: u32 },
    #[error("it is larger than a key file can be")]
    TooLong,
    #[error("it contains no key")]
    Empty,
    #[error("line {line} {problem}")]
    Line { line: usize, problem: &'static str },
    #[error("the system provides no random bytes")]
    Random,
}
