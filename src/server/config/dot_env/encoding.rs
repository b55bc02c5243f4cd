//! The encoding of `.env`: UTF-8, with or without a byte order mark.

use crate::server::config::finding::FileProblem;

/// Returns the text of the file with `\n` as its line breaks.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, FileProblem> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(FileProblem::Utf16);
    }
    if bytes.contains(&0) {
        return Err(FileProblem::ZeroBytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n")),
        Err(error) => {
            let line = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
            Err(FileProblem::NotUtf8 { line })
        }
    }
}
