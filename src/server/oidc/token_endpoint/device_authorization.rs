//! The response that starts a sign-in by device code (RFC 8628 §3.2).

use openidconnect::{DeviceCode, UserCode};
use serde::Deserialize;
use url::Url;

use crate::server::{
    http,
    lenient::lenient,
    oidc::token_response::{seconds, seconds_if_any},
};

/// Upper bound of a user code, in bytes. Users type it (RFC 8628 §6.1), so valid codes are shorter.
const LONGEST_USER_CODE: usize = 64;

/// The response that starts a sign-in by device code.
#[derive(Deserialize)]
pub struct DeviceAuthorization {
    pub device_code: DeviceCode,
    pub user_code: UserCode,
    #[serde(alias = "verification_url")]
    pub verification_uri: Url,
    /// The address that contains the user code (§3.3.1). `None` if it is missing or invalid.
    #[serde(default, deserialize_with = "lenient")]
    pub verification_uri_complete: Option<Url>,
    #[serde(deserialize_with = "seconds")]
    pub expires_in: Option<i64>,
    #[serde(default, deserialize_with = "seconds_if_any")]
    pub interval: Option<i64>,
}

impl DeviceAuthorization {
    /// Checks what users see: the addresses, which are a link and a QR code, and the user code. `None` if the response cannot be
    /// shown.
    pub(super) fn checked(mut self) -> Option<Self> {
        self.verification_uri_complete = self.verification_uri_complete.filter(http::is_allowed);
        let can_be_shown =
            http::is_allowed(&self.verification_uri) && self.user_code.secret().len() <= LONGEST_USER_CODE;
        can_be_shown.then_some(self)
    }
}
