//! The caller of a request, and the cookies that a response sets.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts},
    response::{AppendHeaders, IntoResponseParts},
};
use tower_sessions::Session;

use crate::server::{
    Caller, Services,
    session::{CookieNames, RequestCookies, SignInCookie},
};

impl FromRequestParts<Arc<Services>> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, services: &Arc<Services>) -> Result<Self, Infallible> {
        // The session layer is around every handler; without it nobody is signed in.
        let session = parts.extensions.get::<Session>().cloned();
        let session = session.unwrap_or_else(|| Session::new(None, Arc::new(services.store.clone()), None));
        let user_agent = parts.headers.get(header::USER_AGENT).cloned();
        let cookies = RequestCookies::new(cookie_headers(&parts.headers));
        Ok(Self::new(Arc::clone(services), session, cookies, user_agent))
    }
}

fn cookie_headers(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok())
}

/// Returns the `Set-Cookie` that gives the browser a value for so many seconds.
pub fn set(names: &CookieNames, name: String, value: &SignInCookie, seconds: i64) -> Option<HeaderValue> {
    HeaderValue::from_str(&names.set_cookie(name, value.secret(), seconds)).ok()
}

/// Returns the header that sets a cookie, where there is one to be set.
pub fn headers(cookie: Option<HeaderValue>) -> AppendHeaders<Option<(HeaderName, HeaderValue)>> {
    AppendHeaders(cookie.map(|cookie| (header::SET_COOKIE, cookie)))
}

/// Returns the `Set-Cookie` that takes a cookie away.
pub fn expire(names: &CookieNames, name: String) -> Option<HeaderValue> {
    HeaderValue::from_str(&names.set_cookie(name, "", 0)).ok()
}

/// Forgets the sign-ins that came back without success, where that is right and there are any.
pub fn forget_tries(caller: &Caller, right: bool) -> AppendHeaders<Option<(HeaderName, HeaderValue)>> {
    let names = &caller.services().cookies;
    let has_some = right && caller.cookies().named(&names.tries()).is_some();
    headers(has_some.then(|| expire(names, names.tries())).flatten())
}

/// Takes away what a sign-in has left behind: the session cookie has arrived, so the sign-in by device code has done its
/// work, and there is no loop. For every page that finds somebody signed in.
pub async fn after_sign_in(caller: &Caller) -> impl IntoResponseParts + use<> {
    (end_device_flow(caller).await, forget_tries(caller, true))
}

/// Gives up the browser's sign-in by device code, and takes its cookie away.
pub async fn end_device_flow(caller: &Caller) -> AppendHeaders<Option<(HeaderName, HeaderValue)>> {
    let had_one = caller.drop_device_flow().await.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "a sign-in by device code could not be given up");
        false
    });
    let names = &caller.services().cookies;
    headers(had_one.then(|| expire(names, names.device())).flatten())
}
