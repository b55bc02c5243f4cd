//! `SESSION_KEYS_FILE`: the file of the keys that encrypt the records of the session store.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use url::Url;

use super::{
    finding::{Missing, Problem},
    reader::{Reader, Reported},
    session_store::SessionStoreSetting,
    variable::Variable,
};
use crate::server::key_file;

impl SessionStoreSetting {
    /// The default name of the file of session keys.
    const OWN_KEYS_FILE: &str = "session-keys";

    /// Returns the default file of session keys, beside the file of the sessions. `None` if the sessions end with the
    /// process.
    pub fn own_keys_file(&self) -> Option<PathBuf> {
        if matches!(self, Self::Memory) {
            return None;
        }
        let sessions = if let Self::Sqlite(path) = self { path.as_path() } else { Path::new(Self::FILE) };
        Some(sessions.with_file_name(Self::OWN_KEYS_FILE))
    }
}

/// Reads `SESSION_KEYS_FILE`: the file must exist and contain keys. `None` means the default file, which the app creates on
/// http. On https the variable is required, because only the operator can keep the keys apart from the sessions.
pub(super) fn session_keys_file(
    reader: &mut Reader<'_>,
    store: Option<&SessionStoreSetting>,
    public_url: Option<&Url>,
) -> Result<Option<PathBuf>, Reported> {
    if let Some(path) = reader.setting(Variable::SessionKeysFile)? {
        let path = PathBuf::from(path);
        return match key_file::read(&path) {
            Ok(_) => Ok(Some(path)),
            Err(error) => Err(reader.report(Variable::SessionKeysFile, Problem::KeysFile(Arc::new(error)))),
        };
    }
    let is_kept = store.is_some_and(|store| store.own_keys_file().is_some());
    if is_kept && public_url.is_some_and(|address| address.scheme() == "https") {
        return Err(reader.report(Variable::SessionKeysFile, Missing::KeysOnHttps));
    }
    Ok(None)
}
