//! Every path of the app once, below its base path, and the return address a person comes back to after signing in.

mod base;
mod sign_in;

pub use base::{Base, base, to};
pub use sign_in::{sign_in, sign_in_afresh, sign_in_with_another_account, step_up};

/// The welcome view, or the login view.
pub const HOME: &str = "/";
/// `GET`: begins a sign-in. Query: `return_to`, `account=another`, `afresh=yes`, `step_up` (a reference).
pub const SIGN_IN: &str = "/sign-in";
/// `GET`: the sign-in failure view. Query: `ref` (a reference) or `problem` (a fixed name).
pub const SIGN_IN_FAILED: &str = "/sign-in-failed";
/// `GET`: leads somebody who is signed in to the user flow that edits the profile (Azure AD B2C).
pub const EDIT_PROFILE: &str = "/edit-profile";
/// `GET`: leads to the user flow that resets the password (Azure AD B2C).
pub const RESET_PASSWORD: &str = "/reset-password";
/// `GET`: explains the admin consent.
pub const ADMIN_CONSENT: &str = "/admin-consent";
/// `GET`: leads the administrator to Microsoft.
pub const ADMIN_CONSENT_BEGIN: &str = "/admin-consent/begin";
/// `GET`: where Microsoft sends the administrator afterwards. It has to be registered as a redirect URI.
pub const ADMIN_CONSENT_RESULT: &str = "/admin-consent/result";
/// `GET`: the mail view, which needs a scope of its own.
pub const MAIL: &str = "/mail";
/// `GET`: does what a person asked for before one more step at the provider, once, and shows its answer.
pub const CONTINUE: &str = "/continue";
/// `GET`: the device code view.
pub const DEVICE_CODE: &str = "/device-code";
/// `GET`: where the provider sends the browser after the sign-out.
pub const SIGNED_OUT: &str = "/signed-out";
/// `GET`: where the person is signed in. Query: `ended=one` or `ended=others`, what the form before did.
pub const SESSIONS: &str = "/account/sessions";
/// `POST`: ends one session of the person. Form: `session`, its reference.
pub const END_SESSION: &str = "/account/sessions/end";
/// `POST`: ends all sessions of the person but this one.
pub const END_OTHER_SESSIONS: &str = "/account/sessions/end-others";
/// `POST`: ends all sessions of the person and this one, then leads to the provider. Form: `provider=yes`.
pub const SIGN_OUT_EVERYWHERE: &str = "/account/sessions/sign-out-everywhere";
/// `GET`: where the provider says in a frame that somebody has signed out there, unless the settings name another path.
pub const FRONT_CHANNEL_LOGOUT: &str = "/front-channel-logout";
/// `POST`: where the provider's server says so, unless the settings name another path.
pub const BACK_CHANNEL_LOGOUT: &str = "/back-channel-logout";
/// `POST`: the server function that calls the downstream API; with `Accept: text/html` the result page.
pub const CALL_API: &str = "/api/call_api";
/// `POST`: the server function that signs out.
pub const SIGN_OUT: &str = "/api/sign_out";
/// `POST`: the server function that asks whether the device code was approved.
pub const POLL_DEVICE_CODE: &str = "/api/poll_device_code";
/// `GET`: the server function of the callback. The router mounts it at the path of `REDIRECT_URI`.
pub const CALLBACK: &str = "/auth/callback";
/// The path of `REDIRECT_URI` when the app runs against the dev tenant, as in Microsoft's tutorial.
pub const DEV_TENANT_CALLBACK: &str = "/getAToken";
/// `POST`: where browsers report what the content security policy made them refuse.
pub const CSP_REPORT: &str = "/csp-report";
/// `GET`: responds with 200 as long as the process works, whatever the state of the provider and the store. For liveness probes.
pub const HEALTH_LIVE: &str = "/health/live";
/// The folder of the compiled client and style sheet.
pub const PKG: &str = "/pkg";
/// The sign of the app.
pub const ICON: &str = "/favicon.svg";

/// The address of a person's wish before they signed in: always a path of this app, without its base path, so that no
/// return address leads anywhere else on the host.
///
/// Addresses are the oldest trick against sign-in pages (open redirects), so the rules are stricter than
/// RFC 3986: printable ASCII only, one leading slash, no backslash, no second slash or encoded one behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnTo(String);

impl ReturnTo {
    /// Longer addresses lead to the homepage: they would have to be stored for every sign-in begun.
    const LONGEST: usize = 2000;

    /// Takes an address from outside; anything but a plain path of this app becomes the homepage.
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
        fn whatever_comes_in_a_plain_path_comes_out(address in "\\PC{0,40}|[/\\\\:@%.a-z0-9]{0,12}") {
            let parsed = ReturnTo::parse(&address);
            let joined = url::Url::parse("https://app.example/").and_then(|base| base.join(parsed.as_str()));
            proptest::prop_assert_eq!(joined.map(|url| url.origin().ascii_serialization()), Ok("https://app.example".to_owned()));
        }
    }
}
