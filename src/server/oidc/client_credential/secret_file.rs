//! A file with a client secret. It is read for every token request, so that a rotation needs no restart.

use std::{
    fmt,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use openidconnect::ClientSecret;
use tokio::time;

use crate::server::secret_file;

/// The time in which another program completes a file that it is writing.
const WRITE_PAUSE: Duration = Duration::from_millis(250);

/// A file with a client secret, and the secrets that were read from it.
pub struct ClientSecretFile {
    path: PathBuf,
    state: Mutex<SecretState>,
}

struct SecretState {
    current: ClientSecret,
    /// The secret that the provider has accepted last. It is used for a retry, because the provider may not know the current secret
    /// yet, or the file may have been read while it was written.
    accepted: ClientSecret,
    /// Whether the last read failed, so that the log has one error for each fault.
    failed: bool,
}

impl ClientSecretFile {
    /// Returns the file at this path, which contains this valid secret.
    pub fn new(path: PathBuf, secret: ClientSecret) -> Self {
        let state = SecretState { accepted: secret.clone(), current: secret, failed: false };
        Self { path, state: Mutex::new(state) }
    }

    /// Reads the secret for a token request. If the file cannot be used, returns the secret of the last read.
    pub fn secret(&self) -> ClientSecret {
        self.reread().current.clone()
    }

    /// Returns another secret for a retry after the provider has rejected secrets: the secret that it has accepted last, or
    /// the secret that is in the file now. If both were rejected, the file is read again after a pause, because it may be written at the
    /// moment. `None` if that secret was rejected, too.
    pub async fn secret_after_rejection(&self, is_rejected: impl Fn(&ClientSecret) -> bool) -> Option<ClientSecret> {
        if let Some(other) = self.other_secret(&is_rejected) {
            return Some(other);
        }
        time::sleep(WRITE_PAUSE).await;
        self.other_secret(is_rejected)
    }

    fn other_secret(&self, is_rejected: impl Fn(&ClientSecret) -> bool) -> Option<ClientSecret> {
        let state = self.reread();
        [&state.accepted, &state.current].into_iter().find(|secret| !is_rejected(secret)).cloned()
    }

    /// Remembers that the provider has accepted a secret, if it is the current one.
    pub fn accept(&self, is_accepted: impl Fn(&ClientSecret) -> bool) {
        let mut state = self.state();
        if is_accepted(&state.current) {
            state.accepted = state.current.clone();
        }
    }

    fn state(&self) -> MutexGuard<'_, SecretState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reread(&self) -> MutexGuard<'_, SecretState> {
        // Outside the lock, because the file may be on a slow volume.
        let read = self.read();
        let mut state = self.state();
        match read {
            Some(secret) => {
                if secret.secret() != state.current.secret() {
                    tracing::info!("the client secret file has changed and was reread");
                    state.current = secret;
                }
                state.failed = false;
            }
            None if !state.failed => {
                tracing::error!("the client secret file cannot be used; the app continues with the previous secret");
                state.failed = true;
            }
            None => {}
        }
        state
    }

    /// Returns the secret in the file. `None` if the file cannot be read, or contains something other than a secret.
    fn read(&self) -> Option<ClientSecret> {
        let text = secret_file::read(&self.path).ok()?;
        let secret = text.trim_end_matches(['\r', '\n']);
        let is_secret = !secret.is_empty() && secret.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
        is_secret.then(|| ClientSecret::new(secret.to_owned()))
    }
}

impl fmt::Debug for ClientSecretFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ClientSecretFile")
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{ClientSecret, ClientSecretFile};

    fn rejected(text: &str) -> impl Fn(&ClientSecret) -> bool {
        move |secret| secret.secret() == text
    }

    /// Returns the secrets of the next request and of its retry.
    async fn requested(file: &ClientSecretFile) -> (String, Option<String>) {
        let first = file.secret();
        let second = file.secret_after_rejection(rejected(first.secret())).await;
        (first.secret().clone(), second.map(|secret| secret.secret().clone()))
    }

    #[tokio::test(start_paused = true)]
    async fn each_request_uses_the_secret_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        fs::write(&path, "first\n").unwrap();
        let file = ClientSecretFile::new(path.clone(), ClientSecret::new("first".to_owned()));
        assert_eq!(requested(&file).await, ("first".to_owned(), None));
        fs::write(&path, "\u{feff}second\r\n").unwrap();
        assert_eq!(requested(&file).await, ("second".to_owned(), Some("first".to_owned())));
        file.accept(|secret| secret.secret() == "second");
        fs::write(&path, "third").unwrap();
        assert_eq!(requested(&file).await, ("third".to_owned(), Some("second".to_owned())));
    }

    #[tokio::test(start_paused = true)]
    async fn a_partly_written_secret_does_not_replace_the_accepted_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let file = ClientSecretFile::new(path.clone(), ClientSecret::new("old".to_owned()));
        for part in ["n", "ne", "new"] {
            fs::write(&path, part).unwrap();
            assert_eq!(requested(&file).await, (part.to_owned(), Some("old".to_owned())));
        }
        let retried = file.secret_after_rejection(rejected("old")).await.unwrap();
        assert_eq!(retried.secret(), "new", "the file has changed since the request");
    }

    #[tokio::test(start_paused = true)]
    async fn an_unusable_file_keeps_the_previous_secret() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let file = ClientSecretFile::new(path.clone(), ClientSecret::new("old".to_owned()));
        for content in ["", "\n", "two\nlines", "nicht-ASCII-ü"] {
            fs::write(&path, content).unwrap();
            assert_eq!(requested(&file).await, ("old".to_owned(), None), "{content:?}");
        }
        fs::remove_file(&path).unwrap();
        assert_eq!(requested(&file).await, ("old".to_owned(), None));
        fs::create_dir(&path).unwrap();
        assert_eq!(requested(&file).await, ("old".to_owned(), None));
        assert_eq!(format!("{file:?}"), "ClientSecretFile");
    }
}
