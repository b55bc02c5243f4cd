//! The data of the sessions page.

/// The sessions of a user, as the page shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionsView {
    pub this: SessionEntry,
    /// The user's sessions in other browsers, the most recently used first.
    pub others: Vec<SessionEntry>,
    /// The number of the user's sessions that the page does not show.
    pub left_out: usize,
    /// The result of the form that redirected to the page.
    pub ended: Option<EndedSessions>,
    /// Whether Microsoft Graph can also end the user's sign-ins in other apps.
    pub offers_revocation: bool,
}

/// One session, as the page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionEntry {
    /// Identifies the session in the forms of this user. The reference is valid for this user only.
    pub reference: String,
    /// The name of the browser as in the session, for example "Firefox on Android". `None` if it is only known to be the browser of
    /// the request.
    pub browser: Option<String>,
    /// In seconds since 1970.
    pub started: i64,
    /// In seconds since 1970.
    pub last_seen: i64,
}

/// The sessions that a form on the page ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndedSessions {
    One,
    Others,
}
