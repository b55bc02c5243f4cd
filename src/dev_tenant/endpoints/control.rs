//! The control interface of the dev tenant: tests in the same process use [`Control`], all others `POST /dev/control`.

mod command;
mod over_http;
mod panel;

pub use command::Command;
pub use over_http::{reset, run_command};
pub use panel::{Control, ControlError};
