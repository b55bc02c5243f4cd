//! The scopes of an API that a session can use without a step by the user.

use openidconnect::Scope;
use url::Url;

use super::SignedIn;
use crate::server::{
    auth::{RefreshError, Scopes},
    oidc::ApiScopes,
};

impl<R> SignedIn<R> {
    /// Returns the scopes out of `scopes` that the user has granted. The session then has an access token for them, so the next API
    /// call needs no request to the provider.
    ///
    /// The first attempt includes the scopes of the session's access tokens and those that this sign-in requested. If the provider
    /// requires a step for them, the second attempt leaves out the latter. The third attempt requests only the permissions of every
    /// sign-in, because the user may have revoked a consent. Fewer scopes are then returned.
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
        };
        let token = match token {
            Err(RefreshError::StepUp | RefreshError::Irreplaceable) if !sure.is_empty() => {
                self.api_token(&of_api, None).await
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
