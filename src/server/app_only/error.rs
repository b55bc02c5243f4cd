//! The reasons why the app gets no token for itself. No text quotes a token.

use std::sync::Arc;

use crate::server::auth::AuthError;

/// The reason why the app gets no token for itself.
#[derive(Debug, thiserror::Error)]
pub enum AppOnlyError {
    #[error("the right of the administrator contains no app role, so every user could have it")]
    NoAdministrator,
    #[error("the provider has no tokens for the app itself: they need a tenant of Entra ID")]
    NotOffered,
    #[error("the app has no address of Microsoft Graph")]
    NoGraph,
    #[error("the provider issued no token for the app itself")]
    Token(#[from] Arc<AuthError>),
    /// An administrator assigns the role: App registrations > (the app) > API permissions > Application permissions.
    #[error(
        "the app role `{role}` of {resource} is not assigned to this app: add it under API permissions as an application permission, \
         and grant admin consent"
    )]
    RoleMissing { role: &'static str, resource: String },
}
