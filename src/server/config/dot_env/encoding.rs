//! The encoding of `.env`: UTF-8, with or without a byte order mark.

/// Returns the text with `\n` as its line breaks, or what is wrong with the encoding.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, String> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err("is encoded as UTF-16, and this app reads UTF-8".to_owned());
    }
    if bytes.contains(&0) {
        return Err("contains zero bytes, as files in UTF-16 do, and this app reads UTF-8".to_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n")),
        Err(error) => {
            let line = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
            Err(format!("is not encoded as UTF-8 (line {line})"))
        }
    }
}
