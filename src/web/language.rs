//! The language of a request: the user's choice from the cookie, otherwise that of the browser.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::{
    server::session::RequestCookies,
    texts::{Language, negotiate},
};

/// Returns the language of a request. `None` if the app has none of the browser's languages. `cookie` is the name of the cookie with the
/// user's choice.
pub fn language_of(headers: &HeaderMap, cookie: &str) -> Option<Language> {
    chosen(headers, cookie).or_else(|| accepted(headers))
}

/// Returns the language that the user has chosen on a page of this app.
fn chosen(headers: &HeaderMap, cookie: &str) -> Option<Language> {
    let cookies = headers.get_all(header::COOKIE).iter().map(HeaderValue::as_bytes);
    Language::of_tag(RequestCookies::read(cookies, cookie).named(cookie)?.secret())
}

fn accepted(headers: &HeaderMap) -> Option<Language> {
    negotiate(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?)
}
