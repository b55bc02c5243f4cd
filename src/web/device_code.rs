//! `GET /device-code`, the device code view, and `POST /api/poll_device_code`, which returns its state.

use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{cookies::SetCookies, page::PageAnswer, router, server_functions, sign_in_failed};
use crate::{
    model::View,
    paths,
    server::{Caller, auth::device_code::Progress},
};

/// Without JavaScript the page polls by a reload, which a `<noscript>` in its head requests.
pub async fn device_code(State(services): router::State, caller: Caller) -> Response {
    let Some(cookie) = caller.device_cookie() else { return Redirect::to(paths::HOME).into_response() };
    let gone = || SetCookies([services.cookies.remove(services.cookies.device())]);
    match caller.poll_device_code(cookie).await {
        Ok(Progress::Pending(view)) => PageAnswer::new(StatusCode::OK, View::DeviceCode(view)).into_response(),
        Ok(Progress::Approved(return_to, session)) => {
            let cookie = session.map(|session| services.cookies.of_session(&session));
            (SetCookies(cookie), Redirect::to(return_to.as_str())).into_response()
        }
        Ok(Progress::Unknown) => (gone(), Redirect::to(paths::HOME)).into_response(),
        // After a failure of the app itself the code is still valid, so the browser can poll again.
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
