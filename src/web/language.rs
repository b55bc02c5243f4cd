//! The language of a request: the user's choice from the cookie, otherwise that of the browser.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::{
    server::session::{CookieNames, RequestCookies},
    texts::{Language, negotiate},
};

/// Returns the language of a request. `None` if the app has none of the browser's languages.
pub fn language_of(headers: &HeaderMap, names: &CookieNames) -> Option<Language> {
    chosen(headers, names).or_else(|| accepted(headers))
}

/// Returns the language that the user has chosen on a page of this app.
fn chosen(headers: &HeaderMap, names: &CookieNames) -> Option<Language> {
    let name = names.language();
    let cookies = headers.get_all(header::COOKIE).iter().map(HeaderValue::as_bytes);
    Language::of_tag(RequestCookies::read(cookies, &name).named(&name)?.secret())
}

fn accepted(headers: &HeaderMap) -> Option<Language> {
    negotiate(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?)
}
