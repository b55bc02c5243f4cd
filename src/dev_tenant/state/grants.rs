//! The rights that users have granted to the application: codes, refresh tokens, device codes, consent.

mod codes;
mod consents;
mod devices;
mod grant;
mod refresh;

pub use codes::{Codes, IssuedCode, Redemption};
pub use consents::Consents;
pub use devices::{DEVICE_LIFETIME, DeviceRequest, Devices, INTERVAL, Poll};
pub use grant::Grant;
pub use refresh::{RefreshGrant, RefreshGrants, RefreshOutcome};
