//! The names of the cookies, and the value that binds a sign-in to the browser that began it.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::CsrfToken;
use sha2::{Digest, Sha256};
use tower_sessions::cookie::{Cookie, SameSite, time::Duration};

use super::{super::clock, EstablishedSession};
use crate::paths::{self, Base};

/// The names of the app's cookies and how they are sent.
///
/// On https they carry the `__Host-Http-` prefix (RFC 10017 §6.1.3.2): browsers that do not know it still enforce the
/// `__Host-` in it. `SameSite=Lax`, because the browser comes to the callback from the provider's site and has to bring
/// the cookies along; `Strict` would leave them behind.
#[derive(Clone, Debug)]
pub struct CookieNames {
    prefix: String,
    /// Whether the cookies may travel over https only.
    pub secure: bool,
    /// Whether the cookie of a sign-in has to come along with a form of the provider's site.
    form_post: bool,
}

impl CookieNames {
    /// Returns the names for an app at an address with this scheme. The dev tenant's differ, so that one of its
    /// sessions is never taken for a real one. Below a base path they carry that too: the prefix asks for `Path=/`, and
    /// two apps on one host must not overwrite each other's. No path of an app contains the sign that separates them.
    pub fn new(https: bool, dev_tenant: bool, base: &Base) -> Self {
        let prefix = match (https, dev_tenant) {
            (true, _) => "__Host-Http-",
            (false, false) => "leptos-entra-",
            (false, true) => "leptos-entra-dev-tenant-",
        };
        let folders = base.join(paths::HOME);
        let folders = folders.split('/').filter(|folder| !folder.is_empty()).flat_map(|folder| [folder, "!"]);
        Self { prefix: std::iter::once(prefix).chain(folders).collect(), secure: https, form_post: false }
    }

    /// As before, for an app whose provider answers with a form.
    #[must_use]
    pub fn with_form_post(self, form_post: bool) -> Self {
        Self { form_post, ..self }
    }

    /// Returns the name of the session cookie.
    pub fn session(&self) -> String {
        format!("{}session", self.prefix)
    }

    /// Returns the `Set-Cookie` of a session.
    pub fn of_session(&self, session: &EstablishedSession) -> String {
        let seconds = session.ends_at.saturating_sub(clock::unix_now()).max(0);
        self.set_cookie(self.session(), &session.id.to_string(), seconds)
    }

    /// Returns the name of the cookie of a device authorization.
    pub fn device(&self) -> String {
        format!("{}device", self.prefix)
    }

    /// Returns the name of the cookie that belongs to the sign-in with this `state`.
    pub fn sign_in(&self, state: &CsrfToken) -> String {
        format!("{}{}", self.sign_in_prefix(), tag(state))
    }

    /// Returns what the names of all sign-in cookies begin with.
    pub fn sign_in_prefix(&self) -> String {
        format!("{}signin-", self.prefix)
    }

    /// Returns the name of the cookie that belongs to the admin consent with this `state`.
    pub fn admin_consent(&self, state: &CsrfToken) -> String {
        format!("{}consent-{}", self.prefix, tag(state))
    }

    /// Returns the name of the cookie that notes sign-ins without success ([`super::SignInAttempts`]).
    pub fn tries(&self) -> String {
        format!("{}tries", self.prefix)
    }

    /// Returns the `Set-Cookie` that gives the browser a value for so many seconds; none takes the cookie away.
    ///
    /// A browser sends a `Lax` cookie along when it follows the provider's redirect, but not with a form that the
    /// provider's page posts. So in that mode the cookie of the sign-in is `None`, and so is the one that counts tries; the
    /// session's is not. Browsers take that from
    /// `Secure` cookies only; Chromium and Firefox take those from `http://localhost` too.
    pub fn set_cookie(&self, name: String, value: &str, seconds: i64) -> String {
        let cross_site = self.form_post && (name.starts_with(&self.sign_in_prefix()) || name == self.tries());
        Cookie::build((name, value))
            .http_only(true)
            .same_site(if cross_site { SameSite::None } else { SameSite::Lax })
            .path("/")
            .secure(self.secure || cross_site)
            .max_age(Duration::seconds(seconds))
            .build()
            .to_string()
    }
}

