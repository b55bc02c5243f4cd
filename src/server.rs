//! The server without its web framework: neither axum nor leptos in here.
//!
//! Read [`auth`] first: it is the numbered walk through the journeys. Data flows one way, from a journey down to
//! the protocol ([`oidc`], [`entra`]), the records ([`session`]) and the wire ([`http`]).

pub mod auth;
pub mod caller;
pub mod clock;
pub mod config;
mod detached;
pub mod entra;
pub mod graph;
pub mod http;
pub mod key_file;
pub mod keyed_locks;
pub mod known_groups;
pub mod oidc;
pub mod services;
pub mod session;

pub use caller::{Caller, Needs, NotGranted, NotSignedIn, Right, SignedIn};
pub use detached::detached;
pub use services::Services;
