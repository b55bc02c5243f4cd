//! Graph's `revokeSignInSessions`: Microsoft ends the user's sign-ins in all apps, on all devices.

use openidconnect::Scope;
use url::Url;

use crate::server::{
    Services, SignedIn,
    api::{ApiError, FailedResponse, may_receive_tokens},
    auth::RefreshError,
    entra::{AuthorityKind, Cloud},
    http::is_loopback,
};

/// The scope of this action. It requires the consent of an administrator.
const PERMISSION: &str = "User.RevokeSessions.All";

/// Returns the URL of `revokeSignInSessions`. `None` unless users sign in with Entra ID and Graph is in the same cloud, or the
/// dev tenant replaces both.
pub fn revocation_address(services: &Services) -> Option<Url> {
    let graph = services.graph.as_ref()?;
    let authority = services.auth.relying_party.provider().authority();
    let is_its_graph = |cloud: &Cloud| graph.host_str().is_some_and(|host| cloud.has_graph_host(host));
    let is_microsoft = authority.cloud().is_some_and(is_its_graph);
    let is_offered = accepts_app_tokens(services) && (is_microsoft || services.dev_tenant);
    is_offered.then(|| graph.join("me/revokeSignInSessions").ok())?
}

/// Returns whether Graph accepts access tokens of the configured authority. It rejects tokens of Azure AD B2C.
pub fn accepts_app_tokens(services: &Services) -> bool {
    !matches!(services.auth.relying_party.provider().authority().kind(), AuthorityKind::B2c { .. })
}

/// Returns whether users may have services of Microsoft 365, such as a mailbox. Customers have no licences for them.
pub fn has_microsoft_365(services: &Services) -> bool {
    services.auth.relying_party.provider().authority().provider().is_workforce()
}

/// Returns whether the app has an address of Graph, and access tokens that Graph accepts. An imitation of Graph beside another provider on
/// this machine does not count, because it has `/me` only.
pub fn is_available(services: &Services) -> bool {
    let Some(graph) = &services.graph else { return false };
    let is_open_id = matches!(services.auth.relying_party.provider().authority().kind(), AuthorityKind::OpenId);
    let is_imitation = is_open_id && is_loopback(graph) && !services.dev_tenant;
    accepts_app_tokens(services) && !is_imitation
}

/// Requests that Microsoft ends the user's sign-ins in all apps. This revokes all refresh tokens, including this app's.
///
/// The scope is requested only here, so that the usual access tokens do not have it.
pub async fn revoke_sign_in_sessions(user: &SignedIn) -> Result<(), ApiError> {
    let services = user.services();
    let address = revocation_address(services).ok_or_else(ApiError::no_endpoint)?;
    if !may_receive_tokens(services, &address) {
        return Err(ApiError::ForeignAddress);
    }
    let permission = [Scope::new(PERMISSION.to_owned())];
    let scopes = services.auth.relying_party.scopes().of_api_request(&address, &permission);
    let token = user.access_token(&scopes, None).await?;
    let response = services.http.post(&address, &token, services.limits.api).await;
    services.metrics.graph_request(response.as_ref().ok().map(|response| response.status.as_u16()));
    let response = response?;
    if response.status.is_success() { Ok(()) } else { Err(ApiError::Failed(FailedResponse::read(&response, &address))) }
}

/// Returns whether Microsoft rejected the request, so that a retry does not help.
pub fn is_refusal(error: &ApiError) -> bool {
    matches!(
        error,
        ApiError::Failed(FailedResponse { status: 401 | 403, .. })
            | ApiError::StepUp(_)
            | ApiError::Token(RefreshError::StepUp | RefreshError::Irreplaceable)
    )
}

/// Returns whether the user's sign-in had ended before the request. `From<RefreshError>` maps `Ended` to
/// `SessionEnded`.
pub fn sign_in_has_ended(error: &ApiError) -> bool {
    matches!(error, ApiError::SessionEnded)
}
