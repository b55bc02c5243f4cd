//! Graph's `revokeSignInSessions`: Microsoft ends the person's sign-ins in all apps, on all devices.

use openidconnect::Scope;
use url::Url;

use super::GraphError;
use crate::server::{
    Services, SignedIn,
    auth::RefreshError,
    entra::{AuthorityKind, Cloud},
};

/// The permission that Microsoft Graph asks for; an administrator has to consent to it.
const PERMISSION: &str = "User.RevokeSessions.All";

/// Returns the address of the action, where the people who sign in here are in a cloud of Microsoft's and Graph is that cloud's.
/// The dev tenant stands in for both.
pub fn revocation_address(services: &Services) -> Option<Url> {
    let graph = services.graph.as_ref()?;
    let authority = services.auth.relying_party.provider().authority();
    let is_its_graph = |cloud: &Cloud| graph.host_str().is_some_and(|host| cloud.has_graph_host(host));
    let is_microsoft = authority.cloud().is_some_and(is_its_graph);
    let can_be_asked = takes_their_tokens(services) && (is_microsoft || services.dev_tenant);
    can_be_asked.then(|| graph.join("me/revokeSignInSessions").ok())?
}

/// Says whether Graph takes tokens of the people who sign in here: of those of Azure AD B2C it takes none.
pub fn takes_their_tokens(services: &Services) -> bool {
    !matches!(services.auth.relying_party.provider().authority().kind(), AuthorityKind::B2c { .. })
}

/// Asks Microsoft to end the person's sign-ins in all apps. Their refresh tokens are worth nothing afterwards, this app's
/// too.
///
/// The permission is asked for when it is needed, so that nobody's usual token carries it.
pub async fn revoke_sign_in_sessions(user: &SignedIn) -> Result<(), GraphError> {
    let services = user.services();
    let address = revocation_address(services).ok_or(GraphError::NoEndpoint)?;
    let permission = [Scope::new(PERMISSION.to_owned())];
    let scopes = services.auth.relying_party.scopes().of_question(&address, &permission);
    let token = user.access_token(&scopes, None).await?;
    let answer = services.http.post(&address, &token, services.limits.api).await?;
    if answer.status.is_success() { Ok(()) } else { Err(GraphError::from_answer(&answer)) }
}

/// Says whether the answer is a no, which another try does not change.
pub fn is_refusal(error: &GraphError) -> bool {
    matches!(
        error,
        GraphError::Status { status: 401 | 403, .. }
            | GraphError::StepUp(_)
            | GraphError::Token(RefreshError::StepUp | RefreshError::Irreplaceable)
    )
}

/// Says whether the person's sign-in had ended before Microsoft could be asked.
pub fn is_over(error: &GraphError) -> bool {
    matches!(error, GraphError::SessionEnded | GraphError::Token(RefreshError::Ended))
}
