//! The master keys that seal the records of the store.
//!
//! The current key seals records and all keys open them, so that a rotation signs no user out.

#[cfg(test)]
mod tests;
mod watched;

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use aws_lc_rs::{hkdf, rand};
use secrecy::zeroize::Zeroizing;

use self::watched::WatchedFile;
use super::store_error::StoreError;
use crate::server::{
    clock,
    config::SessionStoreSetting,
    key_file::{self, FileKey, KeyId},
};

/// The salt that separates these keys from other keys that may be derived from the same bytes. It must not change:
/// existing records would no longer open, and all users would be signed out.
const SALT: &[u8] = b"leptos-entra session store 1";
/// The interval at which the key file is checked for changes.
const CHECK_INTERVAL: Duration = Duration::from_secs(3);

/// A master key. It seals no record itself: the key of each record is derived from it.
pub struct MasterKey {
    id: KeyId,
    /// The time from which the key seals records, in seconds since 1970.
    seals_from: i64,
    prk: hkdf::Prk,
}

impl MasterKey {
    /// Returns the key for 32 random bytes. It seals records from `seals_from` on.
    pub fn new(bytes: &[u8; 32], seals_from: i64) -> Self {
        let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, SALT).extract(bytes);
        Self { id: key_file::key_id(bytes), seals_from, prk }
    }

    /// Returns the key's ID.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// Derives the key for the records of one table and one browser secret (HKDF, RFC 5869 §2.3).
    pub(super) fn derive(&self, table: &str, secret: &[u8]) -> Result<[u8; 32], StoreError> {
        let mut key = [0; 32];
        // No table name contains a zero byte, so two different pairs of table and secret never give the same bytes.
        let info = [table.as_bytes(), &[0], secret];
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

impl From<FileKey> for MasterKey {
    fn from(key: FileKey) -> Self {
        Self::new(key.bytes(), key.seals_from)
    }
}

/// The ring of master keys. Clones share them.
#[derive(Clone)]
pub struct KeyRing(Arc<Shared>);

struct Shared {
    /// The keys, sorted by `seals_from`.
    keys: RwLock<Arc<[Arc<MasterKey>]>>,
    file: Option<WatchedFile>,
}

impl KeyRing {
    /// Opens the keys of a store. They are in the file `named` in the settings, or else in the store's default file, which is
    /// created if it is missing. A store in memory gets a random key.
    pub fn open(named: Option<&Path>, store: &SessionStoreSetting) -> Result<Self, StoreError> {
        Self::make_missing_file(named, store)?;
        match named.map(Path::to_owned).or_else(|| store.own_keys_file()) {
            Some(path) => Self::of_file(&path, CHECK_INTERVAL),
            None => Self::random(),
        }
    }

    /// Creates the default key file of a store if it is missing and no file is `named`. Returns its path if it was created.
    pub fn make_missing_file(named: Option<&Path>, store: &SessionStoreSetting) -> Result<Option<PathBuf>, StoreError> {
        let Some(path) = store.own_keys_file().filter(|_| named.is_none()) else { return Ok(None) };
        let is_made = key_file::make_if_missing(&path, clock::unix_now());
        match is_made {
            Ok(is_made) => Ok(is_made.then_some(path)),
            Err(error) => Err(StoreError::Keys(path, error)),
        }
    }

    /// Returns a key ring with one random key, which is lost when the process ends.
    pub fn random() -> Result<Self, StoreError> {
        let mut bytes = Zeroizing::new([0; 32]);
        rand::fill(bytes.as_mut_slice()).map_err(|_| StoreError::Seal)?;
        Ok(Self::of(vec![MasterKey::new(&bytes, 0)]))
    }

    /// Returns a key ring with these keys.
    pub fn of(keys: Vec<MasterKey>) -> Self {
        Self::with(keys, None)
    }

    /// Returns a key ring with the keys in a file, which is checked for changes every `look_every`.
    fn of_file(path: &Path, look_every: Duration) -> Result<Self, StoreError> {
        let opened = WatchedFile::open(path, look_every);
        let (file, keys) = opened.map_err(|error| StoreError::Keys(path.to_owned(), error))?;
        Ok(Self::with(keys.into_iter().map(MasterKey::from).collect(), Some(file)))
    }

    fn with(mut keys: Vec<MasterKey>, file: Option<WatchedFile>) -> Self {
        keys.sort_by_key(|key| key.seals_from);
        let keys = keys.into_iter().map(Arc::new).collect();
        Self(Arc::new(Shared { keys: RwLock::new(keys), file }))
    }

    /// Returns the key that seals records: the newest key with `seals_from` <= `now`. If there is none, because the
    /// clocks of two machines differ, returns the first key.
    pub fn sealing(&self, now: i64) -> Option<Arc<MasterKey>> {
        self.look();
        let keys = self.keys();
        keys.iter().rev().find(|key| key.seals_from <= now).or(keys.first()).cloned()
    }

    /// Returns the key with this ID, to open a record. An unknown key may be new in the file, so the file is reread
    /// first.
    pub fn opening(&self, id: KeyId) -> Option<Arc<MasterKey>> {
        let find = |keys: &[Arc<MasterKey>]| keys.iter().find(|key| key.id == id).cloned();
        self.look();
        find(&self.keys()).or_else(|| {
            self.0.file.as_ref()?.reread_at_once(|changed| self.replace(changed));
            find(&self.keys())
        })
    }

    /// Returns whether the keys may be outdated because the last read of their file failed.
    pub(super) fn may_be_stale(&self) -> bool {
        self.0.file.as_ref().is_some_and(WatchedFile::failed)
    }

    fn look(&self) {
        if let Some(file) = &self.0.file {
            file.look(|changed| self.replace(changed));
        }
    }

    fn keys(&self) -> Arc<[Arc<MasterKey>]> {
        Arc::clone(&self.0.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn replace(&self, keys: Vec<FileKey>) {
        let keys = keys.into_iter().map(|key| Arc::new(MasterKey::from(key))).collect();
        *self.0.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("KeyRing").field(&self.keys()).finish()
    }
}
