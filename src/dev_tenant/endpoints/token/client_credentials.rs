//! The client credentials grant: `grant_type=client_credentials` (RFC 6749, section 4.4), a token for the application itself.

use serde_json::{Value, json};

use crate::dev_tenant::endpoints::token::access_token;
use crate::dev_tenant::endpoints::token::claims::{self, AccessToken};
use crate::dev_tenant::endpoints::token::request::TokenRequest;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authority_path::Realm;
use crate::dev_tenant::protocol::claims_request::ClaimsRequest;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::protocol::scopes;

/// Issues a token for the scope `<resource>/.default` of one tenant. As at Entra ID, the response has neither a refresh token
/// nor `scope`.
pub async fn issue(request: TokenRequest<'_>) -> Result<Value, Problem> {
    let TokenRequest { tenant, authority, parameters, .. } = request;
    let scope = request.of_confidential_client("scope")?;
    let Realm::One(home) = authority.realm else {
        let message =
            "No tenant-identifying information found in either the request or implied by any provided credentials.";
        return Err(Problem::bad_request("invalid_request", Aadsts::NO_TENANT, message));
    };
    if !scope.ends_with("/.default") || scope.contains(' ') {
        let message = format!(
            "The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI)."
        );
        return Err(Problem::bad_request("invalid_scope", Aadsts::NOT_DEFAULT_SCOPE, &message));
    }
    let handles_claims_challenges = ClaimsRequest::parse(parameters)?.handles_challenges;
    let scopes = tenant.scopes(parameters)?;
    let audience = scopes::one_resource(&scopes)?;
    let lifetime = tenant.switches.access_token_lifetime();
    let token = AccessToken { audience, lifetime, handles_claims_challenges };
    let access_token = access_token::signed(tenant, home, claims::application_token(tenant, home, &token)).await;
    Ok(json!({
        "token_type": "Bearer",
        "expires_in": lifetime,
        "ext_expires_in": lifetime,
        "access_token": access_token,
    }))
}
