//! What a page may ask of the server: a guard and one call each.
//!
//! Every server function is a public address. Those that change something are `POST`, and the cross-site guard stands
//! before them; the one `GET` is the callback, which `state`, `nonce` and PKCE protect.

mod call_api;
mod device_code;
mod sign_in;
mod sign_out;

pub use call_api::call_api;
pub use device_code::poll_device_code;
pub use sign_in::complete_sign_in;
pub use sign_out::sign_out;
