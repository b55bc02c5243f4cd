//! The URL paths of the app, below its base path.

mod base;
mod names;
mod photo;
mod return_to;
mod sign_in;

pub use base::{Base, base, to};
pub use names::*;
pub use photo::photo;
pub use return_to::ReturnTo;
pub use sign_in::{sign_in, sign_in_after_loop, sign_in_with_another_account, sign_in_with_hints, step_up};
