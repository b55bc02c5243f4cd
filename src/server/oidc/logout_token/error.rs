//! The rules that a logout token can break: one variant for each. No text quotes the token.

use crate::server::oidc::IdTokenError;

/// The rule that a logout token breaks (OpenID Connect Back-Channel Logout 1.0 §2.4 and §2.6).
#[derive(Debug, thiserror::Error)]
pub enum LogoutTokenError {
    #[error("the logout token breaks a rule that it has in common with ID tokens")]
    AsIdToken(#[from] IdTokenError),
    #[error("a claim of the logout token has the wrong type, or is too long")]
    Malformed,
    #[error("the logout token names neither a user (`sub`) nor a session (`sid`)")]
    NoUserOrSession,
    #[error("the logout token does not contain the required event (`events`)")]
    NoEvent,
    #[error("the logout token has a nonce, which only ID tokens may have")]
    Nonce,
    #[error("the logout token has no ID (`jti`), so that a replay could not be detected")]
    NoTokenId,
    #[error("the logout token is valid for more than {0} seconds")]
    LivesTooLong(i64),
}
