//! The cookies of a request: the only reader of the `Cookie` header.
//!
//! All applications on a host share its cookies, whatever their ports and paths. Browsers also send values that are not valid
//! (RFC 6265 §4.1.1), for example raw UTF-8. The header is therefore read as bytes and cookie by cookie, so that a cookie of
//! another application never affects the cookies of this app.

use super::SignInCookie;

/// The longest cookie value that is read, in bytes. The app creates shorter values.
const LONGEST: usize = 1024;

/// The cookies of this app in a request: valid names and values, each name once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestCookies(Vec<(String, String)>);

impl RequestCookies {
    /// Reads the cookies whose names begin with the prefix of the app. Ignores cookies of other applications and
    /// malformed cookies. If a name occurs several times, the first cookie counts: browsers send the cookie with the
    /// longest path first.
    pub fn read<'a>(headers: impl Iterator<Item = &'a [u8]>, prefix: &str) -> Self {
        let mut cookies: Vec<(String, String)> = Vec::new();
        for pair in headers.flat_map(|header| header.split(|byte| *byte == b';')) {
            if let Some((name, value)) = own_cookie(pair, prefix)
                && cookies.iter().all(|(known, _)| known != name)
            {
                cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        Self(cookies)
    }

    /// Returns the cookies as the value of a `Cookie` header. `None` if there are none.
    pub fn header(&self) -> Option<String> {
        let pairs: Vec<_> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Returns the cookie with this name.
    pub fn named(&self, name: &str) -> Option<SignInCookie> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| SignInCookie::from_browser(value))
    }

    /// Returns the cookies whose names begin with this prefix.
    pub fn beginning_with(&self, prefix: &str) -> Vec<(String, SignInCookie)> {
        let found = self.0.iter().filter(|(name, _)| name.starts_with(prefix));
        found.map(|(name, value)| (name.clone(), SignInCookie::from_browser(value))).collect()
    }
}

/// Returns the name and the value of a cookie of this app. `None` for cookies of other applications and for malformed
/// cookies.
fn own_cookie<'a>(pair: &'a [u8], prefix: &str) -> Option<(&'a str, &'a str)> {
    let pair = pair.trim_ascii();
    if !pair.starts_with(prefix.as_bytes()) {
        return None;
    }
    let (name, value) = std::str::from_utf8(pair).ok()?.split_once('=')?;
    let is_valid = name.bytes().all(is_octet) && value.bytes().all(is_octet);
    (is_valid && !value.is_empty() && value.len() <= LONGEST).then_some((name, value))
}

/// Returns whether a byte is a `cookie-octet` (RFC 6265 §4.1.1).
const fn is_octet(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, RequestCookies};

    fn read(headers: &[&[u8]]) -> Option<String> {
        RequestCookies::read(headers.iter().copied(), "app-").header()
    }

    #[test]
    fn given_cookies_of_others_then_only_those_of_the_app_are_read() {
        let others: [&[u8]; 8] =
            [b"name=Jos\xC3\xA9", b"\xFF\xFE=\xFF", b"=", b"", b"novalue", b"a=\"b; c\"", b"other=1", b"ap-p=1"];
        for other in others {
            let before = [other, b"; app-session=abc"].concat();
            let after = [b"app-session=abc;", other].concat();
            for header in [&before, &after] {
                assert_eq!(read(&[header]).as_deref(), Some("app-session=abc"), "{}", header.escape_ascii());
            }
            assert_eq!(read(&[other, b"app-session=abc"]).as_deref(), Some("app-session=abc"));
            assert_eq!(read(&[other]), None);
        }
    }

    #[test]
    fn given_malformed_cookies_of_the_app_then_they_are_ignored() {
        let long = [b"app-session=".as_slice(), &[b'a'; LONGEST + 1]].concat();
        let malformed: [&[u8]; 7] = [
            b"app-session=Jos\xC3\xA9",
            b"app-session=\xFF",
            b"app-session=",
            b"app-session",
            b"app-session=\"abc\"",
            b"app-session =abc",
            &long,
        ];
        for cookie in malformed {
            assert_eq!(read(&[cookie]), None, "{}", cookie.escape_ascii());
            let header = [cookie, b"; app-session=abc"].concat();
            assert_eq!(read(&[&header]).as_deref(), Some("app-session=abc"), "{}", cookie.escape_ascii());
        }
        let longest = [b"app-session=".as_slice(), &[b'a'; LONGEST]].concat();
        assert!(read(&[&longest]).is_some());
    }

    #[test]
    fn given_a_name_twice_then_the_first_cookie_counts() {
        assert_eq!(read(&[b"app-a=1; app-b=2; app-a=3", b"app-b=4"]).as_deref(), Some("app-a=1; app-b=2"));
    }
}
