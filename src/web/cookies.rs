//! The caller of a request, and the cookies that a response sets. No other file writes `Set-Cookie`.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::{IntoResponse, IntoResponseParts, Redirect, Response, ResponseParts},
};
use tower_sessions::Session;

use crate::{
    server::{
        Caller, Services,
        caller::Redirection,
        session::{CookieNames, RequestCookies, SetCookie},
    },
    texts::{self, Language},
};

impl FromRequestParts<Arc<Services>> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, services: &Arc<Services>) -> Result<Self, Infallible> {
        // The session layer, which is around every handler, has added the session. Without the layer the caller is
        // signed out.
        let session = parts.extensions.get::<Session>().cloned();
        let session = session.unwrap_or_else(|| Session::new(None, Arc::new(services.auth.store.clone()), None));
        let user_agent = parts.headers.get(header::USER_AGENT).cloned();
        let cookies = read(&parts.headers, &services.cookies);
        // The provider does not know the pseudo-language of the tests.
        let language = texts::preferred().filter(|language| Language::OFFERED.contains(language)).map(Language::tag);
        Ok(Self::new(Arc::clone(services), session, cookies, user_agent).with_language(language))
    }
}

/// Marks the response to a sign-out in this app, as opposed to one at the provider.
#[derive(Clone, Copy)]
pub struct SignedOutHere;

/// Reads the cookies of this app.
fn read(headers: &HeaderMap, names: &CookieNames) -> RequestCookies {
    RequestCookies::read(headers.get_all(header::COOKIE).iter().map(HeaderValue::as_bytes), names.prefix())
}

/// Leaves only the valid cookies of this app in the headers of a request, and returns them. The session layer would ignore the
/// whole `Cookie` header if it contained a byte that is not ASCII.
pub fn keep_own(headers: &mut HeaderMap, names: &CookieNames) -> RequestCookies {
    if !headers.contains_key(header::COOKIE) {
        return RequestCookies::default();
    }
    let own = read(headers, names);
    headers.remove(header::COOKIE);
    let value = own.header().and_then(|own| HeaderValue::try_from(own).ok());
    headers.extend(value.map(|value| (header::COOKIE, value)));
    own
}

/// Cookies that a handler adds to its response.
pub struct SetCookies<C>(pub C);

impl<C: IntoIterator<Item = SetCookie>> IntoResponseParts for SetCookies<C> {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        append(parts.headers_mut(), self.0);
        Ok(parts)
    }
}

/// Appends the cookies that a response sets to its headers.
pub fn append(headers: &mut HeaderMap, cookies: impl IntoIterator<Item = SetCookie>) {
    for value in cookies.into_iter().filter_map(|cookie| header_value(&cookie)) {
        headers.append(header::SET_COOKIE, value);
    }
}

/// Returns the value of a `Set-Cookie` header. `None` if the cookie has characters that no header may contain.
pub fn header_value(cookie: &SetCookie) -> Option<HeaderValue> {
    HeaderValue::from_str(&cookie.to_string()).ok()
}

/// Makes the response that redirects the browser and sets the cookies of the redirection.
pub fn redirect(Redirection { address, cookies }: Redirection) -> Response {
    (SetCookies(cookies), Redirect::to(&address)).into_response()
}

/// Removes the cookies that a finished sign-in has left. Every page of a signed-in user does so, because its request shows that
/// the browser has stored the session cookie.
pub async fn after_sign_in(caller: &Caller) -> impl IntoResponseParts + use<> {
    SetCookies(caller.cookies_after_sign_in().await)
}
