//! The value of a cookie that binds a sign-in to its browser.

use openidconnect::CsrfToken;
use sha2::{Digest, Sha256};

use crate::server::clock;

/// The value of a sign-in cookie: the time of its creation in microseconds and a random part, `1790000000000000.nb3…`.
///
/// The time only orders the sign-ins of a browser. It is in microseconds, because several sign-ins can start in the
/// same second. The store decides which values are valid.
#[derive(Clone)]
pub struct SignInCookie(String);

/// A cookie with a smaller number contains seconds: earlier versions of the app set it, and browsers may still have it.
const SMALLEST_MICROSECONDS: u64 = 1_000_000_000_000;

impl SignInCookie {
    /// Creates a cookie value with 128 random bits.
    pub fn new_random() -> Self {
        Self(format!("{}.{}", clock::now().unix_timestamp_nanos() / 1000, CsrfToken::new_random().secret()))
    }

    /// Takes the cookie value that a browser sent, which may be invalid.
    pub fn from_browser(value: &str) -> Self {
        Self(value.to_owned())
    }

    /// Returns the cookie's value, for `Set-Cookie`.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// Returns the hash that the store keeps instead of the value, so that a stolen database contains no cookies.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// Returns the time at which the cookie was created, in microseconds since 1970. 0 if the value contains no time.
    pub fn made_at(&self) -> u64 {
        let time = self.0.split('.').next().and_then(|time| time.parse().ok()).unwrap_or(0);
        if time < SMALLEST_MICROSECONDS { time * 1_000_000 } else { time }
    }
}

#[cfg(test)]
mod tests {
    use super::SignInCookie;

    #[test]
    fn sign_in_cookies_are_ordered_by_microseconds() {
        let made_at = |value: &str| SignInCookie::from_browser(value).made_at();
        assert!(made_at("1790000000000001.a") > made_at("1790000000000000.b"));
        assert!(made_at("1789999999.seconds") < made_at("1790000000000000.microseconds"));
        assert!(made_at("1790000001.seconds") > made_at("1790000000000000.microseconds"));
        for value in ["", ".a", "-5.a", "x.a", "99999999999999999999999.a"] {
            assert_eq!(made_at(value), 0, "{value}");
        }
        let now = u64::try_from(crate::server::clock::unix_now()).unwrap() * 1_000_000;
        assert!((now..now + 60_000_000).contains(&SignInCookie::new_random().made_at()));
    }
}
