//! `GET /admin-consent`, which explains it, `/admin-consent/begin`, the door to Microsoft, and `/admin-consent/result`.

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use openidconnect::CsrfToken;
use serde::Deserialize;

use super::{
    cookies::{self, SetCookies},
    page::PageAnswer,
    router, sign_in, sign_in_failed,
};
use crate::{
    model::{AdminConsentView, View},
    paths::{self, ReturnTo},
    server::{
        Caller,
        auth::{FailedSignIn, admin_consent::ConsentResponse},
    },
};

/// Longer values are not what this app or Microsoft made.
const LONGEST: usize = 8 * 1024;

/// What Microsoft adds to the address. `tenant` and `scope` stand there too; nothing may rest on them.
#[derive(Deserialize)]
pub struct Answer {
    state: Option<String>,
    admin_consent: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

pub async fn explain(State(services): router::State) -> PageAnswer {
    if services.auth.admin_consent_endpoint().is_none() {
        return PageAnswer::new(StatusCode::NOT_FOUND, View::NotFound);
    }
    let scopes = services.auth.relying_party.scopes().configured().iter().map(|scope| scope.to_string()).collect();
    PageAnswer::new(StatusCode::OK, View::AdminConsent(AdminConsentView::Offered { scopes }))
}

/// Begins by a click in this app only, so that no other site fills the browser with cookies.
pub async fn begin(caller: Caller, headers: HeaderMap) -> Response {
    if sign_in::comes_from_another_site(&headers) {
        return Redirect::to(paths::ADMIN_CONSENT).into_response();
    }
    match caller.begin_admin_consent().await {
        Ok(Some(redirection)) => cookies::redirect(redirection),
        Ok(None) => PageAnswer::new(StatusCode::NOT_FOUND, View::NotFound).into_response(),
        Err(error) => sign_in_failed::answer(&FailedSignIn { error, return_to: ReturnTo::home() }),
    }
}

/// Shows the result at once: a second look at the same address finds no transaction.
pub async fn result(
    State(services): router::State,
    caller: Caller,
    answer: Result<Query<Answer>, QueryRejection>,
) -> Response {
    if services.auth.admin_consent_endpoint().is_none() {
        return PageAnswer::new(StatusCode::NOT_FOUND, View::NotFound).into_response();
    }
    let response = answer.ok().and_then(|Query(answer)| response(answer)).unwrap_or_default();
    let name = response.state.as_ref().map(|state| services.cookies.admin_consent(state));
    let cookie = name.as_ref().and_then(|name| caller.cookies().named(name));
    let view = match services.auth.complete_admin_consent(response, cookie.as_ref()).await {
        Ok(view) => view,
        Err(error) => return sign_in_failed::answer(&FailedSignIn { error, return_to: ReturnTo::home() }),
    };
    let status = match &view {
        AdminConsentView::Refused(_) => StatusCode::FORBIDDEN,
        AdminConsentView::Unknown => StatusCode::BAD_REQUEST,
        AdminConsentView::Given | AdminConsentView::Offered { .. } => StatusCode::OK,
    };
    let gone = name.filter(|_| cookie.is_some()).map(|name| services.cookies.remove(name));
    let referrer = [(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"))];
    (SetCookies(gone), referrer, PageAnswer::new(status, View::AdminConsent(view))).into_response()
}

fn response(answer: Answer) -> Option<ConsentResponse> {
    let Answer { state, admin_consent, error, error_description } = answer;
    let values = [&state, &admin_consent, &error, &error_description];
    let too_long = values.into_iter().flatten().any(|value| value.len() > LONGEST);
    let state = state.map(CsrfToken::new);
    (!too_long).then_some(ConsentResponse { state, admin_consent, error, error_description })
}
