//! The data of the device code view.

/// The device code view (RFC 8628 §3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceCodeView {
    pub user_code: String,
    pub verification_uri: String,
    /// The address of the QR code: `verification_uri_complete` if the provider sent it, else `verification_uri`.
    pub address_to_scan: String,
    /// Seconds until the device code expires.
    pub expires_in: u32,
    /// Seconds between two polls of this app by the browser.
    pub interval: u32,
}
