//! The admin consent: `GET /admin-consent` explains it, `/admin-consent/begin` starts it at Microsoft, and
//! `/admin-consent/result` shows the result.

mod view;

use axum::{
    extract::{Query, rejection::QueryRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::*;
use openidconnect::CsrfToken;
use serde::Deserialize;

use self::view::AdminConsent;
use super::{not_found, request::Anyone, sign_in_failed};
use crate::{
    paths::{self, ReturnTo},
    server::{
        Caller,
        auth::{
            FailedSignIn,
            admin_consent::{AdminConsentView, ConsentResponse},
        },
    },
    text,
    web::{
        Page, PageResult, comes_from_another_site,
        cookies::{self, SetCookies},
    },
};

/// The longest parameter value that this app or Microsoft makes, in bytes. A response with a longer value is ignored.
const LONGEST: usize = 8 * 1024;

/// The parameters of Microsoft's admin consent response. It also has `tenant` and `scope`, which prove nothing and are
/// not read.
#[derive(Deserialize)]
pub struct ConsentQuery {
    state: Option<String>,
    admin_consent: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

/// The parameter of the explanation page, to which a result that no request of this app caused is redirected.
#[derive(Default, Deserialize)]
pub struct ReportedQuery {
    reported: Option<String>,
}

/// Explains the admin consent, or a result that no request of this app caused.
pub async fn explain(request: Anyone, query: Result<Query<ReportedQuery>, QueryRejection>) -> PageResult {
    let services = request.services();
    if services.auth.admin_consent_endpoint().is_none() {
        return Ok(not_found::page());
    }
    let Query(ReportedQuery { reported }) = query.unwrap_or_default();
    if let Some(reported) = reported {
        return Ok(page(AdminConsentView::Reported { given: reported == "given" }));
    }
    let configured = services.auth.relying_party.scopes().configured();
    let of_apis = services.apis.scopes().filter(|scope| !configured.contains(scope));
    let scopes = configured.iter().chain(of_apis).map(|scope| scope.to_string()).collect();
    Ok(page(AdminConsentView::Offered { scopes }))
}

/// Starts the admin consent at Microsoft. Another site cannot start it, and so cannot fill the browser with cookies.
pub async fn begin(caller: Caller, headers: HeaderMap) -> Response {
    if comes_from_another_site(&headers) {
        return Page::redirect(paths::ADMIN_CONSENT).into_response();
    }
    match caller.begin_admin_consent().await {
        Ok(Some(redirection)) => cookies::redirect(redirection),
        Ok(None) => not_found::page().into_response(),
        Err(error) => {
            sign_in_failed::of(&caller.services().auth, &FailedSignIn::new(error, ReturnTo::home())).into_response()
        }
    }
}

/// Shows the result of the admin consent. The transaction is consumed, so a second request with the same address finds
/// none.
pub async fn result(request: Anyone, query: Result<Query<ConsentQuery>, QueryRejection>) -> PageResult {
    let (services, caller) = (request.services(), &request.caller);
    if services.auth.admin_consent_endpoint().is_none() {
        return Ok(not_found::page());
    }
    let response = query.ok().and_then(|Query(query)| response(query)).unwrap_or_default();
    let name = response.state.as_ref().map(|state| services.cookies.admin_consent(state));
    let cookie = name.as_ref().and_then(|name| caller.cookies().named(name));
    let view = match services.auth.complete_admin_consent(response, cookie.as_ref()).await {
        Ok(view) => view,
        Err(error) => {
            return Ok(sign_in_failed::of(&services.auth, &FailedSignIn::new(error, ReturnTo::home())));
        }
    };
    let removed = name.filter(|_| cookie.is_some()).map(|name| services.cookies.remove(name));
    let page = page(view).header(header::REFERRER_POLICY, "no-referrer");
    Err((SetCookies(removed), page).into_response().into())
}

fn response(query: ConsentQuery) -> Option<ConsentResponse> {
    let ConsentQuery { state, admin_consent, error, error_description } = query;
    let values = [&state, &admin_consent, &error, &error_description];
    let too_long = values.into_iter().flatten().any(|value| value.len() > LONGEST);
    let state = state.map(CsrfToken::new);
    (!too_long).then_some(ConsentResponse { state, admin_consent, error, error_description })
}

/// Returns the page that shows the state of an admin consent.
pub fn page(view: AdminConsentView) -> Page {
    let status = match &view {
        AdminConsentView::Refused(_) => StatusCode::FORBIDDEN,
        AdminConsentView::Unknown => StatusCode::BAD_REQUEST,
        AdminConsentView::Given | AdminConsentView::Offered { .. } | AdminConsentView::Reported { .. } => {
            StatusCode::OK
        }
    };
    Page::new(text!("admin-consent-title")).status(status).view(move || view! { <AdminConsent view /> })
}
