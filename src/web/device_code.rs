//! `GET /device-code`, the device code view, and `POST /api/poll_device_code`, which asks how it stands.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};

use super::{page::PageAnswer, router, server_functions, sign_in_failed};
use crate::{
    model::View,
    paths,
    server::{Caller, auth::device_code::Progress},
};

/// Without JavaScript the page asks by being loaded again: a `<noscript>` in its head says so.
pub async fn device_code(State(services): router::State, caller: Caller) -> Response {
    let Some(cookie) = caller.device_cookie() else { return Redirect::to(paths::HOME).into_response() };
    let gone = || {
        let expired = super::cookies::expire(&services.cookies, services.cookies.device());
        AppendHeaders(expired.map(|cookie| (header::SET_COOKIE, cookie)))
    };
    match caller.ask_about_device_code(cookie).await {
        Ok(Progress::Pending(view)) => PageAnswer::new(StatusCode::OK, View::DeviceCode(view)).into_response(),
        Ok(Progress::Approved(return_to, session)) => {
            let cookie = session.and_then(|session| HeaderValue::from_str(&services.cookies.of_session(&session)).ok());
            (super::cookies::headers(cookie), Redirect::to(return_to.as_str())).into_response()
        }
        Ok(Progress::Unknown) => (gone(), Redirect::to(paths::HOME)).into_response(),
        // What failed here may be asked again: the sign-in is as good as before.
        Err(failed) if failed.app_error().is_some() => sign_in_failed::answer(&failed),
        Err(failed) => (gone(), sign_in_failed::answer(&failed)).into_response(),
    }
}

pub async fn poll(caller: Caller, request: Request) -> Response {
    if server_functions::wants_page(request.headers()) {
        return Redirect::to(paths::DEVICE_CODE).into_response();
    }
    server_functions::run(caller, request).await
}
