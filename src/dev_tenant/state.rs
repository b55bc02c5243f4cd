//! The state of a running dev tenant. It imports from `protocol` only.

pub mod addresses;
pub mod application_record;
pub mod browser_session;
pub mod calendar;
pub mod client_credentials;
pub mod clock;
pub mod directory;
pub mod faults;
pub mod grants;
pub mod keys;
pub mod lock;
pub mod open_forms;
pub mod registration;
pub mod state_file;
pub mod switches;
pub mod tenant;
