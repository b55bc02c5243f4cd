//! The code, with everything that it is good for.

use axum::response::Response;

use super::request::AuthorizationRequest;
use super::response::send_back;
use crate::dev_tenant::browser_session::Account;
use crate::dev_tenant::claims;
use crate::dev_tenant::grants::{Grant, IssuedCode};
use crate::dev_tenant::random::guid;
use crate::dev_tenant::tenant::{Tenant, hold};

/// Goes back to the application with a code. The contexts of the request count as met: the person confirmed who they are,
/// or nobody asked.
pub fn give_code(tenant: &Tenant, request: &AuthorizationRequest, account: &Account) -> Response {
    let grant = Grant {
        persona_id: account.persona.id.clone(),
        scopes: request.scopes.clone(),
        family: guid(),
        session_id: account.session_id.clone(),
        auth_time: account.auth_time,
        public_client: false,
        handles_claims_challenges: request.claims.handles_challenges,
        contexts: request.claims.contexts.clone(),
        policy: request.place.policy,
    };
    let issued = IssuedCode {
        grant,
        redirect_uri: request.return_address.redirect_uri.clone(),
        code_challenge: request.code_challenge.clone(),
        nonce: request.nonce.clone(),
        wants_client_info: request.wants_client_info,
        place: request.place,
    };
    let value = hold(&tenant.codes).issue(issued, tenant.clock.now());
    let mut parameters = vec![("code", value)];
    if request.wants_client_info {
        parameters.push(("client_info", claims::client_info(&account.persona)));
    }
    if !tenant.flavour.is_b2c() {
        parameters.push(("session_state", account.session_id.clone()));
    }
    send_back(tenant, &request.return_address, parameters)
}
