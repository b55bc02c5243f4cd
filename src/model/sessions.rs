//! The sessions of a person, as they see them.

use serde::{Deserialize, Serialize};

/// Where the person is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsView {
    pub this: SessionEntry,
    /// The one that was seen last comes first.
    pub others: Vec<SessionEntry>,
    /// How many more there are than are shown.
    pub left_out: usize,
    /// What the form did that led here.
    pub ended: Option<EndedSessions>,
    /// Microsoft Graph can also end the person's sign-ins in other apps.
    pub offers_revocation: bool,
}

/// One session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionEntry {
    /// Names the session in a form of this person, and means nothing to anybody else.
    pub reference: String,
    /// Such as "Firefox on Android".
    pub browser: String,
    pub started: Moment,
    pub last_seen: Moment,
}

/// A time, for machines and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// `2026-11-23T18:55:00Z`
    pub machine: String,
    /// `23 November 2026, 18:55 UTC`
    pub text: String,
}

/// What a form on the page ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndedSessions {
    One,
    Others,
}

/// Why Microsoft did not end the person's sign-ins in other apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RevocationProblem {
    /// This app lacks the permission, or the person or an administrator has not agreed to it.
    NotAllowed,
    /// The sign-in at Microsoft had ended before.
    Over,
    /// Microsoft Graph did not answer, or not with a yes.
    Failed,
}
