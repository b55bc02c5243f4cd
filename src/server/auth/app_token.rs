//! An access token for the app itself, without a user (client credentials,
//! [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749#section-4.4) §4.4).

use std::sync::Arc;

use openidconnect::{AccessToken, Scope};

use super::{AuthError, RefusedToken, RelyingParty, token_cache, token_cache::WantedToken, token_set};
use crate::server::{
    clock,
    oidc::{ApiScopes, TokenEndpointError, TokenRequestParameters},
};

/// The token that is wanted: its resource, such as `https://graph.microsoft.com`, and its tenant.
#[derive(Clone, Copy)]
pub struct AppTokenRequest<'a> {
    pub resource: &'a str,
    /// The tenant ID. It is required if the authority is for several tenants, and ignored otherwise.
    pub tenant: Option<&'a str>,
    /// A token that the resource rejected.
    pub refused: Option<&'a RefusedToken>,
}

impl RelyingParty {
    /// Returns a token for the app itself, cached or requested. It is replaced before it expires.
    ///
    /// Only code of the server that holds a proof may call this: [`AppOnly`](crate::server::AppOnly) for jobs and administrators.
    pub(in crate::server) async fn token_of_app(
        &self,
        request: AppTokenRequest<'_>,
    ) -> Result<AccessToken, Arc<AuthError>> {
        let AppTokenRequest { resource, tenant, refused } = request;
        let parts = [resource, tenant.unwrap_or_default(), self.client_id().as_str()];
        let wanted = WantedToken { key: token_cache::key_of(&parts.map(str::as_bytes)), refused };
        let claims = self.scopes().claims(refused.and_then(|refused| refused.claims.as_ref()));
        let requested = TokenRequestParameters { claims, ..TokenRequestParameters::of_app(resource) };
        // In a box, because the cache moves the request.
        let request = Box::pin(async {
            let snapshot = self.snapshot().await?;
            let metadata = self.metadata_in_tenant(&snapshot, tenant)?;
            let response = self.token_endpoint_of(&metadata).client_credentials(&requested).await?;
            let scopes = ApiScopes::of_one(requested.scope.clone().map(Scope::new));
            let token = token_set::api_token(&response, &scopes, clock::unix_now());
            token.ok_or_else(|| TokenEndpointError::NotUnderstood(200).into())
        });
        Ok(self.app_tokens.token(wanted, request).await?.access_token)
    }
}
