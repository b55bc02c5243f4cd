//! The sign-in without a redirect URI: by a code that the user approves on another device (RFC 8628).
//!
//! The provider is polled when the browser polls, never more often than the provider allows. An approved code is never lost:
//! the user and the tokens stay in the record until the browser has shown that its session cookie arrived.

mod begin;
mod poll;
mod progress;
mod token_request;
mod view;

pub use progress::Progress;
pub use view::DeviceCodeView;
