//! The data of the device code view.

/// The device code view (RFC 8628 §3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceCodeView {
    pub user_code: String,
    pub verification_uri: String,
    /// Seconds until the device code expires.
    pub expires_in: u32,
    /// Seconds between two polls of this app by the browser.
    pub interval: u32,
}
