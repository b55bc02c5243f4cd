//! The check whether an authorization request comes from the registered application.

use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authority_path::{AuthorityPath, PathSegments};
use crate::dev_tenant::protocol::authorization_request::{Identified, ResponseMode, ReturnAddress};
use crate::dev_tenant::protocol::ids::CLIENT_ID;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::state::tenant::Tenant;

/// Returns the authority and the return address of a request. Fails if the request does not come from the registered
/// application. After a failure the browser must not be redirected to the URI of the request.
pub fn identify(tenant: &Tenant, path: &PathSegments, parameters: &Parameters) -> Result<Identified, Problem> {
    let authority = AuthorityPath::of_sign_in(tenant.flavour, path)?;
    let redirect_uri = registered_redirect_uri(tenant, parameters)?;
    let response_mode = match parameters.get("response_mode") {
        Some("fragment") => ResponseMode::Fragment,
        Some("form_post") => ResponseMode::FormPost,
        _ => ResponseMode::Query,
    };
    let return_address = ReturnAddress { redirect_uri, response_mode, state: parameters.owned("state") };
    Ok(Identified { authority, return_address })
}

/// Returns the redirect URI of a request. Fails unless the client is the registered application and has registered the
/// URI.
pub fn registered_redirect_uri(tenant: &Tenant, parameters: &Parameters) -> Result<String, Problem> {
    let client_id = parameters.required("client_id")?;
    if client_id != CLIENT_ID {
        return Err(Problem::unknown_application(client_id));
    }
    let redirect_uri = parameters.required("redirect_uri")?;
    if !tenant.registration.has_redirect_uri(redirect_uri) {
        let message = format!(
            "The redirect URI '{redirect_uri}' specified in the request does not match the redirect URIs configured for the application '{CLIENT_ID}'."
        );
        return Err(Problem::bad_request("invalid_request", Aadsts::REDIRECT_URI_NOT_REGISTERED, &message));
    }
    Ok(redirect_uri.to_owned())
}
