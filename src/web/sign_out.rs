//! `POST /api/sign_out` and `GET /signed-out`.
//!
//! The form's answer is a page of this app that goes on by itself, not a redirect: Chromium applies the policy's
//! `form-action` to redirects that follow a form, and the provider may send the browser on to hosts that nobody can list.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};

use super::{
    cookies::{self, SetCookies},
    page::PageAnswer,
    router, server_functions,
};
use crate::{
    model::{RevocationProblem, View},
    server::{Caller, Services, account::SignedOutEverywhere},
    server_fns,
};

pub async fn sign_out(State(services): router::State, caller: Caller, request: Request) -> Response {
    if server_functions::wants_page(request.headers()) {
        return by_form(&services, caller).await;
    }
    let device_gone = SetCookies(caller.drop_device_flow().await);
    farewell(&services, (device_gone, server_functions::run(caller, request).await).into_response())
}

/// Signs the user out, and shows the page that continues to the provider.
pub async fn by_form(services: &Services, caller: Caller) -> Response {
    let device_gone = SetCookies(caller.drop_device_flow().await);
    let page = match server_functions::within(caller, server_fns::sign_out()).await {
        Ok(continue_to) => signing_out(continue_to, None),
        Err(error) => PageAnswer::error(error),
    };
    farewell(services, (device_gone, page).into_response())
}

/// Shows the page after a sign-out from all sessions, with the problem that the user should know first.
pub fn after_everywhere(services: &Services, ended: SignedOutEverywhere) -> Response {
    let page = signing_out(ended.continue_to.into(), ended.problem);
    farewell(services, (SetCookies(ended.cookie), page).into_response())
}

/// Clears the browser's data. After a failed sign-out the cookie is kept, because the next attempt needs it.
fn farewell(services: &Services, mut response: Response) -> Response {
    if services.cookies.secure && response.status().is_success() {
        // Not "cookies": that would clear those of every other app of the same domain, the provider's too. And below a base
        // path not "storage", which other apps of the same origin may use.
        let alone = services.auth.relying_party.base().is_root();
        let data = if alone { "\"cache\", \"storage\"" } else { "\"cache\"" };
        let headers = response.headers_mut();
        headers.insert("clear-site-data", HeaderValue::from_static(data));
        cookies::append(headers, [services.cookies.remove(services.cookies.session())]);
    }
    response
}

fn signing_out(continue_to: String, problem: Option<RevocationProblem>) -> PageAnswer {
    let page = PageAnswer::new(StatusCode::OK, View::SigningOut { continue_to: continue_to.clone(), problem });
    if problem.is_some() { page } else { page.going_on_to(&continue_to) }
}

pub async fn signed_out(State(services): router::State) -> PageAnswer {
    let provider = services.auth.relying_party.provider().authority().provider();
    PageAnswer::new(StatusCode::OK, View::SignedOut { provider })
}
