//! What the server hands a page: all that its view needs, rendered once on the server and taken over when hydrating.

use serde::{Deserialize, Serialize};

/// The kind of OpenID provider: decides how the sign-in button looks and which advice helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Provider {
    /// A workforce tenant: "Sign in with Microsoft", for a work or school account.
    Workforce,
    /// An external tenant: people see the app's own brand, never Microsoft's.
    External,
    /// Any other OpenID provider, or a custom domain (`OIDC_AUTHORITY`).
    OpenId,
}

/// The device code view (RFC 8628).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCodeView {
    pub user_code: String,
    pub verification_uri: String,
    /// Seconds until the code expires.
    pub expires_in: u32,
    /// Seconds between two questions whether the person has approved.
    pub interval: u32,
}

/// How a sign-in by device code stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceCodeState {
    /// Not approved yet; ask again after `interval` seconds.
    Pending { interval: u32 },
    /// Approved, the session is established: go to this path of the app.
    Approved { continue_to: String },
    /// Declined, expired or failed: go to this path of the app, which explains.
    Ended { continue_to: String },
}
