//! A sign-in that has been begun: what the authorization response is paired with.

use std::fmt;

use openidconnect::{CsrfToken, Nonce, PkceCodeVerifier};
use serde::{Deserialize, Serialize};

use crate::server::oidc::ApiScopes;

/// What a transaction was opened for. Each is a user flow of Azure AD B2C, and there an authority of its own, with its own
/// metadata and keys; elsewhere there is only the sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Journey {
    #[default]
    SignIn,
    EditProfile,
    ResetPassword,
}

/// One sign-in under way. It is found by its `state`, which is not in here: the store keeps only the hash.
#[derive(Serialize, Deserialize)]
pub struct SignInTransaction {
    pub nonce: Nonce,
    pub pkce_code_verifier: PkceCodeVerifier,
    /// Where the person wanted to go: a path of this app.
    pub return_to: String,
    /// The relying party that began it; another one must not complete it (mix-up, RFC 9700 §4.4).
    pub relying_party: String,
    /// Whose answer is awaited (mix-up again: the code of one user flow goes to no other).
    #[serde(default)]
    pub journey: Journey,
    /// The session that the browser had when it began, as the store knows it: the new one takes its place. At the
    /// callback it may not be there to be seen, because its cookie does not come along with a form of another site.
    #[serde(default)]
    pub replaces: Option<[u8; 32]>,
    /// Finds what this sign-in is a step for, if somebody who is signed in takes it for something.
    #[serde(default)]
    pub step_up: Option<CsrfToken>,
    /// What the code is exchanged for.
    #[serde(default)]
    pub scopes: ApiScopes,
}

impl fmt::Debug for SignInTransaction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SignInTransaction").field("return_to", &self.return_to).finish_non_exhaustive()
    }
}
