//! Creates and rotates the session key file. Each change replaces the file atomically, so that readers never see half a file.

use std::{
    fs::{self, File, Permissions},
    io::{self, Write as _},
    os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown},
    path::Path,
    time::Duration,
};

use secrecy::zeroize::Zeroizing;
use tempfile::NamedTempFile;

use super::{
    KeyFileError,
    lines::{FileKey, KeyId, parse},
};
use crate::server::secret_file::{check_private, read_private};

const HEADING: &str = "# The keys that encrypt the sessions of leptos-entra: a start time and a key in each line. Every key decrypts.\n\
    # An attacker with this file and the session store is a step closer to the tokens in it: keep the two apart.\n\
    # \"leptos-entra keys rotate\" adds a key, and removes the keys that no session needs any more.\n";

/// The result of [`rotate`].
#[derive(Debug)]
pub struct Rotated {
    pub added: KeyId,
    pub dropped: Vec<KeyId>,
}

/// Creates a session key file with one key. Fails with [`KeyFileError::Exists`] if the file exists.
pub fn make(path: &Path, seals_from: i64) -> Result<KeyId, KeyFileError> {
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(KeyFileError::Write)?;
    let key = FileKey::random(seals_from)?;
    let file = written(folder, &[HEADING, &key.to_line()])?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(key.id),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(KeyFileError::Exists),
        Err(error) => Err(KeyFileError::Write(error.error)),
    }
}

/// Creates the session key file if it is missing, and returns whether it did. Only one of several concurrent processes
/// creates it.
pub fn make_if_missing(path: &Path, seals_from: i64) -> Result<bool, KeyFileError> {
    if path.try_exists().map_err(KeyFileError::Read)? {
        return Ok(false);
    }
    match make(path, seals_from) {
        Ok(_) => Ok(true),
        Err(KeyFileError::Exists) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Adds a key with this start time, and removes the keys that were replaced longer than `kept_for` ago.
///
/// Mode, owner, comments and all other lines are kept. Concurrent rotations run one after the other.
pub fn rotate(path: &Path, now: i64, seals_from: i64, kept_for: Duration) -> Result<Rotated, KeyFileError> {
    // The target of a symbolic link is changed, because a rename would replace the link itself.
    let path = &fs::canonicalize(path).map_err(KeyFileError::Read)?;
    let locked = lock(path)?;
    let text = read_private(path)?;
    let needed_since = now.saturating_sub(i64::try_from(kept_for.as_secs()).unwrap_or(i64::MAX));
    let dropped = ended_before(&parse(&text)?, needed_since);
    let added = FileKey::random(seals_from)?;
    let mut lines: Vec<&str> = Vec::new();
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if !dropped.iter().any(|(number, _)| *number == index + 1) {
            lines.push(line);
        }
    }
    let end_of_line = if text.ends_with('\n') { "" } else { "\n" };
    let line = added.to_line();
    lines.extend([end_of_line, &line]);
    let new = written(folder_of(path), &lines)?;
    let metadata = locked.metadata().map_err(KeyFileError::Write)?;
    let keep_mode_and_owner = || -> io::Result<()> {
        let made = new.as_file().metadata()?;
        if (made.uid(), made.gid()) != (metadata.uid(), metadata.gid()) {
            chown(new.path(), Some(metadata.uid()), Some(metadata.gid()))?;
        }
        fs::set_permissions(new.path(), Permissions::from_mode(metadata.mode() & 0o777))
    };
    keep_mode_and_owner().map_err(KeyFileError::Write)?;
    new.persist(path).map_err(|error| KeyFileError::Write(error.error))?;
    Ok(Rotated { added: added.id, dropped: dropped.into_iter().map(|(_, id)| id).collect() })
}

/// Returns line and ID of the keys that were replaced before `then`. A key is replaced at the start time of the next
/// key.
fn ended_before(keys: &[FileKey], then: i64) -> Vec<(usize, KeyId)> {
    let ends = keys.iter().zip(keys.iter().skip(1));
    ends.filter(|(_, next)| next.seals_from < then).map(|(key, _)| (key.line, key.id)).collect()
}

/// Writes the lines to a temporary file in the same folder, readable by its owner only.
fn written(folder: &Path, lines: &[&str]) -> Result<NamedTempFile, KeyFileError> {
    let write = || -> io::Result<NamedTempFile> {
        let mut file = tempfile::Builder::new().prefix(".session-keys-").tempfile_in(folder)?;
        let text = Zeroizing::new(lines.concat());
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    write().map_err(KeyFileError::Write)
}

/// Locks the file against concurrent changes. If another process replaced the file during the wait, locks the new file.
fn lock(path: &Path) -> Result<File, KeyFileError> {
    loop {
        check_private(&fs::metadata(path).map_err(KeyFileError::Read)?)?;
        let file = File::open(path).map_err(KeyFileError::Read)?;
        file.lock().map_err(KeyFileError::Read)?;
        let is_same = || -> io::Result<bool> { Ok(file.metadata()?.ino() == fs::metadata(path)?.ino()) };
        if is_same().map_err(KeyFileError::Read)? {
            return Ok(file);
        }
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
