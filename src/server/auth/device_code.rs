//! The sign-in without a redirect URI: by a code that the user approves on another device (RFC 8628).
//!
//! The provider is polled when the browser polls this app, never more often than the provider allows. One approval
//! establishes one session. If the app's response to the browser is lost, the next poll of the browser gets the same
//! session.

mod begin;
mod poll;
mod progress;
mod token_request;
mod view;

pub use progress::Progress;
pub use view::DeviceCodeView;
