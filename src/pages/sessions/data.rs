//! The data of the sessions page.

/// The sessions of a user, as the page shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionEntry {
    /// Identifies the session in the forms of this user. The reference is valid for this user only.
    pub reference: String,
    /// The browser of the session, for example "Firefox on Android".
    pub browser: String,
    pub started: Moment,
    pub last_seen: Moment,
}

/// A time of a session in two formats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// For machines: `2026-11-23T18:55:00Z`
    pub machine: String,
    /// For users: `23 November 2026, 18:55 UTC`
    pub text: String,
}

/// The sessions that a form on the page ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndedSessions {
    One,
    Others,
}
