//! The data of the page for administrators.

use crate::server::oidc::ExpiringCredential;

/// The page for administrators.
#[derive(Clone, Debug)]
pub struct AdministrationView {
    /// The number of users with sessions, whom the administrator reaches.
    pub number: usize,
    /// The users that the page shows. The user with the newest session comes first.
    pub users: Vec<UserEntry>,
    /// The number of users that the page does not show.
    pub left_out: usize,
    pub search: Search,
    /// How many sessions the form ended that redirected to the page.
    pub ended: Option<usize>,
    /// Whether users have object IDs of a tenant. Users of other providers have subjects.
    pub has_tenant: bool,
    pub state: StateOfProcess,
}

/// Which users the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Search {
    None,
    /// The user with this reference.
    User(String),
}

/// A user with their sessions.
#[derive(Clone, Debug)]
pub struct UserEntry {
    pub reference: String,
    /// Whether this is the administrator.
    pub is_own: bool,
    pub sessions: Vec<UserSessionEntry>,
}

/// A session of a user.
#[derive(Clone, Debug)]
pub struct UserSessionEntry {
    /// The name of the browser as in the session.
    pub browser: String,
    /// In seconds since 1970.
    pub started: i64,
    /// In seconds since 1970.
    pub last_used: i64,
}

/// The state of this process, and its sign-ins.
#[derive(Clone, Debug)]
pub struct StateOfProcess {
    pub store_responds: bool,
    pub has_metadata: bool,
    /// `None` if the store cannot count them.
    pub live_sessions: Option<usize>,
    /// The kind of each credential that expires, and when, in seconds since 1970.
    pub credentials: Vec<(ExpiringCredential, i64)>,
    /// The start of the process, in seconds since 1970.
    pub since: i64,
    pub succeeded: u64,
    /// The classes of failed sign-ins with their numbers.
    pub failed: Vec<(&'static str, u64)>,
}
