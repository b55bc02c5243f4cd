//! `GET` and `POST …/oauth2/v2.0/authorize`: the authorization endpoint (OpenID Connect Core, section 3.1.2.1).

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::dev_tenant::endpoints::authorize::decision::decide;
use crate::dev_tenant::endpoints::authorize::identify::identify;
use crate::dev_tenant::endpoints::authorize::refusal::refuse;
use crate::dev_tenant::endpoints::error_pages::problem_page;
use crate::dev_tenant::endpoints::forms::SentParameters;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authority_path::PathSegments;
use crate::dev_tenant::protocol::authorization_request::AuthorizationRequest;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::state::tenant::SharedTenant;

pub async fn endpoint(
    State(tenant): State<SharedTenant>,
    Path(path): Path<PathSegments>,
    headers: HeaderMap,
    SentParameters(parameters): SentParameters,
) -> Response {
    let identified =
        parameters.and_then(|parameters| identify(&tenant, &path, &parameters).map(|request| (parameters, request)));
    let (parameters, identified) = match identified {
        Ok(identified) => identified,
        Err(problem) => return problem_page(&tenant, &headers, problem),
    };
    tenant.switches.record_authorization_request(&parameters);
    let return_address = identified.return_address.clone();
    let request = match tenant.switches.authorize_fault.strike() {
        Some(fault) => {
            let number = Aadsts::armed(fault.aadsts);
            Err(Problem::bad_request(&fault.error, number, "This error was armed by a test."))
        }
        None => AuthorizationRequest::parse(tenant.flavour, tenant.scope_rules(), identified, &parameters),
    };
    match request {
        Ok(request) => decide(&tenant, &headers, request),
        Err(problem) => refuse(&tenant, &headers, &return_address, problem),
    }
}
