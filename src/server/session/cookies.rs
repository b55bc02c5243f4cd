//! The names of the cookies, and the value that binds a sign-in to the browser that began it.

#[cfg(test)]
mod tests;

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::CsrfToken;
use sha2::{Digest, Sha256};
use url::Url;

use super::{EstablishedSession, ParkedSessions, SetCookie};
use crate::{
    paths::{self, Base},
    server::{clock, http::is_loopback},
};

/// The names of the app's cookies and how they are sent.
///
/// On https they have the prefix `__Host-Http-` (RFC 10017 §6.1.3.2): browsers that do not know it still enforce the
/// `__Host-` in it. They are `SameSite=Lax`, because browsers must send them when they follow the provider's redirect to the
/// callback. With `Strict` they would not.
#[derive(Clone, Debug)]
pub struct CookieNames {
    prefix: String,
    /// Whether browsers send the cookies over https only.
    pub secure: bool,
    /// Whether browsers must send the cookie of a sign-in with a form that the provider's page posts.
    form_post: bool,
}

impl CookieNames {
    /// Returns the names for the app at this address.
    ///
    /// The dev tenant has separate names, so that its session is never taken for a session of a real tenant. `__Host-`
    /// requires `Path=/`, and browsers ignore the port. Apps on one host would therefore overwrite each other's
    /// cookies, so the names contain the base path. On a loopback address they also contain the port, because several
    /// apps often run there. Elsewhere the names do not depend on the port, so that existing sessions stay valid. No
    /// base path of an app contains the separator `!`.
    pub fn new(public_url: &Url, dev_tenant: bool) -> Self {
        let https = public_url.scheme() == "https";
        let prefix = match (https, dev_tenant) {
            (true, _) => "__Host-Http-",
            (false, false) => "leptos-entra-",
            (false, true) => "leptos-entra-dev-tenant-",
        };
        let port = public_url.port_or_known_default().filter(|_| is_loopback(public_url)).map(|port| port.to_string());
        let base = Base::of(public_url.path()).join(paths::HOME);
        let folders = base.split('/').filter(|folder| !folder.is_empty());
        let parts = port.as_deref().into_iter().chain(folders).flat_map(|part| [part, "!"]);
        Self { prefix: std::iter::once(prefix).chain(parts).collect(), secure: https, form_post: false }
    }

    /// Sets whether the provider sends its authorization responses as forms (`form_post`).
    #[must_use]
    pub fn with_form_post(self, form_post: bool) -> Self {
        Self { form_post, ..self }
    }

    /// Returns the prefix of the names of all cookies.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Returns the name of the session cookie.
    pub fn session(&self) -> String {
        format!("{}session", self.prefix)
    }

    /// Returns the cookie of a session, which expires with it.
    pub fn of_session(&self, session: &EstablishedSession) -> SetCookie {
        let seconds = session.ends_at.saturating_sub(clock::unix_now());
        self.set(self.session(), &session.id.to_string(), Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
    }

    /// Returns the name of the cookie with the IDs of the parked sessions of this browser ([`ParkedSessions`]).
    pub fn accounts(&self) -> String {
        format!("{}accounts", self.prefix)
    }

    /// Returns the cookie of the parked sessions, which has the attributes of the session cookie. An empty list removes it.
    pub fn of_parked(&self, parked: &ParkedSessions, lifetime: Duration) -> SetCookie {
        if parked.is_empty() {
            self.remove(self.accounts())
        } else {
            self.set(self.accounts(), &parked.to_cookie(), lifetime)
        }
    }

    /// Returns the name of the cookie with the ID of this browser's last session, if it has not ended by a sign-out here.
    pub fn ended_session(&self) -> String {
        format!("{}ended", self.prefix)
    }

    /// Returns the name of the cookie with the language that the user has chosen.
    pub fn language(&self) -> String {
        format!("{}language", self.prefix)
    }

    /// Returns the name of the cookie of a device authorization.
    pub fn device(&self) -> String {
        format!("{}device", self.prefix)
    }

    /// Returns the name of the cookie that belongs to the sign-in with this `state`.
    pub fn sign_in(&self, state: &CsrfToken) -> String {
        format!("{}{}", self.sign_in_prefix(), tag(state))
    }

    /// Returns the prefix of the names of all sign-in cookies.
    pub fn sign_in_prefix(&self) -> String {
        format!("{}signin-", self.prefix)
    }

    /// Returns the name of the cookie that belongs to the admin consent with this `state`.
    pub fn admin_consent(&self, state: &CsrfToken) -> String {
        format!("{}consent-{}", self.prefix, tag(state))
    }

    /// Returns the name of the cookie that counts the recent sign-ins ([`super::SignInAttempts`]).
    pub fn sign_in_attempts(&self) -> String {
        format!("{}tries", self.prefix)
    }

    /// Returns the `Set-Cookie` that gives the cookie of this name a value for this lifetime.
    ///
    /// A browser sends a `Lax` cookie when it follows the provider's redirect, but not with a form that the provider's
    /// page posts. With `form_post` the cookies of the sign-in and of its attempts are therefore `SameSite=None`; the
    /// session cookie is not. Browsers accept `None` only with `Secure`. Chromium and Firefox accept `Secure` cookies
    /// from `http://localhost`, too.
    pub fn set(&self, name: String, value: &str, lifetime: Duration) -> SetCookie {
        let cross_site =
            self.form_post && (name.starts_with(&self.sign_in_prefix()) || name == self.sign_in_attempts());
        SetCookie { value: value.to_owned(), lifetime, cross_site, secure: self.secure || cross_site, name }
    }

    /// Returns the `Set-Cookie` that removes the cookie of this name.
    pub fn remove(&self, name: String) -> SetCookie {
        self.set(name, "", Duration::ZERO)
    }
}

/// Returns the part of a cookie's name that differs between sign-ins: the first nine bytes of the hash of `state`. They
/// are enough to tell five cookies apart, and useless as `state`.
fn tag(state: &CsrfToken) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(state.secret().as_bytes()).get(..9).unwrap_or_default())
}
