//! Requests that wait for a user's decision on a page: admin consent and end-session.

use crate::dev_tenant::protocol::authorization_request::ReturnAddress;
use crate::dev_tenant::protocol::scopes::Scopes;

/// An admin consent request that waits for the administrator's decision.
#[derive(Clone, Debug)]
pub struct AdminConsentRequest {
    pub return_address: ReturnAddress,
    pub scopes: Scopes,
}

/// An end-session request: the address for the redirect after the sign-out.
#[derive(Clone, Debug)]
pub struct EndSessionRequest {
    pub post_logout_redirect_uri: Option<String>,
    pub state: Option<String>,
}
