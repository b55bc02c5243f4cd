//! The sign-ins that came back lately without success: what tells a loop from a person who tries again.
//!
//! A cookie of seconds since 1970, nothing else. Only the answer to a sign-in that this browser itself began is noted, so
//! that another site cannot fill it up.

use std::{fmt, time::Duration};

use super::SignInCookie;

/// When this browser's last sign-ins came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tries(Vec<i64>);

impl Tries {
    /// After so many round trips in [`Self::WITHIN`] the next sign-in does not begin by itself.
    pub const MOST: usize = 3;
    /// Older ones do not count.
    pub const WITHIN: Duration = Duration::from_mins(2);

    /// Reads what a browser sent. What is no time, too old or not yet past does not count.
    pub fn from_browser(cookie: Option<&SignInCookie>, now: i64) -> Self {
        let text = cookie.map_or("", SignInCookie::secret);
        let oldest = now - Self::WITHIN.as_secs().cast_signed();
        let times = text.split('.').take(Self::MOST).filter_map(|time| time.parse().ok());
        Self(times.filter(|time| (oldest + 1..=now).contains(time)).collect())
    }

    /// Notes one more.
    #[must_use]
    pub fn and_one_at(mut self, now: i64) -> Self {
        self.0.push(now);
        let surplus = self.0.len().saturating_sub(Self::MOST);
        self.0.drain(..surplus);
        self
    }

    /// Says whether this is a loop.
    pub fn are_a_loop(&self) -> bool {
        self.0.len() >= Self::MOST
    }
}

impl fmt::Display for Tries {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, time) in self.0.iter().enumerate() {
            write!(formatter, "{}{time}", if index == 0 { "" } else { "." })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{SignInCookie, Tries};

    fn read(text: &str, now: i64) -> Tries {
        Tries::from_browser(Some(&SignInCookie::from_browser(text)), now)
    }

    #[test]
    fn three_within_two_minutes_are_a_loop() {
        let tries = Tries::default().and_one_at(1000).and_one_at(1060).and_one_at(1119);
        assert!(tries.are_a_loop());
        assert!(read(&tries.to_string(), 1119).are_a_loop());
        assert!(!read(&tries.to_string(), 1120).are_a_loop(), "the first is two minutes old");
        assert!(!read("1000.1060", 1060).are_a_loop());
    }

    #[test]
    fn what_is_no_time_of_the_last_two_minutes_does_not_count() {
        for text in ["", ".", "x.y.z", "1001.1001.9999", "-1.-1.-1", "1000.1000.9223372036854775807", "é.1000.1000"] {
            assert!(!read(text, 1000).are_a_loop(), "{text}");
        }
    }

    #[test]
    fn the_cookie_stays_small() {
        let many = (1000..1100).fold(Tries::default(), Tries::and_one_at);
        assert_eq!(many.to_string(), "1097.1098.1099");
    }
}
