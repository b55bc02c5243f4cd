//! The rights of the protected API, declared in the signatures of its handlers.

use super::BearerError;
use crate::server::oidc::{TokenHolder, VerifiedAccessToken};

/// A named right of the API, the type parameter of [`Bearer`](super::Bearer).
pub trait ApiRight: 'static {
    /// Returns what the access token must have.
    fn needs() -> ApiNeeds;
}

/// The permissions that an access token must have. A user's token needs the scope, an app's token needs the app role. Without a scope the right
/// is for apps only, without an app role for users only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiNeeds {
    scope: Option<&'static str>,
    role: Option<&'static str>,
    context: Option<&'static str>,
}

impl ApiNeeds {
    /// A scope (claim `scp`) of a user, by its name without the application ID URI, such as `Orders.Read`.
    pub const fn scope(scope: &'static str) -> Self {
        Self { scope: Some(scope), role: None, context: None }
    }

    /// An app role (claim `roles`) of an app that acts for itself, such as `Orders.Read.All`.
    pub const fn app_role(role: &'static str) -> Self {
        Self { scope: None, role: Some(role), context: None }
    }

    /// Also admits apps that act for themselves, with this app role.
    #[must_use]
    pub const fn or_app_role(self, role: &'static str) -> Self {
        Self { role: Some(role), ..self }
    }

    /// Also needs an authentication context (claim `acrs`) of users, `c1` to `c99`. An app cannot meet a context, so apps do not
    /// need it.
    #[must_use]
    pub const fn with_context(self, context: &'static str) -> Self {
        Self { context: Some(context), ..self }
    }

    /// Returns what the token lacks. `None` if it has everything.
    pub(super) fn missing_in(self, token: &VerifiedAccessToken) -> Option<BearerError> {
        match (&token.holder, self.scope, self.role) {
            (TokenHolder::User { scopes }, Some(scope), _) => {
                if !scopes.iter().any(|granted| granted == scope) {
                    return Some(BearerError::ScopeMissing(scope));
                }
                let context = self.context.filter(|context| !token.contexts.iter().any(|met| met == context))?;
                let handles_claims_challenges = token.handles_claims_challenges;
                Some(BearerError::ContextMissing { context, handles_claims_challenges })
            }
            (TokenHolder::User { .. }, None, _) => Some(BearerError::AppNeeded),
            (TokenHolder::App, _, Some(role)) => {
                (!token.roles.iter().any(|assigned| assigned == role)).then_some(BearerError::RoleMissing(role))
            }
            (TokenHolder::App, scope, None) => Some(BearerError::UserNeeded(scope.unwrap_or_default())),
        }
    }
}
