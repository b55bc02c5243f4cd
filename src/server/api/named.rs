//! An API by name: the right to call it, and the client that a signed-in user gets.

use std::{marker::PhantomData, sync::Arc};

use super::{ApiError, api_call::ApiCall};
use crate::server::{Needs, Right, SignedIn, config::ApiSettings, named_apis::NamedApi};

/// The right to call the API `A`: the user has granted the scopes of its settings. A user who has not is sent to the provider.
///
/// ```
/// use leptos_entra::server::{SignedIn, api::{Api, ApiError, Calls, List}, named_apis::Orders};
///
/// async fn open_orders(user: &SignedIn<Calls<Orders>>) -> Result<List<serde_json::Value>, ApiError> {
///     Api::<Orders>::of(user)?.at("orders").query("status", "open").get().await
/// }
/// ```
pub struct Calls<A>(PhantomData<fn() -> A>);

impl<A: NamedApi> Right for Calls<A> {
    fn needs() -> Needs {
        Needs::api::<A>()
    }
}

/// The API `A`, called on behalf of the signed-in user.
///
/// A proof is its only source:
///
/// ```compile_fail,E0308
/// use leptos_entra::server::{Caller, api::Api, named_apis::Orders};
///
/// fn orders(caller: &Caller) {
///     let _ = Api::<Orders>::of(caller);
/// }
/// ```
pub struct Api<A> {
    user: SignedIn,
    settings: Arc<ApiSettings>,
    marker: PhantomData<fn() -> A>,
}

impl<A: NamedApi> Api<A> {
    /// Returns the API for the user. An error if it has no settings.
    ///
    /// A proof of the right [`Calls`] is best, because the user then grants the scopes before the page runs. With any other proof
    /// a call without the grant fails with [`ApiError::StepUp`].
    pub fn of<R>(user: &SignedIn<R>) -> Result<Self, ApiError> {
        let settings = user.services().apis.get(A::NAME).ok_or_else(|| ApiError::no_endpoint_of(A::NAME))?;
        Ok(Self { user: user.without_right(), settings: Arc::clone(settings), marker: PhantomData })
    }

    /// Begins a call of a resource, by its path below the endpoint of the API. An empty path is the endpoint itself. The path is
    /// part of an address: parts that come from a user belong into [`ApiCall::segment`] and [`ApiCall::query`].
    pub fn at(&self, path: &str) -> ApiCall<'_> {
        ApiCall::new(A::NAME, &self.settings, &self.user, path)
    }
}
