//! A sign-in that has begun and waits for its authorization response.

use std::fmt;

use openidconnect::{Nonce, PkceCodeVerifier, Scope};
use serde::{Deserialize, Serialize};

use tower_sessions::session::Id;

use super::{ParkedSessions, Reference, SessionKey};
use crate::server::oidc::{ApiScopes, ClaimsRequest, ProofRequest};

/// The purpose of a sign-in transaction. In Azure AD B2C, each purpose is a user flow with its own authority, metadata
/// and keys. Other providers have only the sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Journey {
    #[default]
    SignIn,
    EditProfile,
    ResetPassword,
}

/// A sign-in that has begun. The store finds it by its `state`, of which it keeps only the hash.
#[derive(Serialize, Deserialize)]
pub struct SignInTransaction {
    pub nonce: Nonce,
    pub pkce_code_verifier: PkceCodeVerifier,
    /// The path of this app that the user requested.
    pub return_to: String,
    /// The relying party that began the sign-in. Another relying party must not complete it (mix-up attack, RFC 9700 §4.4).
    pub relying_party: String,
    /// The user flow whose response is expected. The code of one user flow must not reach another (mix-up attack).
    #[serde(default)]
    pub journey: Journey,
    /// The session of the browser when the sign-in began, which the new session replaces. The callback may not get the
    /// session cookie, because browsers do not send it with a form that another site posts.
    #[serde(default)]
    pub replaces: Option<SessionKey>,
    /// The session of the browser when a sign-in began that adds an account. It stays and is parked. `None` for a sign-in that
    /// replaces the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parks: Option<Id>,
    /// Whether the sign-in adds an account to this browser.
    #[serde(default)]
    pub adds_account: bool,
    /// The sessions of the browser's other accounts when the sign-in began. The callback may not get their cookie either.
    #[serde(default, skip_serializing_if = "ParkedSessions::is_empty")]
    pub parked: ParkedSessions,
    /// The reference of the step-up that this sign-in is for, if the user was already signed in.
    #[serde(default)]
    pub step_up: Option<Reference>,
    /// The scopes of the access token that the token request yields.
    #[serde(default)]
    pub scopes: ApiScopes,
    /// The scopes of the authorization request beyond the configured scopes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_scopes: Vec<Scope>,
    /// The claims of the authorization request, without the capabilities of this app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<ClaimsRequest>,
    #[serde(default, skip_serializing_if = "ProofRequest::is_empty")]
    pub proof: ProofRequest,
    /// Whether the authorization request has the claims that the token endpoint required instead of issuing tokens.
    #[serde(default)]
    pub answers_challenge: bool,
    /// The language of the authorization request (`ui_locales`), which a journey that continues this one keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl fmt::Debug for SignInTransaction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SignInTransaction").field("return_to", &self.return_to).finish_non_exhaustive()
    }
}
