//! The scopes of an API that a session can use without a step by the user.

use openidconnect::Scope;
use url::Url;

use super::SignedIn;
use crate::server::{
    auth::{RefreshError, Scopes},
    oidc::ApiScopes,
};

impl<R> SignedIn<R> {
    /// Returns those of the scopes that the user has granted. An access token for the returned scopes exists, or is requested
    /// silently, so that the next request for it needs no request to the provider.
    ///
    /// The scopes of the session's access tokens are granted. So are probably those that this sign-in requested. If the provider
    /// refuses a token for them, only the former are returned.
    pub async fn granted(&self, scopes: &[Scope], api: &Url) -> Result<Vec<Scope>, RefreshError> {
        let rules = self.services().auth.relying_party.scopes();
        let tokens = self.services().auth.store.tokens(self.session_id()).await?;
        let (tokens, _) = tokens.ok_or(RefreshError::Ended)?;
        let of_api = rules.of_api_request(api, &[]);
        let known = tokens.access_tokens.iter().map(|token| token.granted.as_ref().unwrap_or(&token.scopes));
        let known = known.filter(|scopes| scopes.have_same_resource_as(&of_api));
        let known = known.fold(of_api.granted(&[]), ApiScopes::with);
        let (sure, others): (Vec<_>, Vec<_>) = scopes.iter().cloned().partition(|scope| covers(rules, &known, scope));
        let others = others.into_iter().filter(|scope| self.user().consent_requested.contains(scope));
        let likely: Vec<_> = sure.iter().cloned().chain(others).collect();
        let token = match self.api_token(&rules.of_api_request(api, &likely), None).await {
            Err(RefreshError::StepUp | RefreshError::Irreplaceable) if likely.len() > sure.len() => {
                self.api_token(&rules.of_api_request(api, &sure), None).await
            }
            result => result,
        }?;
        let granted = token.granted.as_ref().unwrap_or(&token.scopes);
        Ok(likely.into_iter().filter(|scope| covers(rules, granted, scope)).collect())
    }
}

/// Returns whether the granted scopes of an API contain a scope.
fn covers(rules: &Scopes, granted: &ApiScopes, scope: &Scope) -> bool {
    rules.by_resource(vec![scope.clone()]).iter().all(|scope| granted.cover(scope))
}
