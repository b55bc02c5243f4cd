//! The authorization endpoint: who is it, is it allowed, and back to the application with a code.
//!
//! 1. A request whose client or redirect URI is wrong gets a page of ours and never goes back (RFC 6749, section 4.1.2.1).
//! 2. Everything else that is wrong goes back as an error.
//! 3. [`decision`]: whoever is signed in here already goes straight through (single sign-on), unless `prompt` says otherwise.
//! 4. Otherwise the account picker is shown; its button is the consent as well, and says so.
//! 5. `prompt=consent`, or a scope that is new for somebody signed in, leads to the consent page; `claims` with a challenge
//!    to a page on which people confirm who they are.
//! 6. [`choices`]: what the buttons of these pages do.

mod choices;
mod code;
mod decision;
mod pages;
mod request;
mod response;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use super::form::Parameters;
use super::html::problem_page;
use super::place::Named;
use super::problem::Problem;
use super::router::correlation_id;
use super::tenant::{SharedTenant, Tenant};

pub use choices::{choose_account, choose_consent, confirm, edit_profile, forgotten_password, sent_form};
pub use pages::account_buttons;
pub use request::{AuthorizationRequest, ResponseMode, ReturnAddress, registered_redirect_uri};
use request::{Identified, identify};
pub use response::{redirect, send_back};

/// `GET …/oauth2/v2.0/authorize`
pub async fn by_query(
    State(tenant): State<SharedTenant>,
    Path(named): Path<Named>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let parameters = Parameters::of_query(query.as_deref());
    answer(&tenant, &named, &headers, parameters)
}

/// `POST …/oauth2/v2.0/authorize` (OpenID Connect Core, section 3.1.2.1)
pub async fn by_form(
    State(tenant): State<SharedTenant>,
    Path(named): Path<Named>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let parameters = Parameters::of_body(&headers, &body);
    answer(&tenant, &named, &headers, parameters)
}

fn answer(tenant: &Tenant, named: &Named, headers: &HeaderMap, parameters: Result<Parameters, Problem>) -> Response {
    let identified = parameters
        .and_then(|parameters| identify(tenant, named, &parameters).map(|identified| (parameters, identified)));
    let (parameters, Identified { place, return_address }) = match identified {
        Ok(identified) => identified,
        Err(problem) => return problem_page(tenant, &problem.report(tenant, correlation_id(headers))),
    };
    tenant.switches.note_authorization_request(&parameters);
    let armed = tenant.switches.authorize_fault.strike();
    let fault = armed.map(|fault| Problem::bad_request(&fault.error, fault.aadsts, "This error was armed by a test."));
    let request = match fault {
        Some(problem) => Err(problem),
        None => AuthorizationRequest::parse(tenant, &parameters, place, return_address.clone()),
    };
    match request {
        Ok(request) => decision::go_on(tenant, headers, request),
        Err(problem) => refuse(tenant, headers, &return_address, problem),
    }
}

/// Sends an error back to the application.
pub fn refuse(tenant: &Tenant, headers: &HeaderMap, address: &ReturnAddress, problem: Problem) -> Response {
    let report = problem.report(tenant, correlation_id(headers));
    send_back(tenant, address, report.parameters(&tenant.addresses.origin))
}

pub fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// Returns what somebody stands for who does not want to: customers cancel, others decline.
fn declined(tenant: &Tenant) -> Problem {
    if tenant.flavour.is_b2c() {
        return Problem::bad_request(
            "access_denied",
            90091,
            "The user has cancelled entering self-asserted information.",
        );
    }
    Problem::bad_request("access_denied", 65004, "User declined to consent to access the app.")
}
