//! The error of a command, as text for the console.

use crate::{pages::config_missing::words, server::config::Finding};

/// The reason why a command failed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CommandError(pub(super) String);

impl CommandError {
    /// Returns the error of a command whose settings are missing or invalid.
    pub fn of_findings(findings: &[Finding]) -> Self {
        let sentences: Vec<_> =
            findings.iter().map(words).map(|words| format!("{} {}", words.sentence(), words.advice)).collect();
        Self(sentences.join("\n"))
    }
}
