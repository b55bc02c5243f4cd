//! The state of a running dev tenant. It imports from `protocol` only.

pub mod addresses;
pub mod application_record;
pub mod browser_session;
pub mod calendar;
pub mod client_credentials;
pub mod clock;
pub mod directory;
pub mod drive;
pub mod faults;
pub mod grants;
pub mod graph_faults;
pub mod keys;
pub mod licences;
pub mod lock;
pub mod mailbox;
pub mod open_forms;
pub mod portrait;
pub mod registration;
pub mod state_file;
pub mod switches;
pub mod teams;
pub mod tenant;
pub mod to_do;
