//! The server without its web framework: configuration, protocol, sessions, Graph.

pub mod config;
pub mod entra;
