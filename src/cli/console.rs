//! The output of the commands.

use std::{
    io::Write as _,
    sync::atomic::{AtomicBool, Ordering},
};

use serde_json::json;

use crate::server::clock;

/// Whether messages are JSON lines, like the entries of the log (`LOG_FORMAT=json`).
static JSON_LINES: AtomicBool = AtomicBool::new(false);

/// Prints each later message as one JSON object in a line.
pub fn print_json_lines() {
    JSON_LINES.store(true, Ordering::Relaxed);
}

/// Writes a message to standard error.
pub fn print_message(text: &str) {
    print("INFO", text);
}

/// Writes a warning to standard error.
pub fn print_warning(text: &str) {
    print("WARN", text);
}

/// Writes the reason of a failure to standard error.
pub fn print_failure(text: &str) {
    print("ERROR", text);
}

#[expect(clippy::print_stderr, reason = "a command speaks to the console")]
fn print(level: &str, text: &str) {
    if JSON_LINES.load(Ordering::Relaxed) {
        let (timestamp, target) = (clock::rfc3339(clock::unix_now()), "leptos_entra::cli");
        let message = text.trim();
        eprintln!(
            "{}",
            json!({ "timestamp": timestamp, "level": level, "target": target, "fields": { "message": message } })
        );
    } else {
        eprintln!("{text}");
    }
}

/// Writes the result of a command to standard output. Errors are ignored, because the reader may have closed the pipe (`| head`).
pub fn print_result(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
