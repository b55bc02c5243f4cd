//! The device code grant: `grant_type=urn:ietf:params:oauth:grant-type:device_code` (RFC 8628, section 3.4).

use serde_json::Value;

use crate::dev_tenant::endpoints::token::request::TokenRequest;
use crate::dev_tenant::endpoints::token::response::tokens;
use crate::dev_tenant::endpoints::token::wanted::WantedTokens;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::state::grants::Poll;
use crate::dev_tenant::state::lock::hold;

/// Exchanges an approved device code for tokens. The client secret is not required: the device code authenticates the
/// client.
pub async fn redeem(request: TokenRequest<'_>) -> Result<Value, Problem> {
    let TokenRequest { tenant, parameters, .. } = request;
    let presented = parameters.required("device_code")?;
    let poll = hold(&tenant.devices).poll(presented, tenant.clock.now());
    let grant = match poll {
        Poll::Approved(grant) => *grant,
        Poll::Pending => return Err(pending("authorization_pending")),
        Poll::TooFast => return Err(pending("slow_down")),
        Poll::Declined => {
            let message = "User declined to consent to access the app.";
            return Err(Problem::bad_request("authorization_declined", Aadsts::DEVICE_DECLINED, message));
        }
        Poll::Expired => {
            let message = "The provided device code has expired. Begin the device flow again.";
            return Err(Problem::bad_request("expired_token", Aadsts::DEVICE_CODE_EXPIRED, message));
        }
        Poll::Unknown => {
            let message = "The provided device code is not valid, or it was used.";
            return Err(Problem::bad_request("bad_verification_code", Aadsts::DEVICE_CODE_UNKNOWN, message));
        }
    };
    let scopes = grant.scopes.clone();
    let client_info = parameters.wants_client_info();
    tokens(tenant, grant, WantedTokens { scopes, nonce: None, client_info }).await
}

fn pending(error: &str) -> Problem {
    let message = "OAuth 2.0 device flow error. Authorization is pending. Continue polling.";
    Problem::bad_request(error, Aadsts::DEVICE_PENDING, message)
}
