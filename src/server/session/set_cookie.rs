//! A cookie that a response sets. `web::cookies` turns it into a header.

use std::{fmt, time::Duration};

use tower_sessions::cookie::{Cookie, SameSite, time};

/// A cookie to set, with its attributes. [`CookieNames`](super::CookieNames) makes them.
///
/// Its `Display` is the value of the `Set-Cookie` header (RFC 6265 §4.1). It contains a secret, so it must not be logged.
#[derive(Clone, PartialEq, Eq)]
pub struct SetCookie {
    pub(super) name: String,
    pub(super) value: String,
    /// The `Max-Age` of the cookie. Zero removes the cookie.
    pub(super) lifetime: Duration,
    /// Whether the browser sends the cookie with a form that another site posts.
    pub(super) cross_site: bool,
    pub(super) secure: bool,
}

impl fmt::Display for SetCookie {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cookie = Cookie::build((self.name.as_str(), self.value.as_str()))
            .http_only(true)
            .same_site(if self.cross_site { SameSite::None } else { SameSite::Lax })
            .path("/")
            .secure(self.secure)
            .max_age(time::Duration::seconds(self.lifetime.as_secs().cast_signed()));
        write!(formatter, "{}", cookie.build())
    }
}
