//! `SESSION_KEYS_FILE`: the file of the keys that seal what the session store keeps.

use std::path::{Path, PathBuf};

use url::Url;

use super::{
    reader::{Reader, Reported},
    session_store::SessionStoreSetting,
    variable::SESSION_KEYS_FILE,
};
use crate::server::key_file;

impl SessionStoreSetting {
    /// What a file of keys is called where nobody gives it a name.
    const OWN_KEYS_FILE: &str = "session-keys";

    /// Returns the file of keys that a store has of its own, beside its file; none where the sessions end with the process.
    pub fn own_keys_file(&self) -> Option<PathBuf> {
        if matches!(self, Self::Memory) {
            return None;
        }
        let sessions = if let Self::Sqlite(path) = self { path.as_path() } else { Path::new(Self::FILE) };
        Some(sessions.with_file_name(Self::OWN_KEYS_FILE))
    }
}

/// Reads `SESSION_KEYS_FILE`, which must be there and hold keys. None means that the store has a file of its own: on this
/// machine that is made, but where people come by https it is for the operator to say where the keys are kept.
pub(super) fn session_keys_file(
    reader: &mut Reader<'_>,
    store: Option<&SessionStoreSetting>,
    public_url: Option<&Url>,
) -> Result<Option<PathBuf>, Reported> {
    if let Some(path) = reader.setting(&SESSION_KEYS_FILE)? {
        let path = PathBuf::from(path);
        return match key_file::read(&path) {
            Ok(_) => Ok(Some(path)),
            Err(error) => {
                let problem = format!("is the path of a file that cannot be used: {error}");
                Err(reader.report(&SESSION_KEYS_FILE, &problem))
            }
        };
    }
    let is_kept = store.is_some_and(|store| store.own_keys_file().is_some());
    if is_kept && public_url.is_some_and(|address| address.scheme() == "https") {
        let problem = "is not set, but an app on https needs a file with the keys that encrypt the sessions";
        return Err(reader.report(&SESSION_KEYS_FILE, problem));
    }
    Ok(None)
}
