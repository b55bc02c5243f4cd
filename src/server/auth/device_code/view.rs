//! The data of the device code view.

/// The device code view (RFC 8628 §3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceCodeView {
    pub user_code: String,
    pub verification_uri: String,
    /// Seconds until the code expires.
    pub expires_in: u32,
    /// Seconds between two polls.
    pub interval: u32,
}
