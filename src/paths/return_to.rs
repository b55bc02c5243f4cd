//! The path to return to after a sign-in.

use super::names::HOME;

/// The path to return to after a sign-in: a path of this app, without its base path, so that it cannot lead to another app
/// on the host.
///
/// The rules are stricter than RFC 3986, because attackers use return addresses for open redirects: printable ASCII only, one
/// leading slash, no backslash, no second or encoded slash after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnTo(String);

impl ReturnTo {
    /// Upper bound of the length, because each sign-in transaction stores the address. Longer addresses lead to the homepage.
    const LONGEST: usize = 2000;

    /// Parses an untrusted address. Everything but a path of this app becomes the homepage.
    pub fn parse(address: &str) -> Self {
        if Self::is_local_path(address) { Self(address.to_owned()) } else { Self::home() }
    }

    /// Returns the homepage.
    pub fn home() -> Self {
        Self(HOME.to_owned())
    }

    /// Returns the address: begins with exactly one slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn is_local_path(address: &str) -> bool {
        let Some(rest) = address.strip_prefix('/') else { return false };
        let path = rest.split(['?', '#']).next().unwrap_or_default();
        let decoded = path.to_ascii_lowercase();
        address.len() <= Self::LONGEST
            && address.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'"' | b'<' | b'>'))
            && !rest.starts_with('/')
            && !["%2f", "%5c", "%09", "%0a", "%0d", "%00"].iter().any(|code| decoded.contains(code))
            && !path
                .split('/')
                .any(|segment| matches!(segment, "." | "..") || segment.to_ascii_lowercase().contains("%2e"))
    }
}

#[cfg(test)]
mod tests {
    use super::ReturnTo;

    #[test]
    fn a_path_of_this_app_is_kept() {
        for path in ["/", "/profile", "/a/b?c=d&e=%2Ff#g", "/?q=https://example.org/"] {
            assert_eq!(ReturnTo::parse(path).as_str(), path);
        }
    }

    #[test]
    fn an_address_that_leaves_this_app_leads_home() {
        for address in [
            "",
            "//evil",
            "/\\evil",
            "\\evil",
            "https:evil",
            "https://evil",
            "/%09/evil",
            "/%2fevil",
            "/%2F/evil",
            "/%5cevil",
            "///evil",
            "/\t/evil",
            "/\n/evil",
            " /evil",
            "/ /evil",
            "/a\r\nSet-Cookie: a=b",
            "javascript:alert(1)",
            "/..//evil",
            "/%2e%2e//evil",
            "/./evil",
            "@evil",
            "evil",
            "/é",
            "/a\u{202e}b",
            "data:text/html,x",
            "/%0d%0aX:y",
        ] {
            assert_eq!(ReturnTo::parse(address).as_str(), "/", "{address:?}");
        }
    }

    #[test]
    fn a_very_long_address_leads_home() {
        assert_eq!(ReturnTo::parse(&format!("/{}", "a".repeat(2000))).as_str(), "/");
    }

    proptest::proptest! {
        #[test]
        fn given_any_address_then_return_to_stays_on_the_origin(address in "\\PC{0,40}|[/\\\\:@%.a-z0-9]{0,12}") {
            let parsed = ReturnTo::parse(&address);
            let joined = url::Url::parse("https://app.example/").and_then(|base| base.join(parsed.as_str()));
            proptest::prop_assert_eq!(joined.map(|url| url.origin().ascii_serialization()), Ok("https://app.example".to_owned()));
        }
    }
}
