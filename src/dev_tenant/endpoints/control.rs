//! The control interface for tests: in process with [`Control`], from outside with `POST /dev/control`.

mod command;
mod over_http;
mod panel;

pub use command::Command;
pub use over_http::{obey, reset};
pub use panel::{Control, ControlError};
