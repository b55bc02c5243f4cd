//! The server functions that islands and endpoints call. The comment of each function names the guard that protects it.
//!
//! Every server function has a public address. All are `POST` and protected by the guard against cross-site requests,
//! except the callback: it is `GET`, and protected by `state`, `nonce` and PKCE.

mod call_api;
mod device_code;
mod is_signed_in;
mod sign_in;
mod sign_out;

pub use call_api::call_api;
pub use device_code::poll_device_code;
pub use is_signed_in::is_signed_in;
pub use sign_in::complete_sign_in;
pub use sign_out::sign_out;
