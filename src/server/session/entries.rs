//! The names of the entries in a session's record.

/// The entry with the signed-in user ([`UserSession`](super::UserSession)).
pub const USER: &str = "user";
/// The entry with the name of the browser that signed in.
pub const BROWSER: &str = "browser";
/// The entry of a loaded record with the [`SessionTimes`](super::SessionTimes). It is not stored.
pub const TIMES: &str = "times";
