//! The parameters `scope` and `claims` of a token request.

use openidconnect::Scope;

use crate::server::oidc::ClaimsRequest;

/// The scopes and claims that a token request names.
#[derive(Default)]
pub struct TokenRequestParameters {
    /// The scopes of one resource. `None` omits the parameter, so that the provider uses the scopes that it granted
    /// before.
    pub scope: Option<String>,
    /// The claims that an API requires.
    pub claims: Option<ClaimsRequest>,
}

impl TokenRequestParameters {
    /// Returns the parameters for these scopes, without claims.
    pub fn scopes(scopes: &[Scope]) -> Self {
        Self { scope: Some(scope_parameter(scopes)), claims: None }
    }

    /// Returns the parameters for a token of the app itself: Entra ID issues all app roles of the resource that are assigned to
    /// the app, so no single role can be requested.
    pub fn of_app(resource: &str) -> Self {
        Self { scope: Some(format!("{resource}/.default")), claims: None }
    }

    pub(super) fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        let scope = self.scope.as_deref().map(|scope| ("scope", scope));
        scope.into_iter().chain(self.claims.as_ref().map(|claims| ("claims", claims.as_str())))
    }
}

pub(super) fn scope_parameter(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
}
