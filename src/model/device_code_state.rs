//! The state of a sign-in by device code for the browser.

use serde::{Deserialize, Serialize};

/// The state of a sign-in by device code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceCodeState {
    /// Not approved yet. The next poll is after `interval` seconds.
    Pending { interval: u32 },
    /// Approved, and the session is established. The browser continues at this path of the app.
    Approved { continue_to: String },
    /// Declined, expired or failed. The page at this path of the app explains the failure.
    Ended { continue_to: String },
}
