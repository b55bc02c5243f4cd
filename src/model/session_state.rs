//! The session of a page, as the server reports it to the browser.

use serde::{Deserialize, Serialize};

/// The user of a session, and the seconds until it ends. They are no times, because the clocks of server and browser differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionState {
    /// The tag that names the user to the tabs of this browser.
    pub user: String,
    /// Seconds until the session ends if it is not used.
    pub idle: u32,
    /// Seconds until the session ends in any case.
    pub absolute: u32,
    /// Seconds between the warning and the end.
    pub warning: u32,
}
