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
    /// The app role of users.
    user_role: Option<&'static str>,
    group: Option<&'static str>,
    tenant: Option<&'static str>,
}

impl ApiNeeds {
    const NONE: Self = Self { scope: None, role: None, context: None, user_role: None, group: None, tenant: None };

    /// A scope (claim `scp`) of a user, by its name without the application ID URI, such as `Orders.Read`.
    pub const fn scope(scope: &'static str) -> Self {
        Self { scope: Some(scope), ..Self::NONE }
    }

    /// An app role (claim `roles`) of an app that acts for itself, such as `Orders.Read.All`.
    pub const fn app_role(role: &'static str) -> Self {
        Self { role: Some(role), ..Self::NONE }
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

    /// Also needs an app role (claim `roles`) of users. An app has its own app role instead, which [`Self::or_app_role`] names.
    #[must_use]
    pub const fn with_user_role(self, role: &'static str) -> Self {
        Self { user_role: Some(role), ..self }
    }

    /// Also needs that users are in a group, by its object ID. Only the claim `groups` of the token is read: a token without the
    /// claim, or with too many groups for it, is rejected.
    #[must_use]
    pub const fn with_group(self, object_id: &'static str) -> Self {
        Self { group: Some(object_id), ..self }
    }

    /// Also needs that the token is of this tenant (claim `tid`). In an app for several tenants, the administrators of each tenant
    /// assign roles and groups to their own users, so combine these with the tenant.
    #[must_use]
    pub const fn in_tenant(self, tenant_id: &'static str) -> Self {
        Self { tenant: Some(tenant_id), ..self }
    }

    /// Returns the first need that the token does not meet. `None` if it meets all of them.
    pub(super) fn missing_in(self, token: &VerifiedAccessToken) -> Option<BearerError> {
        if self.tenant.is_some_and(|tenant| !tenant.eq_ignore_ascii_case(&token.tenant_id)) {
            return Some(BearerError::OtherTenant);
        }
        match (&token.holder, self.scope, self.role) {
            (TokenHolder::User { scopes }, Some(scope), _) => {
                if !scopes.iter().any(|granted| granted == scope) {
                    return Some(BearerError::ScopeMissing(scope));
                }
                self.missing_of_user(token)
            }
            (TokenHolder::User { .. }, None, _) => Some(BearerError::AppNeeded),
            (TokenHolder::App, _, Some(role)) => missing_role(role, token),
            (TokenHolder::App, scope, None) => Some(BearerError::UserNeeded(scope.unwrap_or_default())),
        }
    }

    fn missing_of_user(self, token: &VerifiedAccessToken) -> Option<BearerError> {
        if let Some(missing) = self.user_role.and_then(|role| missing_role(role, token)) {
            return Some(missing);
        }
        if let Some(group) = self.group {
            match token.groups.ids() {
                None => return Some(BearerError::GroupsUnknown),
                Some(ids) if !ids.iter().any(|id| id.eq_ignore_ascii_case(group)) => {
                    return Some(BearerError::GroupMissing);
                }
                Some(_) => {}
            }
        }
        let context = self.context.filter(|context| !token.contexts.iter().any(|met| met == context))?;
        let handles_claims_challenges = token.handles_claims_challenges;
        Some(BearerError::ContextMissing { context, handles_claims_challenges })
    }
}

fn missing_role(role: &'static str, token: &VerifiedAccessToken) -> Option<BearerError> {
    (!token.roles.iter().any(|assigned| assigned == role)).then_some(BearerError::RoleMissing(role))
}
