//! A file of keys that is read again when it has changed, so that a rotation needs no restart.
//!
//! No thread watches it: whoever uses a key looks at the file every few seconds, and at once when a record names a key
//! that is not known.

use std::{
    fs, io,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError, TryLockError},
    time::{Duration, Instant},
};

use crate::server::key_file::{self, FileKey, KeyFileError};

/// A file that seems not to have changed is read all the same for a key that is not known, but only so often.
const READ_ANYWAY_EVERY: Duration = Duration::from_secs(1);

pub(super) struct WatchedFile {
    path: PathBuf,
    look_every: Duration,
    state: Mutex<State>,
}

struct State {
    looked_at: Instant,
    read_at: Instant,
    stamp: Option<Stamp>,
    /// Whether the file could not be read the last time.
    failed: bool,
}

/// What changes with every change of the file, and with another file in its place.
type Stamp = (u64, u64, u64, i64, i64);

impl WatchedFile {
    /// Reads the file for the first time.
    pub(super) fn open(path: &Path, look_every: Duration) -> Result<(Self, Vec<FileKey>), KeyFileError> {
        // Whatever changes it from here on changes the stamp.
        let stamp = stamp_of(path).ok();
        let keys = key_file::read(path)?;
        let state = State { looked_at: Instant::now(), read_at: Instant::now(), stamp, failed: false };
        Ok((Self { path: path.to_owned(), look_every, state: Mutex::new(state) }, keys))
    }

    /// Gives the keys to `take` if the file has changed, as far as it is time to look.
    pub(super) fn look(&self, take: impl FnOnce(Vec<FileKey>)) {
        let mut state = match self.state.try_lock() {
            Ok(state) => state,
            Err(TryLockError::Poisoned(state)) => state.into_inner(),
            // Somebody else is looking.
            Err(TryLockError::WouldBlock) => return,
        };
        if state.looked_at.elapsed() >= self.look_every
            && let Some(keys) = self.read_if_changed(&mut state, false)
        {
            take(keys);
        }
    }

    /// Gives the keys to `take` if the file has changed, and now and then even if it seems not to have. Keys that somebody
    /// else finds at the same time have been taken when this returns.
    pub(super) fn look_at_once(&self, take: impl FnOnce(Vec<FileKey>)) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let anyway = state.read_at.elapsed() >= READ_ANYWAY_EVERY;
        if let Some(keys) = self.read_if_changed(&mut state, anyway) {
            take(keys);
        }
    }

    /// Says whether the file could not be read the last time.
    pub(super) fn failed(&self) -> bool {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).failed
    }

    /// A file that is broken, or away, changes nothing: the keys that were read go on.
    fn read_if_changed(&self, state: &mut State, anyway: bool) -> Option<Vec<FileKey>> {
        state.looked_at = Instant::now();
        let stamp = stamp_of(&self.path).ok();
        let is_new = stamp != state.stamp;
        if !is_new && !anyway {
            return None;
        }
        (state.read_at, state.stamp) = (state.looked_at, stamp);
        let read = key_file::read(&self.path);
        state.failed = read.is_err();
        match read {
            Ok(keys) => {
                if is_new {
                    tracing::info!(keys = keys.len(), "the file of the session keys has changed and was read again");
                }
                Some(keys)
            }
            Err(error) => {
                if is_new {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "the file of the session keys has changed and cannot be used: the keys read before go on"
                    );
                }
                None
            }
        }
    }
}

fn stamp_of(path: &Path) -> io::Result<Stamp> {
    let found = fs::metadata(path)?;
    Ok((found.dev(), found.ino(), found.size(), found.ctime(), found.ctime_nsec()))
}
