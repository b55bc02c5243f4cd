//! Which rule a logout token breaks: one variant for each. No text quotes the token.

use crate::server::oidc::IdTokenError;

/// Which rule a logout token breaks (OpenID Connect Back-Channel Logout 1.0 §2.4 and §2.6).
#[derive(Debug, thiserror::Error)]
pub enum LogoutTokenError {
    #[error("the logout token breaks a rule that it has in common with ID tokens")]
    AsIdToken(#[from] IdTokenError),
    #[error("a claim of the logout token is not of its type")]
    Malformed,
    #[error("the logout token names neither a person (`sub`) nor a session (`sid`)")]
    NobodyNamed,
    #[error("the logout token does not say that somebody signed out (`events`)")]
    NoEvent,
    #[error("the logout token has a nonce, which makes it something else")]
    Nonce,
    #[error("the logout token has no name of its own (`jti`), so it could be sent again")]
    NoTokenId,
    #[error("the logout token is valid for more than {0} seconds")]
    LivesTooLong(i64),
}
