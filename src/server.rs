//! The server without its web framework: configuration, protocol, sessions, Graph.
