//! The recent sign-ins of a browser, which distinguish a redirect loop from a user who tries again.
//!
//! Their times, in seconds since 1970, are in a cookie. Only responses to sign-ins that this browser began are
//! counted, so that another site cannot cause a false alarm.

use std::{fmt, time::Duration};

use super::SignInCookie;

/// The times at which the last authorization responses of this browser arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInAttempts(Vec<i64>);

impl SignInAttempts {
    /// After this many sign-ins in [`Self::WITHIN`], the next one does not begin automatically.
    pub const MOST: usize = 3;
    /// The time for which a sign-in counts. Older sign-ins are ignored.
    pub const WITHIN: Duration = Duration::from_mins(2);

    /// Reads the cookie of a browser that contains the times. Ignores invalid, old and future times.
    pub fn from_browser(cookie: Option<&SignInCookie>, now: i64) -> Self {
        let text = cookie.map_or("", SignInCookie::secret);
        let oldest = now - Self::WITHIN.as_secs().cast_signed();
        let times = text.split('.').take(Self::MOST).filter_map(|time| time.parse().ok());
        Self(times.filter(|time| (oldest + 1..=now).contains(time)).collect())
    }

    /// Adds a sign-in at this time, and drops the oldest beyond [`Self::MOST`].
    #[must_use]
    pub fn and_one_at(mut self, now: i64) -> Self {
        self.0.push(now);
        let surplus = self.0.len().saturating_sub(Self::MOST);
        self.0.drain(..surplus);
        self
    }

    /// Returns whether the recent sign-ins are a redirect loop, because there are [`Self::MOST`] of them.
    pub fn are_a_loop(&self) -> bool {
        self.0.len() >= Self::MOST
    }
}

impl fmt::Display for SignInAttempts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, time) in self.0.iter().enumerate() {
            write!(formatter, "{}{time}", if index == 0 { "" } else { "." })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{SignInAttempts, SignInCookie};

    fn read(text: &str, now: i64) -> SignInAttempts {
        SignInAttempts::from_browser(Some(&SignInCookie::from_browser(text)), now)
    }

    #[test]
    fn given_three_sign_ins_in_two_minutes_then_it_is_a_loop() {
        let attempts = SignInAttempts::default().and_one_at(1000).and_one_at(1060).and_one_at(1119);
        assert!(attempts.are_a_loop());
        assert!(read(&attempts.to_string(), 1119).are_a_loop());
        assert!(!read(&attempts.to_string(), 1120).are_a_loop(), "the first is two minutes old");
        assert!(!read("1000.1060", 1060).are_a_loop());
    }

    #[test]
    fn given_invalid_or_old_times_then_they_do_not_count() {
        for text in ["", ".", "x.y.z", "1001.1001.9999", "-1.-1.-1", "1000.1000.9223372036854775807", "é.1000.1000"] {
            assert!(!read(text, 1000).are_a_loop(), "{text}");
        }
    }

    #[test]
    fn given_many_sign_ins_then_the_cookie_stays_small() {
        let many = (1000..1100).fold(SignInAttempts::default(), SignInAttempts::and_one_at);
        assert_eq!(many.to_string(), "1097.1098.1099");
    }
}
