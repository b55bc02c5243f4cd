//! Responses that several endpoints of the dev tenant share.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::dev_tenant::protocol::dialect::Dialect;
use crate::dev_tenant::protocol::html::Html;
use crate::dev_tenant::protocol::page::Page;
use crate::dev_tenant::protocol::problem::{Problem, Report};
use crate::dev_tenant::protocol::random;
use crate::dev_tenant::state::tenant::Tenant;

/// Returns a page of the dev tenant with this heading and content.
pub fn page(tenant: &Tenant, status: StatusCode, heading: &str, content: &Html) -> Response {
    Page::new(status, heading, content).into_response(&tenant.registration.page_origins())
}

/// Returns a page whose script sends its only form at once, such as an authorization response by `form_post`.
pub fn page_that_sends_itself(tenant: &Tenant, heading: &str, content: &Html) -> Response {
    Page::that_sends_itself(heading, content).into_response(&tenant.registration.page_origins())
}

/// Returns a page that loads URLs of the application in hidden frames (front-channel logout). When they are loaded, the
/// page follows its link `#continue` if it has one.
pub fn page_with_frames(tenant: &Tenant, heading: &str, content: &Html) -> Response {
    Page::with_frames(heading, content).into_response(&tenant.registration.page_origins())
}

/// Returns the OAuth error in JSON for a problem.
pub fn refusal(tenant: &Tenant, headers: &HeaderMap, problem: Problem) -> Response {
    report(tenant, headers, problem).into_json(&tenant.addresses.origin)
}

/// Returns the report of a problem, with the correlation ID of the request.
pub fn report(tenant: &Tenant, headers: &HeaderMap, problem: Problem) -> Report {
    problem.report(Dialect::of(tenant.flavour), tenant.clock.timestamp(), correlation_id(headers))
}

/// Returns the correlation ID of a request: `client-request-id` if it is a GUID, otherwise a new GUID.
pub fn correlation_id(headers: &HeaderMap) -> String {
    let sent = headers.get("client-request-id").and_then(|value| value.to_str().ok());
    let is_guid =
        |text: &&str| text.len() == 36 && text.chars().all(|letter| letter.is_ascii_hexdigit() || letter == '-');
    sent.filter(is_guid).map_or_else(random::guid, str::to_owned)
}

/// Returns a redirect with status 302, as Entra ID does.
pub fn redirect(location: &str) -> Response {
    match HeaderValue::try_from(location) {
        Ok(location) => {
            let headers = [(header::LOCATION, location), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
            (StatusCode::FOUND, headers).into_response()
        }
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

pub fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}
