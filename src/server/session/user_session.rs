//! What is kept of a person who is signed in: who they are, and apart from that their tokens.

use std::fmt;

use openidconnect::{AccessToken, RefreshToken};
use serde::{Deserialize, Serialize};

use crate::server::oidc::{ApiScopes, ClaimsRequest, Membership, RawIdToken};

/// Who is signed in. Identity is (`tid`, `oid`), or (`iss`, `sub`) where the provider is not Microsoft's; the names
/// are for display only, because they change and can be chosen by other tenants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserSession {
    /// The metadata address of the provider and the client's ID: a session of another set-up is not this app's.
    pub relying_party: String,
    pub issuer: String,
    pub subject: String,
    pub tenant_id: Option<String>,
    pub object_id: Option<String>,
    pub display_name: String,
    pub username: Option<String>,
    /// `login_hint`, the optional claim: names the account at sign-out and silent re-sign-in.
    pub login_hint: Option<String>,
    /// `sid`, the provider's session.
    pub provider_session: Option<String>,
    /// Seconds since 1970.
    pub signed_in_at: i64,
    /// App roles, and groups if they are few.
    #[serde(default)]
    pub membership: Membership,
    /// The authentication contexts that the person has met (`acrs`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<String>,
}

/// The tokens of a session. They never leave the server: this type cannot travel to the browser, because `model` and
/// the client's build do not know it.
#[derive(Clone, Serialize, Deserialize)]
pub struct TokenSet {
    /// One for each resource and scope set that was asked for.
    pub access_tokens: Vec<ApiToken>,
    /// One for all of them.
    pub refresh_token: Option<RefreshToken>,
    /// Seconds since 1970, where the provider says it.
    pub refresh_token_ends_at: Option<i64>,
    pub id_token: RawIdToken,
    /// What the next sign-in has to ask for, because the provider or the downstream API did.
    pub challenge: Option<Challenge>,
}

/// An access token, and what it is good for.
#[derive(Clone, Serialize, Deserialize)]
pub struct ApiToken {
    pub scopes: ApiScopes,
    pub access_token: AccessToken,
    /// Seconds since 1970. From here on a fresh one is asked for; the old one still serves if there is none to be had.
    pub refresh_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
}

/// What a token for these scopes has to meet before it is given, or accepted (a claims challenge).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    pub scopes: ApiScopes,
    pub claims: ClaimsRequest,
}

impl TokenSet {
    /// Returns the access token for these scopes, whatever its age.
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
