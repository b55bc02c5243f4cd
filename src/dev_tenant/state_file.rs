//! The state file: refresh grants as hashes, so that sign-ins survive a restart. Never a key, never a token.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::grants::{RefreshGrant, RefreshGrants};

const VERSION: u32 = 1;

#[derive(Deserialize)]
struct Remembered {
    version: u32,
    refresh_grants: HashMap<String, RefreshGrant>,
}

#[derive(Serialize)]
struct ToRemember<'a> {
    version: u32,
    refresh_grants: HashMap<&'a str, &'a RefreshGrant>,
}

/// Reads the grants of the last run; none, if there is no file or it is of another version.
pub fn read(path: &Path) -> io::Result<RefreshGrants> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(RefreshGrants::default()),
        Err(error) => return Err(error),
    };
    match serde_json::from_slice::<Remembered>(&bytes) {
        Ok(remembered) if remembered.version == VERSION => {
            Ok(RefreshGrants::from_remembered(remembered.refresh_grants))
        }
        _ => {
            tracing::warn!(path = %path.display(), "the dev tenant cannot read its state file and begins anew");
            Ok(RefreshGrants::default())
        }
    }
}

/// Writes beside the file and renames, so that a crash leaves the old or the new one.
pub fn write(path: &Path, grants: &RefreshGrants) -> io::Result<()> {
    let body = serde_json::to_vec(&ToRemember { version: VERSION, refresh_grants: grants.to_remember() })?;
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
