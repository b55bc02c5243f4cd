//! The names of the entries in a session's record.

/// The signed-in user.
pub const USER: &str = "user";
/// The name of the browser that signed in.
pub const BROWSER: &str = "browser";
