//! The rights of the app itself: a resource, and the app roles that are assigned to the app.

use crate::server::caller::Right;

/// A named right of the app itself, the type parameter of [`AppOnly`](super::AppOnly).
pub trait AppRight: 'static {
    /// The right of the users for whom a page may use this right. It must contain an app role ([`Needs::role`]).
    ///
    /// [`Needs::role`]: crate::server::Needs::role
    type Administrator: Right;

    /// Returns the resource, and the app roles that the app needs there.
    fn needs() -> AppNeeds;
}

/// The resource of a token of the app itself, and the app roles that the token must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppNeeds {
    pub(super) resource: AppResource,
    pub(super) roles: Vec<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AppResource {
    /// Microsoft Graph, in the cloud of the tenant.
    Graph,
    /// An API by its application ID URI.
    Named(&'static str),
}

impl AppNeeds {
    /// Microsoft Graph.
    pub const fn graph() -> Self {
        Self { resource: AppResource::Graph, roles: Vec::new() }
    }

    /// An API by its application ID URI, such as `api://orders`.
    pub const fn api(application_id_uri: &'static str) -> Self {
        Self { resource: AppResource::Named(application_id_uri), roles: Vec::new() }
    }

    /// Also needs an app role of the resource, such as `User.Read.All` of Microsoft Graph.
    #[must_use]
    pub fn role(mut self, role: &'static str) -> Self {
        self.roles.push(role);
        self
    }
}
