//! The time that is left of a session, for the warning before its end.

use std::time::Duration;

use serde::Deserialize;

/// The longest time between the warning and the end of a session.
const LONGEST_WARNING: Duration = Duration::from_mins(2);
/// The shortest time between the warning and the end of a session (WCAG 2.2, success criterion 2.2.1).
const SHORTEST_WARNING: Duration = Duration::from_secs(20);

/// The times that decide about the end of a session, in seconds since 1970. The store adds them, as a list in this order, to each record
/// that it loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct SessionTimes {
    pub expires_at: i64,
    /// The time of the last use that is stored, from which the idle lifetime counts.
    pub used_at: i64,
}

/// The seconds until a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLeft {
    /// Until the session ends if it is not used.
    pub idle: u32,
    /// Until the session ends in any case.
    pub absolute: u32,
    /// The time between the warning and the end.
    pub warning: u32,
}

impl SessionTimes {
    /// Returns the time that is left of a session with this idle lifetime.
    pub fn left(self, idle_lifetime: Duration, now: i64) -> TimeLeft {
        let seconds = |end: i64| u32::try_from(end.saturating_sub(now).max(0)).unwrap_or(u32::MAX);
        let idle_end = self.used_at.saturating_add(idle_lifetime.as_secs().cast_signed());
        let warning = (idle_lifetime / 5).clamp(SHORTEST_WARNING, LONGEST_WARNING);
        TimeLeft {
            idle: seconds(idle_end.min(self.expires_at)),
            absolute: seconds(self.expires_at),
            warning: u32::try_from(warning.as_secs()).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(expires_at: i64, used_at: i64, idle_minutes: u64) -> (u32, u32, u32) {
        let left = SessionTimes { expires_at, used_at }.left(Duration::from_mins(idle_minutes), 1000);
        (left.idle, left.absolute, left.warning)
    }

    #[test]
    fn the_idle_end_counts_from_the_last_stored_use() {
        assert_eq!(left(44_200, 1000, 60), (3600, 43_200, 120));
        assert_eq!(left(44_200, 950, 60), (3550, 43_200, 120));
    }

    #[test]
    fn the_absolute_end_limits_the_idle_end() {
        assert_eq!(left(1500, 990, 60), (500, 500, 120));
        assert_eq!(left(900, 990, 60), (0, 0, 120), "a session that has expired");
    }

    #[test]
    fn the_warning_is_a_fifth_of_a_short_idle_lifetime() {
        assert_eq!(left(44_200, 1000, 5).2, 60);
        assert_eq!(left(44_200, 1000, 1).2, 20, "the minimum of WCAG");
        assert_eq!(left(44_200, 1000, 43_200).2, 120);
    }
}
