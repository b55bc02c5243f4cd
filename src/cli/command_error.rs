//! The error of a command, as text for the console.

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CommandError(pub(super) String);

/// Returns the text of an error with all its causes.
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        // Some errors repeat their cause in their own text.
        let next_text = next.to_string();
        if !text.ends_with(&next_text) {
            text = format!("{text}: {next_text}");
        }
        cause = next.source();
    }
    text
}
