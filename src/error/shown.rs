//! An error with its texts. The server creates the texts, so that the client contains only the texts of two errors.

use serde::{Deserialize, Serialize};

use super::{
    AppError,
    texts::{OFFLINE, UNEXPECTED},
};
use crate::paths;

/// An error as pages and islands show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownError {
    /// The heading, which says what happened.
    pub title: String,
    /// The next step for the user.
    pub advice: String,
    /// The link to the next step, if the user has to go to the provider.
    pub next: Option<NextStep>,
    /// Whether the session has ended.
    pub has_ended: bool,
    /// Whether the same request may succeed later.
    pub is_temporary: bool,
}

/// A link to the next step that the user has to take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    pub label: String,
    /// A path of this app, without the base path.
    pub path: String,
}

impl ShownError {
    /// The browser could not send the request to the server, or got no response.
    pub fn offline() -> Self {
        Self::temporary(OFFLINE)
    }

    /// The server's response does not have the form of a server function's response.
    pub fn unexpected() -> Self {
        Self::temporary(UNEXPECTED)
    }

    fn temporary((title, advice): (&str, &str)) -> Self {
        Self { title: title.into(), advice: advice.into(), next: None, has_ended: false, is_temporary: true }
    }
}

impl From<&AppError> for ShownError {
    fn from(error: &AppError) -> Self {
        let step = |label: &str, path| Some(NextStep { label: label.to_owned(), path });
        let next = match error {
            AppError::StepUp { reference: Some(reference) } => step("Continue", paths::step_up(paths::HOME, reference)),
            AppError::StepUp { reference: None } => step("Continue", paths::sign_in(paths::HOME)),
            AppError::SignedOut | AppError::SessionEnded => step("Sign in again", paths::sign_in(paths::HOME)),
            _ => None,
        };
        Self {
            title: error.title().to_owned(),
            advice: error.advice(),
            next,
            has_ended: matches!(error, AppError::SignedOut | AppError::SessionEnded),
            is_temporary: error.may_pass() || matches!(error, AppError::Offline | AppError::Unexpected),
        }
    }
}
