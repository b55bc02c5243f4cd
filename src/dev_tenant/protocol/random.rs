//! Random values and digests for tokens, codes and IDs of the dev tenant.

use std::fmt::Write as _;

use aws_lc_rs::{digest, rand};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Returns a random value for a code or a token: 32 bytes in base64url (43 characters).
pub fn opaque() -> String {
    base64url(&bytes::<32>())
}

/// Returns a random GUID (version 4).
pub fn guid() -> String {
    guid_of(&bytes::<32>())
}

/// Returns a GUID that is derived from `name`: the same name always leads to the same GUID.
pub fn guid_from(name: &str) -> String {
    guid_of(&sha256(name.as_bytes()))
}

/// Returns `length` random characters out of `alphabet`.
pub fn characters(alphabet: &[u8], length: usize) -> String {
    bytes::<32>()
        .iter()
        .cycle()
        .take(length)
        .filter_map(|byte| alphabet.get(usize::from(*byte) % alphabet.len()))
        .map(|letter| char::from(*letter))
        .collect()
}

/// Returns a random number below `limit`.
pub fn below(limit: u64) -> u64 {
    u64::from_be_bytes(bytes::<8>()) % limit
}

pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub fn sha256(bytes: &[u8]) -> Vec<u8> {
    digest::digest(&digest::SHA256, bytes).as_ref().to_vec()
}

/// Returns the SHA-256 of `text` in base64url, as PKCE and the state file need it.
pub fn fingerprint(text: &str) -> String {
    base64url(&sha256(text.as_bytes()))
}

fn guid_of(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().take(16).enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let byte = match index {
            6 => (byte & 0x0f) | 0x40,
            8 => (byte & 0x3f) | 0x80,
            _ => *byte,
        };
        // The result is ignored, because writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn bytes<const LENGTH: usize>() -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    loop {
        // Retry, because a failure of the random source must not lead to a predictable value.
        if rand::fill(&mut bytes).is_ok() {
            return bytes;
        }
    }
}
