//! `grant_type=urn:ietf:params:oauth:grant-type:device_code` (RFC 8628, section 3.4).

use serde_json::Value;

use super::response::{Wanted, tokens};
use crate::dev_tenant::form::Parameters;
use crate::dev_tenant::grants::Poll;
use crate::dev_tenant::problem::Problem;
use crate::dev_tenant::tenant::{Tenant, hold};

/// Any client of ours may ask, with its secret or without: the device code is what proves that it is the one.
pub async fn redeem(tenant: &Tenant, parameters: &Parameters) -> Result<Value, Problem> {
    let presented = parameters.get("device_code").ok_or_else(|| Problem::missing_parameter("device_code"))?;
    let poll = hold(&tenant.devices).poll(presented, tenant.clock.now());
    let grant = match poll {
        Poll::Approved(grant) => *grant,
        Poll::Pending => return Err(pending("authorization_pending")),
        Poll::TooFast => return Err(pending("slow_down")),
        Poll::Declined => {
            let message = "User declined to consent to access the app.";
            return Err(Problem::bad_request("authorization_declined", 70018, message));
        }
        Poll::Expired => {
            let message = "The provided device code has expired. Begin the device flow again.";
            return Err(Problem::bad_request("expired_token", 70020, message));
        }
        Poll::Unknown => {
            let message = "The provided device code is not valid, or it was used.";
            return Err(Problem::bad_request("bad_verification_code", 70019, message));
        }
    };
    let scopes = grant.scopes.clone();
    tokens(tenant, grant, Wanted { scopes, nonce: None, client_info: parameters.get("client_info") == Some("1") }).await
}

fn pending(error: &str) -> Problem {
    let message = "OAuth 2.0 device flow error. Authorization is pending. Continue polling.";
    Problem::bad_request(error, 70016, message)
}
