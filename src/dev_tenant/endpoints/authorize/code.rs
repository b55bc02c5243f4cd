//! Issues the authorization code that ends a successful authorization request.

use axum::response::Response;

use crate::dev_tenant::endpoints::authorize::response::send_back;
use crate::dev_tenant::protocol::authorization_request::{AuthorizationRequest, Prompt};
use crate::dev_tenant::protocol::random::guid;
use crate::dev_tenant::state::browser_session::Account;
use crate::dev_tenant::state::grants::{Grant, IssuedCode};
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::tenant::Tenant;

/// Redirects to the application with a new code. The authentication contexts of the request count as met, because a
/// request with contexts is a claims challenge, for which the user has confirmed their identity.
pub fn issue_code(tenant: &Tenant, request: &AuthorizationRequest, account: &Account) -> Response {
    let grant = Grant {
        persona_id: account.persona.id.clone(),
        scopes: request.scopes.clone(),
        family: guid(),
        session_id: account.session_id.clone(),
        auth_time: account.auth_time,
        public_client: false,
        handles_claims_challenges: request.claims.handles_challenges,
        contexts: request.claims.contexts.clone(),
        acr: request.acr.clone().filter(|_| request.prompt != Prompt::Nothing),
        policy: request.authority.policy,
    };
    let issued = IssuedCode {
        grant,
        redirect_uri: request.return_address.redirect_uri.clone(),
        code_challenge: request.code_challenge.clone(),
        nonce: request.nonce.clone(),
        wants_client_info: request.wants_client_info,
        authority: request.authority,
    };
    let value = hold(&tenant.codes).issue(issued, tenant.clock.now());
    let mut parameters = vec![("code", value)];
    if request.wants_client_info {
        parameters.push(("client_info", account.persona.client_info()));
    }
    if !tenant.flavour.is_b2c() {
        parameters.push(("session_state", account.session_id.clone()));
    }
    send_back(tenant, &request.return_address, parameters)
}
