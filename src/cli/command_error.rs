//! The error of a command, as text for the console.

/// The reason why a command failed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CommandError(pub(super) String);
