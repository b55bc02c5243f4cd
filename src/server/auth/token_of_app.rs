//! An access token for the app itself, without a user (client credentials, RFC 6749 §4.4).

use openidconnect::{AccessToken, Scope};

use super::{AuthError, RelyingParty};
use crate::server::oidc::TokenRequestParameters;

impl RelyingParty {
    /// Requests a token for the app itself at a resource, such as `https://graph.microsoft.com`. `None` if the response has none.
    pub async fn token_of_app(&self, resource: &str) -> Result<Option<AccessToken>, AuthError> {
        let snapshot = self.snapshot().await?;
        let scopes = [Scope::new(format!("{resource}/.default"))];
        let requested = TokenRequestParameters::scopes(&scopes);
        Ok(self.token_endpoint(&snapshot).client_credentials(&requested).await?.access_token)
    }
}
