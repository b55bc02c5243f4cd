//! Works around three gaps of `SessionManagerLayer`, and keeps the ID of a session that has ended.
//!
//! - It ignores the whole `Cookie` header if one cookie is not ASCII. It therefore gets only the valid cookies of this app.
//! - If it cannot save a session, it responds with an empty 500. The user gets a page, or at the callback a redirect.
//! - Its removal cookie lacks `Secure`, without which browsers reject it on https (RFC 10017 §6.1.3.2).
//!
//! When the session cookie is removed, the ID of the session stays in another cookie for an hour, except after a sign-out here. If
//! the session ended at the provider, the next sign-in finds the account with it. No request but that sign-in reads this cookie.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use tower_sessions::session::Id;

use crate::{
    error::AppError,
    paths,
    server::{
        Services,
        session::{CookieNames, ENDED_SESSION_LIFETIME, RequestCookies, SetCookie},
    },
    web::{
        cookies::{self, SignedOutHere},
        failure,
        page::{Page, PageToRender},
    },
};

/// Prepares the cookies for the session layer, and corrects its responses.
pub async fn correct_session_layer(
    State(services): State<Arc<Services>>,
    mut request: Request,
    next: Next,
) -> Response {
    let brought = cookies::keep_own(request.headers_mut(), &services.cookies);
    let wants_page = failure::wants_page(request.headers());
    let is_callback = services.auth.relying_party.callback_path().is_some_and(|path| path == request.uri().path());
    let mut response = next.run(request).await;
    if is_empty_failure(&response) {
        tracing::error!("a session could not be saved");
        return match (is_callback, wants_page) {
            (true, _) => Redirect::to(&format!("{}?problem=store-unavailable", paths::SIGN_IN_FAILED)).into_response(),
            (false, true) => Page::from(AppError::StoreUnavailable).into_response(),
            (false, false) => failure::as_json(&AppError::StoreUnavailable),
        };
    }
    let kept = kept_id(&services.cookies, &brought, &response);
    cookies::append(response.headers_mut(), kept);
    if services.cookies.secure {
        let name = services.cookies.session();
        let cookies = response.headers_mut().iter_mut().filter(|(header, _)| **header == header::SET_COOKIE);
        for (_, cookie) in cookies.filter(|(_, cookie)| is_insecure_removal(cookie, &name)) {
            if let Some(ours) = cookies::header_value(&services.cookies.remove(name.clone())) {
                *cookie = ours;
            }
        }
    }
    response
}

/// Returns whether the session layer has failed: its 500 response is empty, while a failure of a handler has a page or
/// a body.
fn is_empty_failure(response: &Response) -> bool {
    response.status() == StatusCode::INTERNAL_SERVER_ERROR
        && response.extensions().get::<PageToRender>().is_none()
        && !response.headers().contains_key(header::CONTENT_TYPE)
}

/// Returns the cookie that keeps the ID of a session whose cookie this response removes. After a sign-out here it is removed as
/// well, if the browser has it.
fn kept_id(names: &CookieNames, brought: &RequestCookies, response: &Response) -> Option<SetCookie> {
    let ended = names.ended_session();
    if response.extensions().get::<SignedOutHere>().is_some() {
        return brought.named(&ended).map(|_| names.remove(ended));
    }
    if !response.headers().contains_key(header::SET_COOKIE) {
        return None;
    }
    let sets = |name: &str| {
        let mut cookies = response.headers().get_all(header::SET_COOKIE).iter().map(HeaderValue::as_bytes);
        cookies.find_map(|cookie| cookie.strip_prefix(name.as_bytes())?.strip_prefix(b"="))
    };
    let is_removed = sets(&names.session()).is_some_and(|rest| rest.starts_with(b";"));
    let id: Id = brought.named(&names.session())?.secret().parse().ok()?;
    // A sign-in has used the ID already if it removes the cookie.
    (is_removed && sets(&ended).is_none()).then(|| names.set(ended, &id.to_string(), ENDED_SESSION_LIFETIME))
}

/// Returns whether a cookie removes the session cookie without `Secure`.
fn is_insecure_removal(cookie: &HeaderValue, name: &str) -> bool {
    let rest = cookie.to_str().ok().and_then(|cookie| cookie.strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with("=;") && !rest.contains("Secure"))
}
