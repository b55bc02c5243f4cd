//! The notice that a page shows about the end of its session.

use super::session_clock::minutes_and_seconds;
use crate::{client, model::SessionState};

/// The notice that the page shows about the end of its session.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    None,
    /// The session ends soon, and the user can stay signed in.
    Soon,
    /// The session ends soon, and only a new sign-in prevents it.
    Latest,
    /// The session has ended, and the content of the page is removed.
    Ended,
    /// The session has ended. The content of the page is hidden, because the user has typed something.
    Kept,
}

impl Notice {
    /// Returns the name by which the style sheet chooses the controls.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Soon => "soon",
            Self::Latest => "latest",
            Self::Ended => "ended",
            Self::Kept => "kept",
        }
    }

    /// Returns whether the session ends soon.
    pub const fn is_warning(self) -> bool {
        matches!(self, Self::Soon | Self::Latest)
    }

    /// Returns whether the session has ended.
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Ended | Self::Kept)
    }

    /// Returns the first sentence of the notice.
    pub fn title(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Soon | Self::Latest => client::text("data-session-soon"),
            Self::Ended | Self::Kept => client::text("data-session-ended"),
        }
    }

    /// Returns the sentences that say what the user can do.
    pub fn advice(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Soon => client::text("data-session-stay-advice"),
            Self::Latest => client::text("data-session-latest-advice"),
            Self::Ended => client::text("data-session-ended-advice"),
            Self::Kept => client::text("data-session-kept-advice"),
        }
    }
}

/// Returns the sentence with the time that is left. It is empty after the end.
pub fn time_left(notice: Notice, seconds: u32) -> String {
    if !notice.is_warning() {
        return String::new();
    }
    let (before, after) = (client::text("data-before-session-end"), client::text("data-after-session-end"));
    [before, minutes_and_seconds(seconds), after].concat()
}

/// Returns the state of the session of this user, as the server has rendered it beside the texts of the notice.
pub fn rendered_state(user: &str) -> Option<SessionState> {
    Some(SessionState {
        user: user.to_owned(),
        idle: client::number("data-session-idle")?,
        absolute: client::number("data-session-absolute")?,
        warning: client::number("data-session-warning")?,
    })
}
