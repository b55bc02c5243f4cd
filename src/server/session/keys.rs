//! The master keys that seal what the store keeps.
//!
//! One key seals, all of them open, so that a new one can take over without signing anybody out.

use std::{
    fmt,
    fs::OpenOptions,
    io::{ErrorKind, Write as _},
    path::Path,
    sync::Arc,
};

use aws_lc_rs::{
    digest, hkdf,
    rand::{SecureRandom as _, SystemRandom},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::store::StoreError;

/// Separates what is derived here from what anybody else may derive of the same bytes.
const SALT: &[u8] = b"leptos-entra session store 1";

/// By which key a record was sealed: the first bytes of the key's SHA-256 hash.
pub type KeyId = [u8; 4];

/// A master key. It does not seal itself: every record has a key of its own, derived from this one.
pub struct MasterKey {
    id: KeyId,
    /// Seconds since 1970.
    seals_from: i64,
    prk: hkdf::Prk,
}

impl MasterKey {
    /// Makes a key of 32 random bytes, which seals from that second on.
    pub fn new(bytes: &[u8; 32], seals_from: i64) -> Self {
        let hash = digest::digest(&digest::SHA256, bytes);
        let id = hash.as_ref().first_chunk().copied().unwrap_or_default();
        Self { id, seals_from, prk: hkdf::Salt::new(hkdf::HKDF_SHA256, SALT).extract(bytes) }
    }

    /// Returns the key's ID.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// Returns from when on it seals, in seconds since 1970.
    pub fn seals_from(&self) -> i64 {
        self.seals_from
    }

    /// Derives the key of one record, of which `secret` is the part that only the browser has (HKDF, RFC 5869 §2.3).
    pub(super) fn derive(&self, secret: &[u8]) -> Result<[u8; 32], StoreError> {
        let mut key = [0; 32];
        let info = [secret];
        let expanded = self.prk.expand(&info, hkdf::HKDF_SHA256);
        expanded.and_then(|key_material| key_material.fill(&mut key)).map_err(|_| StoreError::Seal)?;
        Ok(key)
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("MasterKey").field("seals_from", &self.seals_from).finish_non_exhaustive()
    }
}

/// The master keys. Clones share them.
#[derive(Clone, Debug)]
pub struct KeyRing {
    keys: Arc<[Arc<MasterKey>]>,
}

impl KeyRing {
    /// Makes a ring of one key that nobody else has, and that is gone when the process ends.
    pub fn random() -> Result<Self, StoreError> {
        let mut bytes = [0; 32];
        SystemRandom::new().fill(&mut bytes).map_err(|_| StoreError::Seal)?;
        Ok(Self::of(vec![MasterKey::new(&bytes, 0)]))
    }

    /// Reads the key of this machine, or makes one where there is none yet: in a file for its owner only.
    pub fn of_this_machine(file: &Path) -> Result<Self, StoreError> {
        use std::os::unix::fs::OpenOptionsExt as _;

        let cannot = |error: &dyn fmt::Display| StoreError::Open(format!("{}: {error}", file.display()));
        let mut bytes = [0; 32];
        SystemRandom::new().fill(&mut bytes).map_err(|_| StoreError::Seal)?;
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| cannot(&error))?;
        }
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
            Ok(mut made) => {
                let line = format!("1970-01-01T00:00:00Z {}\n", URL_SAFE_NO_PAD.encode(bytes));
                made.write_all(line.as_bytes()).map_err(|error| cannot(&error))?;
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(cannot(&error)),
        }
        let text = std::fs::read_to_string(file).map_err(|error| cannot(&error))?;
        let key = text.split_whitespace().nth(1).and_then(|key| URL_SAFE_NO_PAD.decode(key).ok());
        let key = key.as_deref().and_then(|key| key.first_chunk()).ok_or_else(|| cannot(&"holds no key"))?;
        Ok(Self::of(vec![MasterKey::new(key, 0)]))
    }

    /// Makes a ring of these keys.
    pub fn of(keys: Vec<MasterKey>) -> Self {
        Self { keys: keys.into_iter().map(Arc::new).collect() }
    }

    /// Returns the key that seals: the newest whose time has come.
    pub fn sealing(&self, now: i64) -> Option<Arc<MasterKey>> {
        self.keys.iter().filter(|key| key.seals_from <= now).max_by_key(|key| key.seals_from).cloned()
    }

    /// Returns the key that a record was sealed with.
    pub fn opening(&self, id: KeyId) -> Option<Arc<MasterKey>> {
        self.keys.iter().find(|key| key.id == id).cloned()
    }
}
