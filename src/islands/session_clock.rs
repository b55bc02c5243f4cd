//! The end of the session of a page, by the clock of the browser. It uses no function of the browser, so it is tested on the server.

use crate::model::SessionState;

/// The longest time between two looks at the clock, in milliseconds. A timer stops while the computer sleeps.
const LONGEST_PAUSE: f64 = 60_000.0;
/// The time between two looks at the clock while the page shows the time that is left, in milliseconds.
const TICK: f64 = 1000.0;

/// The ends of a session, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SessionClock {
    /// The end if the session is not used.
    ends_at: f64,
    /// The end in any case.
    latest: f64,
    /// The time between the warning and the end.
    warning: f64,
}

/// The stage of a session on its way to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Quiet,
    /// The user is warned. Without `can_stay`, the use of the session does not move its end.
    Warned {
        can_stay: bool,
        /// The seconds until the end, rounded up.
        seconds: u32,
    },
    Over,
}

impl SessionClock {
    /// Returns the clock of a session whose state is known since `now`.
    pub fn starting(now: f64, state: &SessionState) -> Self {
        let after = |seconds: u32| now + f64::from(seconds) * 1000.0;
        Self { ends_at: after(state.idle), latest: after(state.absolute), warning: f64::from(state.warning) * 1000.0 }
    }

    /// Returns the stage of the session at a time.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates, which is intended"
    )]
    pub fn stage(self, now: f64) -> Stage {
        let left = self.ends_at - now;
        if left <= 0.0 {
            Stage::Over
        } else if left > self.warning {
            Stage::Quiet
        } else {
            let can_stay = self.latest - self.ends_at >= self.warning;
            Stage::Warned { can_stay, seconds: (left / 1000.0).ceil() as u32 }
        }
    }

    /// Returns the milliseconds until the stage or the shown time changes, at most a minute.
    #[expect(clippy::cast_possible_truncation, reason = "the value is between 0 and a minute")]
    pub fn pause(self, now: f64) -> i32 {
        let left = self.ends_at - now;
        let pause = match self.stage(now) {
            Stage::Quiet => left - self.warning,
            Stage::Warned { .. } => TICK.min(left),
            Stage::Over => LONGEST_PAUSE,
        };
        // A timer may fire a little early, so the pause is never 0.
        pause.clamp(50.0, LONGEST_PAUSE).ceil() as i32
    }

    /// Returns whether the session ends later than by another clock.
    pub fn is_later_than(self, other: Self) -> bool {
        self.ends_at > other.ends_at
    }
}

/// Returns the message with which a page tells the other tabs about its session.
pub fn message(state: &SessionState) -> String {
    let SessionState { user, idle, absolute, warning } = state;
    [user.as_str(), " ", &idle.to_string(), " ", &absolute.to_string(), " ", &warning.to_string()].concat()
}

/// Reads the message of another tab; `None` if it has another form.
pub fn read_message(message: &str) -> Option<SessionState> {
    let mut parts = message.split(' ');
    let user = parts.next()?.to_owned();
    let mut number = || parts.next()?.parse().ok();
    Some(SessionState { user, idle: number()?, absolute: number()?, warning: number()? })
}

/// Returns a time in minutes and seconds, such as 1:05. All languages of the app write numbers with the same digits (CLDR 49).
pub fn minutes_and_seconds(seconds: u32) -> String {
    let (minutes, rest) = ((seconds / 60).to_string(), (seconds % 60).to_string());
    let colon = if rest.len() == 1 { ":0" } else { ":" };
    [&minutes, colon, &rest].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: f64 = 1_800_000_000_000.0;

    fn state(idle: u32, absolute: u32) -> SessionState {
        SessionState { user: "0123456789abcdef".to_owned(), idle, absolute, warning: 120 }
    }

    fn clock(idle: u32, absolute: u32) -> SessionClock {
        SessionClock::starting(NOW, &state(idle, absolute))
    }

    const fn warned(can_stay: bool, seconds: u32) -> Stage {
        Stage::Warned { can_stay, seconds }
    }

    #[test]
    fn the_stages_follow_each_other_at_their_times() {
        let clock = clock(3600, 43_200);
        for (after, stage) in [
            (0.0, Stage::Quiet),
            (3_479_999.0, Stage::Quiet),
            (3_480_000.0, warned(true, 120)),
            (3_480_001.0, warned(true, 120)),
            (3_599_500.0, warned(true, 1)),
            (3_600_000.0, Stage::Over),
            (9_000_000.0, Stage::Over),
        ] {
            assert_eq!(clock.stage(NOW + after), stage, "{after}");
        }
        assert_eq!(clock.stage(NOW - 60_000.0), Stage::Quiet, "the clock of the browser was set back");
    }

    #[test]
    fn a_use_does_not_move_an_end_near_the_absolute_end() {
        assert_eq!(clock(100, 100).stage(NOW), warned(false, 100));
        assert_eq!(clock(100, 219).stage(NOW), warned(false, 100), "a use would give less time than a warning");
        assert_eq!(clock(100, 220).stage(NOW), warned(true, 100));
    }

    #[test]
    fn a_pause_ends_at_the_next_change_or_after_a_minute() {
        let quiet = clock(3600, 43_200);
        assert_eq!(quiet.pause(NOW), 60_000);
        assert_eq!(quiet.pause(NOW + 3_470_000.0), 10_000);
        assert_eq!(quiet.pause(NOW + 3_480_000.0), 1000);
        assert_eq!(quiet.pause(NOW + 3_599_700.0), 300);
        assert_eq!(quiet.pause(NOW + 3_599_999.0), 50, "never 0");
        assert_eq!(quiet.pause(NOW + 3_600_000.0), 60_000);
    }

    #[test]
    fn a_message_is_read_as_it_was_sent() {
        let sent = state(3600, 43_200);
        assert_eq!(read_message(&message(&sent)), Some(sent));
        for wrong in ["", "0123456789abcdef", "a 1 2", "a 1 2 x", "a -1 2 3"] {
            assert_eq!(read_message(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn seconds_have_two_digits() {
        assert_eq!(minutes_and_seconds(125), "2:05");
        assert_eq!(minutes_and_seconds(60), "1:00");
        assert_eq!(minutes_and_seconds(59), "0:59");
    }
}
