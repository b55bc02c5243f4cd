//! The lines of the session key file: parsed strictly, and never shown in errors or logs.

use std::fmt;

use aws_lc_rs::{digest, rand};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret as _, SecretBox, zeroize::Zeroizing};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::error::KeyFileError;

/// The ID of a key, which sealed records contain: the first bytes of the key's SHA-256 hash.
pub type KeyId = [u8; 4];

pub fn key_id(bytes: &[u8; 32]) -> KeyId {
    digest::digest(&digest::SHA256, bytes).as_ref().first_chunk().copied().unwrap_or_default()
}

/// A key of the file.
pub struct FileKey {
    pub id: KeyId,
    /// The start time: from then on the key encrypts, in seconds since 1970.
    pub seals_from: i64,
    /// The number of the key's line in the file.
    pub(super) line: usize,
    bytes: SecretBox<[u8; 32]>,
}

impl FileKey {
    /// Creates a random key with this start time.
    pub(super) fn random(seals_from: i64) -> Result<Self, KeyFileError> {
        let mut bytes = Box::new([0; 32]);
        rand::fill(bytes.as_mut_slice()).map_err(|_| KeyFileError::Random)?;
        Ok(Self { id: key_id(&bytes), seals_from, line: 0, bytes: SecretBox::new(bytes) })
    }

    /// Returns the 32 bytes of the key.
    pub fn bytes(&self) -> &[u8; 32] {
        self.bytes.expose_secret()
    }

    /// Returns the line of the key for the file.
    pub(super) fn to_line(&self) -> Zeroizing<String> {
        let time =
            OffsetDateTime::from_unix_timestamp(self.seals_from).ok().and_then(|time| time.format(&Rfc3339).ok());
        let key = Zeroizing::new(URL_SAFE_NO_PAD.encode(self.bytes()));
        Zeroizing::new(format!("{} {}\n", time.unwrap_or_default(), *key))
    }
}

impl fmt::Debug for FileKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FileKey").field("seals_from", &self.seals_from).finish_non_exhaustive()
    }
}

/// Parses all lines of a session key file. Rejects a text without a key, or with the same key twice.
pub(super) fn parse(text: &str) -> Result<Vec<FileKey>, KeyFileError> {
    let mut keys: Vec<FileKey> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |problem| KeyFileError::Line { line: index + 1, problem };
        let key = key(line, index + 1).map_err(wrong)?;
        if keys.iter().any(|other| other.id == key.id) {
            return Err(wrong("repeats the key of a line above"));
        }
        keys.push(key);
    }
    if keys.is_empty() {
        return Err(KeyFileError::Empty);
    }
    keys.sort_by_key(|key| key.seals_from);
    Ok(keys)
}

fn key(text: &str, line: usize) -> Result<FileKey, &'static str> {
    let (time, key) = text.split_once(' ').ok_or("is not a time, a space, and a key")?;
    let time = OffsetDateTime::parse(time, &Rfc3339)
        .map_err(|_| "does not begin with a time of RFC 3339, such as 2026-01-31T12:00:00Z")?;
    // The buffer is larger than a key, because the decoder needs some spare bytes.
    let mut room = Zeroizing::new([0; 48]);
    let length =
        URL_SAFE_NO_PAD.decode_slice(key, room.as_mut_slice()).map_err(|_| "contains a key that is not base64url")?;
    let bytes = room.first_chunk().filter(|_| length == 32).ok_or("contains a key that is not 32 bytes long")?;
    if bytes.iter().all(|byte| *byte == bytes[0]) {
        return Err("contains an example instead of a random key");
    }
    let bytes = Box::new(*bytes);
    Ok(FileKey { id: key_id(&bytes), seals_from: time.unix_timestamp(), line, bytes: SecretBox::new(bytes) })
}
