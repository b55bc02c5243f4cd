//! `POST /api/sign_out` and `GET /signed-out`.
//!
//! The form's answer is a page of this app that goes on by itself, not a redirect: Chromium applies the policy's
//! `form-action` to redirects that follow a form, and the provider may send the browser on to hosts that nobody can list.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{cookies, page::PageAnswer, router, server_functions};
use crate::{model::View, server::Caller, server_fns};

pub async fn sign_out(State(services): router::State, caller: Caller, request: Request) -> Response {
    let device_gone = cookies::end_device_flow(&caller).await;
    let answer = if server_functions::wants_page(request.headers()) {
        page(caller).await.into_response()
    } else {
        server_functions::run(caller, request).await
    };
    let mut response = (device_gone, answer).into_response();
    // A sign-out that did not succeed keeps the cookie: the next try needs it.
    if services.cookies.secure && response.status().is_success() {
        // Not "cookies": that would clear those of every other app of the same domain, the provider's too. And below a base
        // path not "storage", which other apps of the same origin may use.
        let alone = services.relying_party.base().is_root();
        let data = if alone { "\"cache\", \"storage\"" } else { "\"cache\"" };
        let headers = response.headers_mut();
        headers.insert("clear-site-data", HeaderValue::from_static(data));
        let gone = cookies::expire(&services.cookies, services.cookies.session());
        headers.extend(gone.map(|cookie| (header::SET_COOKIE, cookie)));
    }
    response
}

async fn page(caller: Caller) -> PageAnswer {
    match server_functions::within(caller, server_fns::sign_out()).await {
        Ok(continue_to) => {
            let view = View::SigningOut { continue_to: continue_to.clone() };
            PageAnswer::new(StatusCode::OK, view).going_on_to(&continue_to)
        }
        Err(error) => PageAnswer::error(error),
    }
}

pub async fn signed_out(State(services): router::State) -> PageAnswer {
    let provider = services.relying_party.provider().authority().provider();
    PageAnswer::new(StatusCode::OK, View::SignedOut { provider })
}
