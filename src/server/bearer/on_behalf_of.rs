//! Calls of another API on behalf of the user who called the protected API.

use std::{marker::PhantomData, sync::Arc};

use openidconnect::{AccessToken, Scope};
use serde::de::DeserializeOwned;

use super::Bearer;
use crate::server::{
    Services,
    auth::{
        RefusedToken,
        on_behalf_of::{OnBehalfOfError, UserAssertion},
    },
    graph_of_app::{GraphOfApp, GraphOfAppError, TokenSource},
    oidc::ApiScopes,
};

/// The scopes of another API that this app uses on behalf of its callers, the type parameter of [`OnBehalfOf`].
///
/// ```
/// use leptos_entra::server::{GraphOfAppError, ApiRight, Bearer, Delegation, OnBehalfOfError, Services};
///
/// /// Reads the profile of the caller at Microsoft Graph.
/// struct ReadProfile;
/// impl Delegation for ReadProfile {
///     const SCOPES: &'static [&'static str] = &["https://graph.microsoft.com/User.Read"];
/// }
///
/// async fn name<R: ApiRight>(
///     services: &Services,
///     caller: &Bearer<R>,
/// ) -> Result<serde_json::Value, GraphOfAppError<OnBehalfOfError>> {
///     caller.on_behalf_of::<ReadProfile>(services)?.get("me?$select=displayName").await
/// }
/// ```
pub trait Delegation: 'static {
    /// The scopes, all of one API. Each begins with the name of the API, except those of Microsoft Graph.
    const SCOPES: &'static [&'static str];
}

/// Proof that a user called the protected API, and that the app may request tokens for the scopes of `D` on behalf of this
/// user. [`Bearer::on_behalf_of`] is its only source.
///
/// The compiler rejects a signed-in user of pages, who is not a caller of the API:
///
/// ```compile_fail,E0599
/// use leptos_entra::server::{Delegation, Services, SignedIn};
///
/// async fn call<D: Delegation>(services: &Services, user: &SignedIn) {
///     let _ = user.on_behalf_of::<D>(services);
/// }
/// ```
pub struct OnBehalfOf<'a, D> {
    services: &'a Services,
    user: Arc<UserAssertion>,
    scopes: ApiScopes,
    delegation: PhantomData<fn() -> D>,
}

impl<R> Bearer<R> {
    /// Acts on behalf of the caller. Fails without a request if the caller is an app that acts for itself.
    pub fn on_behalf_of<'a, D: Delegation>(
        &self,
        services: &'a Services,
    ) -> Result<OnBehalfOf<'a, D>, OnBehalfOfError> {
        let user = self.user.clone().ok_or(OnBehalfOfError::NoUser)?;
        let scopes = ApiScopes::of_one(D::SCOPES.iter().map(|scope| Scope::new((*scope).to_owned())));
        Ok(OnBehalfOf { services, user, scopes, delegation: PhantomData })
    }
}

impl<D: Delegation> OnBehalfOf<'_, D> {
    /// Returns an access token with the scopes of `D`, for a request to their API. It must not be sent to the caller.
    ///
    /// `refused` is a token that the API rejected, with the claims of its claims challenge.
    pub async fn token(&self, refused: Option<&RefusedToken>) -> Result<AccessToken, OnBehalfOfError> {
        let token = self.services.auth.token_on_behalf_of(&self.user, &self.scopes, refused).await;
        token.inspect_err(|error| {
            let (number, error) = (error.number(), error as &dyn std::error::Error);
            tracing::warn!(error, number, "there is no access token on behalf of a caller");
        })
    }

    /// Reads a resource of Microsoft Graph by its path, e.g. `me?$select=id`. Fails without a request if the scopes of `D` are of
    /// another API, because its token must not be sent to Graph. The path is part of an address: add parts that come from a user with
    /// [`with_segment`](crate::server::api::with_segment) and [`with_option`](crate::server::api::with_option), or they can name
    /// another resource.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, GraphOfAppError<OnBehalfOfError>> {
        let apis = ApiScopes::of_resources(self.scopes.scopes().iter().cloned());
        if !apis.iter().all(ApiScopes::are_of_graph) {
            return Err(GraphOfAppError::ForeignAddress);
        }
        GraphOfApp::of(self.services).get(path, self).await
    }
}

impl<D: Delegation> TokenSource for OnBehalfOf<'_, D> {
    type Error = OnBehalfOfError;

    async fn access_token(&self, refused: Option<&RefusedToken>) -> Result<AccessToken, OnBehalfOfError> {
        self.token(refused).await
    }
}
