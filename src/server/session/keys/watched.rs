//! A key file that is reread when it has changed, so that a rotation needs no restart.
//!
//! No thread watches the file. A request that uses a key checks it every few seconds, and at once if a record names an
//! unknown key.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError, TryLockError},
    time::{Duration, Instant},
};

use crate::server::{
    key_file::{self, FileKey, KeyFileError},
    secret_file::{Stamp, stamp_of},
};

/// The shortest interval at which a key file that seems unchanged is reread because of an unknown key.
const REREAD_INTERVAL: Duration = Duration::from_secs(1);

pub(super) struct WatchedFile {
    path: PathBuf,
    look_every: Duration,
    state: Mutex<FileState>,
}

struct FileState {
    looked_at: Instant,
    read_at: Instant,
    stamp: Option<Stamp>,
    /// Whether the last read of the file failed.
    failed: bool,
}

impl WatchedFile {
    /// Reads the key file for the first time.
    pub(super) fn open(path: &Path, look_every: Duration) -> Result<(Self, Vec<FileKey>), KeyFileError> {
        // The stamp is taken before the read, so that a change during the read is noticed later.
        let stamp = stamp_of(path).ok();
        let keys = key_file::read(path)?;
        let state = FileState { looked_at: Instant::now(), read_at: Instant::now(), stamp, failed: false };
        Ok((Self { path: path.to_owned(), look_every, state: Mutex::new(state) }, keys))
    }

    /// Passes the keys to `take` if the file has changed. Does nothing if the last check is recent.
    pub(super) fn look(&self, take: impl FnOnce(Vec<FileKey>)) {
        let mut state = match self.state.try_lock() {
            Ok(state) => state,
            Err(TryLockError::Poisoned(state)) => state.into_inner(),
            // Another thread is checking the file.
            Err(TryLockError::WouldBlock) => return,
        };
        if state.looked_at.elapsed() >= self.look_every
            && let Some(keys) = self.read_if_changed(&mut state, false)
        {
            take(keys);
        }
    }

    /// Passes the keys to `take` if the file has changed, and from time to time even if it seems unchanged. Waits for a check in
    /// another thread, so that its keys are known when this returns.
    pub(super) fn reread_at_once(&self, take: impl FnOnce(Vec<FileKey>)) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let anyway = state.read_at.elapsed() >= REREAD_INTERVAL;
        if let Some(keys) = self.read_if_changed(&mut state, anyway) {
            take(keys);
        }
    }

    /// Returns whether the last read of the key file failed.
    pub(super) fn failed(&self) -> bool {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).failed
    }

    /// Reads the keys if the file has changed, or `anyway`. Returns `None` if the file is unchanged, missing or
    /// invalid: the keys that were read before stay in use.
    fn read_if_changed(&self, state: &mut FileState, anyway: bool) -> Option<Vec<FileKey>> {
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
                    tracing::info!(keys = keys.len(), "the session key file has changed and was reread");
                }
                Some(keys)
            }
            Err(error) => {
                if is_new {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "the session key file has changed and cannot be used; the app continues with the previous keys"
                    );
                }
                None
            }
        }
    }
}
