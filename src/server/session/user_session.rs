//! What is kept of a person who is signed in: who they are, and apart from that their tokens.

use std::fmt;

use openidconnect::{AccessToken, RefreshToken};
use serde::{Deserialize, Serialize};

use crate::server::oidc::{ClaimsRequest, Membership, RawIdToken};

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
    pub access_token: Option<AccessToken>,
    /// Seconds since 1970. From here on a fresh one is asked for; the old one still serves if there is none to be had.
    pub access_token_refresh_at: i64,
    /// Seconds since 1970.
    pub access_token_expires_at: i64,
    pub refresh_token: Option<RefreshToken>,
    pub id_token: RawIdToken,
    /// What the next sign-in has to ask for, because the provider or the downstream API did.
    #[serde(default)]
    pub claims_request: Option<ClaimsRequest>,
}

impl fmt::Debug for TokenSet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TokenSet")
            .field("access_token_expires_at", &self.access_token_expires_at)
            .finish_non_exhaustive()
    }
}
