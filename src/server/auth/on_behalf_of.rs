//! An access token for another API, on behalf of the user who called the protected API (Entra ID's on-behalf-of flow,
//! [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523) §2.1).

mod error;

use openidconnect::AccessToken;
use secrecy::{ExposeSecret as _, SecretString};

use super::{
    Auth, AuthError, RefusedToken, token_cache,
    token_cache::{TokenKey, WantedToken},
    token_set,
};
use crate::server::{
    clock,
    oidc::{ApiScopes, TokenEndpointError, TokenHolder, TokenRequestParameters, VerifiedAccessToken},
    session::ApiToken,
};
pub use error::OnBehalfOfError;

/// The seconds by which a cached token ends before the expiry of either token, so that it is still valid at the other API.
const MARGIN: i64 = 30;

/// The access token with which a user called the protected API. Its memory is overwritten when it is dropped, and it is never
/// formatted.
pub struct UserAssertion {
    token: SecretString,
    /// The expiry of the token, in seconds since 1970.
    expires_at: i64,
    tenant_id: String,
}

impl UserAssertion {
    /// Keeps a token that was verified. `None` for the token of an app, which acts for no user.
    pub(in crate::server) fn new(compact: &str, verified: &VerifiedAccessToken) -> Option<Self> {
        match verified.holder {
            TokenHolder::User { .. } => Some(Self {
                token: SecretString::from(compact),
                expires_at: verified.expires_at,
                tenant_id: verified.tenant_id.clone(),
            }),
            TokenHolder::App => None,
        }
    }

    /// Returns the key of a token for these scopes. The hash of the user's access token is part of it, so two users, and two
    /// sign-ins of a user, never share a token.
    fn key(&self, client_id: &str, scopes: &str) -> TokenKey {
        token_cache::key_of(&[self.token.expose_secret().as_bytes(), client_id.as_bytes(), scopes.as_bytes()])
    }
}

impl Auth {
    /// Returns an access token with these scopes for the user, cached or requested. `refused` is a token that the other API
    /// rejected.
    ///
    /// A token of a multi-tenant app is requested in the tenant of the user.
    pub(in crate::server) async fn token_on_behalf_of(
        &self,
        user: &UserAssertion,
        scopes: &ApiScopes,
        refused: Option<&RefusedToken>,
    ) -> Result<AccessToken, OnBehalfOfError> {
        let relying_party = &self.relying_party;
        let claims = relying_party.scopes().claims(refused.and_then(|refused| refused.claims.as_ref()));
        let requested = TokenRequestParameters { claims, ..TokenRequestParameters::scopes(scopes.scopes()) };
        let named = requested.scope.as_deref().unwrap_or_default();
        let wanted = WantedToken { key: user.key(relying_party.client_id(), named), refused };
        // In a box, because the cache moves the request.
        let request = Box::pin(async {
            let snapshot = relying_party.snapshot().await?;
            let metadata = relying_party.metadata_in_tenant(&snapshot, Some(&user.tenant_id))?;
            let response = relying_party.token_endpoint_of(&metadata).on_behalf_of(&user.token, &requested).await?;
            let token = token_set::api_token(&response, scopes, clock::unix_now());
            let missing = || AuthError::from(TokenEndpointError::NotUnderstood(200));
            token.ok_or_else(missing).map(|token| until(token, user.expires_at))
        });
        let token = self.delegated_tokens.token(wanted, request).await.map_err(OnBehalfOfError::of)?;
        Ok(token.access_token)
    }
}

/// Limits the use of a token, so that it ends before the token of the user.
fn until(token: ApiToken, expiry_of_user: i64) -> ApiToken {
    let expires_at = token.expires_at.min(expiry_of_user) - MARGIN;
    ApiToken { refresh_at: expires_at, expires_at, ..token }
}

#[cfg(test)]
mod tests {
    use openidconnect::{AccessToken, ClientId};

    use super::{ApiScopes, ApiToken, MARGIN, TokenHolder, UserAssertion, VerifiedAccessToken, until};
    use crate::server::oidc::Groups;

    fn verified(holder: TokenHolder) -> VerifiedAccessToken {
        VerifiedAccessToken {
            tenant_id: "t".to_owned(),
            subject: "s".to_owned(),
            object_id: None,
            client_id: ClientId::new("c".to_owned()),
            holder,
            roles: Vec::new(),
            groups: Groups::default(),
            contexts: Vec::new(),
            handles_claims_challenges: false,
            expires_at: 1_000,
        }
    }

    #[test]
    fn the_token_of_an_app_is_no_assertion() {
        let scopes = vec!["Orders.Read".to_owned()];
        assert!(UserAssertion::new("a.b.c", &verified(TokenHolder::User { scopes })).is_some());
        assert!(UserAssertion::new("a.b.c", &verified(TokenHolder::App)).is_none());
    }

    #[test]
    fn user_client_and_scopes_are_parts_of_the_key() {
        let user = |compact| UserAssertion::new(compact, &verified(TokenHolder::User { scopes: Vec::new() })).unwrap();
        let key = user("a.b.c").key("client", "User.Read");
        assert_eq!(key, user("a.b.c").key("client", "User.Read"));
        assert_ne!(key, user("a.b.d").key("client", "User.Read"));
        assert_ne!(key, user("a.b.c").key("other", "User.Read"));
        assert_ne!(key, user("a.b.c").key("client", "User.Read Mail.Read"));
    }

    #[test]
    fn a_token_ends_before_the_expiry_of_either_token() {
        for (own, of_user) in [(1_000, 5_000), (5_000, 1_000), (1_000, 1_000)] {
            let token = ApiToken {
                scopes: ApiScopes::default(),
                granted: None,
                access_token: AccessToken::new("a".to_owned()),
                refresh_at: 1,
                expires_at: own,
            };
            let token = until(token, of_user);
            assert_eq!((token.expires_at, token.refresh_at), (1_000 - MARGIN, 1_000 - MARGIN));
        }
    }
}
