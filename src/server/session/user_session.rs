//! The data of a signed-in user, and the tokens, which are stored apart from it.

use std::fmt;

use openidconnect::{AccessToken, RefreshToken, Scope};
use serde::{Deserialize, Serialize};

use tower_sessions::{SessionStore as _, session::Id};

use super::{Store, StoreError, USER};
use crate::server::oidc::{ApiScopes, ClaimsRequest, Membership, ProofRequest, RawIdToken};

/// The signed-in user. The identity is (`tid`, `oid`), or (`iss`, `sub`) at a provider other than Microsoft. The names are for
/// display only, because they change and other tenants can choose them freely.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserSession {
    /// The metadata address of the provider and the client ID. A session of another configuration is not accepted.
    pub relying_party: String,
    pub issuer: String,
    pub subject: String,
    pub tenant_id: Option<String>,
    pub object_id: Option<String>,
    pub display_name: String,
    pub username: Option<String>,
    /// The optional claim `login_hint`: names the account at sign-out and at a silent sign-in.
    pub login_hint: Option<String>,
    /// The claim `sid`: the session at the provider.
    pub provider_session: Option<String>,
    /// The time of the sign-in, in seconds since 1970.
    pub signed_in_at: i64,
    /// The user's app roles, and the user's groups if they are few.
    #[serde(default)]
    pub membership: Membership,
    /// The authentication contexts that the user has satisfied (`acrs`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<String>,
    /// The scopes beyond the configured ones for which the sign-in of this session requested consent. Consent is not
    /// requested again for a scope that the provider did not grant then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consent_requested: Vec<Scope>,
    /// The time when the user authenticated at the provider (`auth_time`), in seconds since 1970. It can be earlier than
    /// the sign-in, because of single sign-on. `None` if the provider does not report it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authenticated_at: Option<i64>,
    /// The class of the authentication (`acr`), if the provider reports it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
    /// The proof that the sign-in of this session requested. It is not requested again if the provider did not give it.
    #[serde(default, skip_serializing_if = "ProofRequest::is_empty")]
    pub proof_requested: ProofRequest,
}

/// The tokens of a session. They never leave the server: the client build does not contain this type, so it cannot be sent to the
/// browser.
#[derive(Clone, Serialize, Deserialize)]
pub struct TokenSet {
    /// One access token for each requested resource and set of scopes.
    pub access_tokens: Vec<ApiToken>,
    /// The refresh token for all resources.
    pub refresh_token: Option<RefreshToken>,
    /// The expiry of the refresh token, in seconds since 1970; `None` if the provider does not report it.
    pub refresh_token_ends_at: Option<i64>,
    pub id_token: RawIdToken,
    /// The claims challenge of the provider or the API that the next sign-in must satisfy.
    pub challenge: Option<Challenge>,
}

/// An access token with its scopes and times.
#[derive(Clone, Serialize, Deserialize)]
pub struct ApiToken {
    /// The requested scopes, by which a later request for an access token finds this token.
    pub scopes: ApiScopes,
    /// The scopes of the resource that the provider granted, which can be more than the requested scopes. `None` if the response named
    /// no scope, which means all requested scopes (RFC 6749 §5.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<ApiScopes>,
    pub access_token: AccessToken,
    /// The time of the next refresh, in seconds since 1970. Until `expires_at` the old token is used if the refresh
    /// fails.
    pub refresh_at: i64,
    /// The expiry of the access token, in seconds since 1970.
    pub expires_at: i64,
}

/// A claims challenge: the claims that a token for these scopes must satisfy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    pub scopes: ApiScopes,
    pub claims: ClaimsRequest,
}

/// The number of attempts to change a session's record, because a concurrent request may change it first.
const ATTEMPTS: u32 = 3;

/// Replaces the roles and groups of a session's user by compare-and-set. Nothing changes if the session has ended.
pub async fn update_membership(store: &Store, id: Id, membership: &Membership) -> Result<(), StoreError> {
    let mut attempt = 1;
    loop {
        let Some(mut record) = store.load(&id).await? else { return Ok(()) };
        let user = record.data.get(USER).and_then(|user| serde_json::from_value::<UserSession>(user.clone()).ok());
        let Some(user) = user.filter(|user| user.membership != *membership) else { return Ok(()) };
        let user = UserSession { membership: membership.clone(), ..user };
        let user = serde_json::to_value(user).map_err(tower_sessions::session::Error::from)?;
        record.data.insert(USER.to_owned(), user);
        match store.save(&record).await {
            Ok(()) => return Ok(()),
            Err(error) if attempt == ATTEMPTS => return Err(error.into()),
            Err(_) => attempt += 1,
        }
    }
}

impl ApiToken {
    /// Returns whether the provider granted these scopes.
    pub fn grants(&self, scopes: &ApiScopes) -> bool {
        self.granted.as_ref().unwrap_or(&self.scopes).cover(scopes)
    }
}

impl TokenSet {
    /// Returns the access token for these scopes, even if it has expired.
    pub fn access_token(&self, scopes: &ApiScopes) -> Option<&ApiToken> {
        self.access_tokens.iter().find(|token| token.scopes.cover(scopes))
    }
}

impl fmt::Debug for TokenSet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ends: Vec<_> = self.access_tokens.iter().map(|token| token.expires_at).collect();
        formatter.debug_struct("TokenSet").field("access_tokens_expire_at", &ends).finish_non_exhaustive()
    }
}
