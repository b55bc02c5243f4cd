//! Errors of the session store.

use std::{error::Error, path::PathBuf};

use tower_sessions::session_store;

use super::super::{causes::with_causes, key_file::KeyFileError};

/// The reason why an operation of the store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the session store cannot be opened: {0}")]
    Open(String),
    #[error("the session store failed")]
    Backend(#[source] Box<dyn Error + Send + Sync>),
    #[error("a record of the session store cannot be encoded")]
    Encode(#[from] rmp_serde::encode::Error),
    #[error("a record of the session store cannot be encrypted")]
    Seal,
    #[error("there is no key to encrypt a record of the session store")]
    NoKey,
    #[error("cannot use the session key file {path}: {1}", path = .0.display())]
    Keys(PathBuf, KeyFileError),
    #[error("a record of the session store names an unknown key, and the session key file cannot be read")]
    KeysUnread,
    #[error("the session has ended, or another request has changed it")]
    Gone,
    #[error("the session store timed out")]
    Late,
    #[error("the thread of the session store has stopped")]
    Stopped,
    #[error("the session store did not return the record that was just written")]
    NotKept,
    #[error("too many sign-ins are open, so new ones are rejected for some minutes")]
    TooManySignIns,
    #[error("the session failed")]
    Session(#[from] tower_sessions::session::Error),
}

impl From<StoreError> for session_store::Error {
    fn from(error: StoreError) -> Self {
        Self::Backend(with_causes(&error))
    }
}

impl From<session_store::Error> for StoreError {
    fn from(error: session_store::Error) -> Self {
        Self::Session(error.into())
    }
}
