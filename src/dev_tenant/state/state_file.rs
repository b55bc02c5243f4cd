//! The state file of the dev tenant: refresh grants as hashes, so that sign-ins survive a restart. It contains no keys
//! and no tokens.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::dev_tenant::state::grants::{RefreshGrant, RefreshGrants};

const VERSION: u32 = 1;

#[derive(Deserialize)]
struct SavedState {
    version: u32,
    refresh_grants: HashMap<String, RefreshGrant>,
}

#[derive(Serialize)]
struct StateToSave<'a> {
    version: u32,
    refresh_grants: HashMap<&'a str, &'a RefreshGrant>,
}

/// Reads the refresh grants of the last run. Empty if the state file is missing, malformed, or of another version.
pub fn read(path: &Path) -> io::Result<RefreshGrants> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(RefreshGrants::default()),
        Err(error) => return Err(error),
    };
    match serde_json::from_slice::<SavedState>(&bytes) {
        Ok(saved) if saved.version == VERSION => Ok(RefreshGrants::from_saved(saved.refresh_grants)),
        _ => {
            tracing::warn!(path = %path.display(), "the dev tenant cannot read its state file and starts without it");
            Ok(RefreshGrants::default())
        }
    }
}

/// Writes the state to a new file and renames it, so that a crash leaves either the old or the new state.
pub fn write(path: &Path, grants: &RefreshGrants) -> io::Result<()> {
    let body = serde_json::to_vec(&StateToSave { version: VERSION, refresh_grants: grants.to_save() })?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("new");
    create_private(&beside)?.write_all(&body)?;
    fs::rename(&beside, path)
}

#[cfg(unix)]
fn create_private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;

    File::options().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn create_private(path: &Path) -> io::Result<File> {
    File::create(path)
}
