//! The output of the commands.

use std::io::Write as _;

/// Writes a message to standard error.
#[expect(clippy::print_stderr, reason = "a command speaks to the console")]
pub fn print_message(text: &str) {
    eprintln!("{text}");
}

/// Writes the result of a command to standard output. Errors are ignored, because the reader may have closed the pipe (`| head`).
pub fn print_result(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
