//! The state of a sign-in by device code, as the server reports it to the browser.

use serde::{Deserialize, Serialize};

/// The state of a sign-in by device code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceCodeState {
    /// The sign-in is not approved yet. The next poll is after `interval` seconds.
    Pending { interval: u32 },
    /// The sign-in is approved, and the session is established. The browser continues at this path of the app.
    Approved { continue_to: String },
    /// The sign-in was declined, expired or failed. The page at this path of the app explains the failure.
    Ended { continue_to: String },
}
