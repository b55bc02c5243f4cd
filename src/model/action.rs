//! What a person can ask this app to do and may have to take one more step at the provider for.

use serde::{Deserialize, Serialize};

/// What a person asked for: it waits on the server during the step at the provider, and is done when they are back.
///
/// It is done once, for the same person, and in the session that they came back with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    /// The button of the welcome view.
    CallApi,
}
