//! Tokens of the app itself, without a user: for the jobs of operators, and for administrators on pages.
//!
//! Such a token has all app roles that are assigned to the app, often for the data of all users. So a page never gets one without a
//! separate proof, [`AppOnly`], whose sources are a job and a signed-in administrator.
//!
//! ```
//! use leptos_entra::server::{AppNeeds, AppOnly, AppOnlyError, AppRight, GraphOfAppError, Needs, Right, SignedIn};
//!
//! /// The right of administrators of this app.
//! struct Administrator;
//! impl Right for Administrator {
//!     fn needs() -> Needs {
//!         Needs::role("Administrator")
//!     }
//! }
//!
//! /// Reads all users of the organization at Microsoft Graph.
//! struct ReadAllUsers;
//! impl AppRight for ReadAllUsers {
//!     type Administrator = Administrator;
//!
//!     fn needs() -> AppNeeds {
//!         AppNeeds::graph().role("User.Read.All")
//!     }
//! }
//!
//! /// A function of a page: the right of its user is in its signature.
//! async fn count(administrator: &SignedIn<Administrator>) -> Result<usize, GraphOfAppError<AppOnlyError>> {
//!     let app = AppOnly::<ReadAllUsers>::of_administrator(administrator)?;
//!     let users: serde_json::Value = app.get("users?$select=id").await?;
//!     Ok(users["value"].as_array().map_or(0, Vec::len))
//! }
//! ```
//!
//! The compiler rejects other sources: a signed-in user without the right, a caller of the protected API, an anonymous request:
//!
//! ```compile_fail,E0308
//! use leptos_entra::server::{AppOnly, AppRight, SignedIn};
//!
//! fn of_anybody<R: AppRight>(user: &SignedIn) {
//!     let _ = AppOnly::<R>::of_administrator(user);
//! }
//! ```
//!
//! ```compile_fail,E0624
//! use leptos_entra::server::Services;
//!
//! async fn of_a_request(services: &Services) {
//!     let _ = services.auth.relying_party.token_of_app("https://graph.microsoft.com");
//! }
//! ```

mod error;
mod right;
mod roles;

use std::{borrow::Cow, marker::PhantomData};

use openidconnect::AccessToken;
use serde::de::DeserializeOwned;

use super::{
    auth::{AppTokenRequest, RefusedToken, RelyingParty},
    caller::{Right, SignedIn},
    entra::{AuthorityKind, graph_resource},
    graph_of_app::{GraphOfApp, GraphOfAppError, TokenSource},
    job::Job,
};
pub use error::AppOnlyError;
use right::AppResource;
pub use right::{AppNeeds, AppRight};

/// Proof that the app may act for itself with the right `R`: in a job of an operator ([`AppOnly::of_job`]), or for an administrator
/// ([`AppOnly::of_administrator`]).
pub struct AppOnly<'a, R> {
    relying_party: &'a RelyingParty,
    graph: GraphOfApp<'a>,
    tenant: Option<&'a str>,
    right: PhantomData<fn() -> R>,
}

impl<'a, R: AppRight> AppOnly<'a, R> {
    /// Acts in a job of an operator.
    pub fn of_job(job: &'a Job) -> Self {
        Self { relying_party: job.relying_party(), graph: job.graph(), tenant: job.tenant(), right: PhantomData }
    }

    /// Acts for an administrator, in the tenant of the administrator. Fails if the right of the administrator contains no app role,
    /// because every user could have such a right.
    pub fn of_administrator(user: &'a SignedIn<R::Administrator>) -> Result<Self, AppOnlyError> {
        if !R::Administrator::needs().contains_role() {
            return Err(AppOnlyError::NoAdministrator);
        }
        let services = user.services();
        Ok(Self {
            relying_party: &services.auth.relying_party,
            graph: GraphOfApp::of(services),
            tenant: user.user().tenant_id.as_deref(),
            right: PhantomData,
        })
    }

    /// Returns an access token for the resource of `R`, cached or requested. `refused` is a token that the resource rejected, with
    /// the claims of its claims challenge.
    ///
    /// The token must have the app roles of `R`. They are not checked if this app cannot read the token, because its form is
    /// an agreement between the provider and the resource.
    pub async fn token(&self, refused: Option<&RefusedToken>) -> Result<AccessToken, AppOnlyError> {
        if !self.is_offered() {
            return Err(AppOnlyError::NotOffered);
        }
        let needs = R::needs();
        let resource = self.resource(needs.resource)?;
        let request = AppTokenRequest { resource: &resource, tenant: self.tenant, refused };
        let token = self.relying_party.token_of_app(request).await?;
        match roles::missing(token.secret(), &needs.roles) {
            None => Ok(token),
            Some(role) => Err(AppOnlyError::RoleMissing { role, resource: resource.into_owned() }),
        }
    }

    /// Reads a resource of Microsoft Graph by its path, e.g. `users?$select=id`. The path is part of an address: add parts that come
    /// from a user with [`with_segment`](crate::server::api::with_segment) and [`with_option`](crate::server::api::with_option), or
    /// they can name another resource.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, GraphOfAppError<AppOnlyError>> {
        if R::needs().resource != AppResource::Graph {
            return Err(GraphOfAppError::ForeignAddress);
        }
        self.graph.get(path, self).await
    }

    /// Whether the provider issues tokens for the scope `.default`. Azure AD B2C does so for its own APIs only.
    fn is_offered(&self) -> bool {
        let kind = self.relying_party.provider().authority().kind();
        !matches!(kind, AuthorityKind::B2c { .. } | AuthorityKind::OpenId)
    }

    fn resource(&self, resource: AppResource) -> Result<Cow<'static, str>, AppOnlyError> {
        match resource {
            AppResource::Named(name) => Ok(Cow::Borrowed(name)),
            AppResource::Graph => {
                let root = self.graph.root.ok_or(AppOnlyError::NoGraph)?;
                Ok(Cow::Owned(graph_resource(root, self.relying_party.provider().authority().cloud())))
            }
        }
    }
}

impl<R: AppRight> TokenSource for AppOnly<'_, R> {
    type Error = AppOnlyError;

    async fn access_token(&self, refused: Option<&RefusedToken>) -> Result<AccessToken, AppOnlyError> {
        self.token(refused).await
    }
}
