//! The errors of the authorization endpoint that are sent to the application.

use axum::http::HeaderMap;
use axum::response::Response;

use crate::dev_tenant::endpoints::authorize::response::send_back;
use crate::dev_tenant::endpoints::reply::report;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authorization_request::ReturnAddress;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::state::tenant::Tenant;

/// Sends an error to the application's redirect URI.
pub fn refuse(tenant: &Tenant, headers: &HeaderMap, address: &ReturnAddress, problem: Problem) -> Response {
    let report = report(tenant, headers, problem);
    send_back(tenant, address, report.parameters(&tenant.addresses.origin))
}

/// Returns the error that the application gets if the user cancels.
pub fn declined(tenant: &Tenant) -> Problem {
    if tenant.flavour.is_b2c() {
        let message = "The user has cancelled entering self-asserted information.";
        return Problem::bad_request("access_denied", Aadsts::B2C_CANCELLED, message);
    }
    Problem::bad_request("access_denied", Aadsts::DECLINED, "User declined to consent to access the app.")
}
