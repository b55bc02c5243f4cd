//! One file per page.

mod admin_consent;
mod api_result;
mod config_missing;
mod device_code;
mod failed;
mod mail;
mod not_found;
mod reset_password;
mod sessions;
mod sign_in;
mod sign_in_failed;
mod sign_in_stopped;
mod signed_out;
mod signing_out;
mod welcome;

pub use admin_consent::AdminConsent;
pub use api_result::ApiResult;
pub use config_missing::ConfigMissing;
pub use device_code::DeviceCode;
pub use failed::Failed;
pub use mail::Mail;
pub use not_found::NotFound;
pub use reset_password::ResetPassword;
pub use sessions::Sessions;
pub use sign_in::SignIn;
pub use sign_in_failed::{SignInFailed, explained, number_in_words, reason_in_words};
pub use sign_in_stopped::SignInStopped;
pub use signed_out::SignedOut;
pub use signing_out::SigningOut;
pub use welcome::{Drawing, Welcome};
