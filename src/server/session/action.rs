//! The actions that may need a step-up.

use serde::{Deserialize, Serialize};

/// An action that waits on the server during a step-up, and runs when the user comes back.
///
/// It runs once, for the same user, in the session of the completed step-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    /// The call of the downstream API, which a button of the welcome view starts.
    CallApi,
}
