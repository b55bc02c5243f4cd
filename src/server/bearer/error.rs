//! The reasons why a request is not admitted to the protected API. No text quotes the token.

use crate::server::{auth::AuthError, oidc::AccessTokenError};

/// The reason why a request is not admitted to the protected API.
#[derive(Debug, thiserror::Error)]
pub enum BearerError {
    #[error("this app has no protected API (API_AUDIENCE is not set)")]
    NoApi,
    #[error("the access token was rejected")]
    Token(#[source] AccessTokenError),
    #[error("the access token cannot be verified, because the keys of the provider are missing")]
    Unavailable(#[source] AuthError),
    /// The token lacks the scope that the right needs of a user.
    #[error("the user's access token has no scope `{0}`")]
    ScopeMissing(&'static str),
    #[error("the access token has no app role `{0}`")]
    RoleMissing(&'static str),
    #[error("the access token is of another tenant")]
    OtherTenant,
    #[error("the user of the access token is not in the group")]
    GroupMissing,
    #[error("the access token does not list the groups of its user (the optional claim `groups`, or too many groups)")]
    GroupsUnknown,
    /// An app acts for itself, and the right is for users only. The scope is the one that a user needs.
    #[error("the access token is that of an app, but the right needs a user")]
    UserNeeded(&'static str),
    #[error("the access token is that of a user, but the right is for apps only")]
    AppNeeded,
    /// The user has to meet an authentication context. A client with the capability gets a claims challenge.
    #[error("the user has not met the authentication context `{context}`")]
    ContextMissing { context: &'static str, handles_claims_challenges: bool },
}