/// The value of a sign-in cookie: when it was made and a random part, `1790000000.nb3…`.
///
/// The time is only for telling the oldest from the newest; the store knows what is valid.
#[derive(Clone)]
pub struct SignInCookie(String);

impl SignInCookie {
    /// Makes a new one, with 128 random bits.
    pub fn new_random() -> Self {
        Self(format!("{}.{}", clock::unix_now(), CsrfToken::new_random().secret()))
    }

    /// Takes the value that a browser sent.
    pub fn from_browser(value: &str) -> Self {
        Self(value.to_owned())
    }

    /// Returns the value, for `Set-Cookie`.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// Returns what the store keeps of it: a hash, so that a stolen database cannot be turned into cookies.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// Returns when it was made, in seconds since 1970; 0 when it does not say.
    pub fn made_at(&self) -> i64 {
        self.0.split('.').next().and_then(|seconds| seconds.parse().ok()).unwrap_or(0)
    }
}

/// The cookies that a request brought along.
#[derive(Clone, Default)]
pub struct RequestCookies(Vec<(String, String)>);

impl RequestCookies {
    /// Takes the values of the request's `Cookie` headers (RFC 6265 §4.2.1). What does not parse is no cookie.
    pub fn new<'a>(headers: impl Iterator<Item = &'a str>) -> Self {
        let pairs = headers.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
        Self(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    /// Returns the cookie of this name.
    pub fn named(&self, name: &str) -> Option<SignInCookie> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| SignInCookie::from_browser(value))
    }

    /// Returns the cookies whose names begin like this.
    pub fn beginning_with(&self, prefix: &str) -> Vec<(String, SignInCookie)> {
        let found = self.0.iter().filter(|(name, _)| name.starts_with(prefix));
        found.map(|(name, value)| (name.clone(), SignInCookie::from_browser(value))).collect()
    }
}

/// The first nine bytes of the hash of `state`: enough to tell five cookies apart, useless as `state`.
fn tag(state: &CsrfToken) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(state.secret().as_bytes()).get(..9).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{Base, CookieNames, CsrfToken};

    #[test]
    fn dt_16_the_dev_tenants_cookies_have_names_of_their_own() {
        let name = |dev_tenant| CookieNames::new(false, dev_tenant, &Base::default()).session();
        assert_ne!(name(true), name(false));
    }

    #[test]
    fn on_https_every_cookie_is_bound_to_the_host() {
        let names = CookieNames::new(true, false, &Base::default());
        let state = CsrfToken::new("state".into());
        for name in [names.session(), names.device(), names.tries(), names.sign_in(&state)] {
            assert!(name.starts_with("__Host-Http-"), "{name}");
        }
        assert!(names.secure);
    }

    #[test]
    fn only_the_cookies_of_a_sign_in_come_along_with_a_form_of_another_site() {
        let state = CsrfToken::new("state".into());
        for https in [true, false] {
            let names = CookieNames::new(https, false, &Base::default()).with_form_post(true);
            let sign_in = names.set_cookie(names.sign_in(&state), "value", 60);
            assert!(sign_in.contains("SameSite=None") && sign_in.contains("Secure"), "{sign_in}");
            assert!(names.set_cookie(names.tries(), "1", 60).contains("SameSite=None"));
            for name in [names.session(), names.device()] {
                assert!(names.set_cookie(name, "value", 60).contains("SameSite=Lax"));
            }
        }
        let by_redirect = CookieNames::new(true, false, &Base::default());
        assert!(by_redirect.set_cookie(by_redirect.sign_in(&state), "value", 60).contains("SameSite=Lax"));
    }

    #[test]
    fn apps_below_different_paths_of_one_host_have_cookies_of_their_own() {
        let name = |base: &str| CookieNames::new(true, false, &Base::of(base)).session();
        assert_eq!(name("/"), "__Host-Http-session");
        assert_eq!(name("/app"), "__Host-Http-app!session");
        assert_eq!(name("/a/b"), "__Host-Http-a!b!session");
    }
}
