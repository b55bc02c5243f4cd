//! An error with its texts. The server creates the texts, in the language of the request.

use serde::{Deserialize, Serialize};

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
