//! The kinds of routes. The kind of a route implies its methods, its rate limit and its response to `HEAD`.

use std::{num::NonZeroU32, sync::Arc};

use axum::{
    handler::Handler,
    http::StatusCode,
    middleware,
    response::Redirect,
    routing::{MethodRouter, get, post},
};
use openidconnect::Scope;

use crate::{
    pages::audience::{Audience, PageHandler, page},
    server::{Services, config::Traffic},
    web::layers::{self, RateLimit},
};

/// The kind of a route. If a `GET` starts or consumes something, speculative requests before the user has followed the
/// link (`Sec-Purpose: prefetch`) are rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `GET`: a page for every visitor. It has no rate limit. `HEAD` is like `GET` without the body.
    Page,
    /// `GET`: a page for signed-in users. It has the rate limit of the API. `HEAD` does nothing, because the page may
    /// call the provider or an API.
    PageOfUser,
    /// `GET`: an image for signed-in users. It has the rate limit of the API. `HEAD` does nothing, because the image may come from an
    /// API.
    ImageOfUser,
    /// `GET`: a page whose request can succeed only once. It has the rate limit of callbacks. `HEAD` does nothing.
    PageOnce,
    /// `GET`: a page that sends requests to the provider, the API and the store. It has the rate limit of sign-ins. `HEAD` does
    /// nothing.
    PageOfChecks,
    /// `GET`: a link that starts something at the provider. It has the rate limit of sign-ins. `HEAD` does nothing.
    AtProvider,
    /// `GET`: the callback with the provider's authorization response. It has the rate limit of callbacks. `HEAD` does
    /// nothing.
    Callback,
    /// `GET`: runs the action that a step-up interrupted. It has the rate limit of the API. `HEAD` does nothing.
    Action,
    /// `POST`: a form that starts something at the provider. It has the rate limit of sign-ins. `GET` redirects to the page of
    /// the form.
    FormAtProvider,
    /// `POST`: a form or a server function. It has the rate limit of the API. `GET` redirects to the page of the form, if there
    /// is one.
    Form,
}

/// A route of the app: its path, its kind and its handlers.
pub struct Route {
    pub path: String,
    pub kind: Kind,
    /// The scopes that the page needs, or can request.
    pub scopes: Vec<Scope>,
    methods: MethodRouter<Arc<Services>>,
    condition: fn(&Services) -> bool,
    /// The message that is the label of the route in the navigation. `None` leaves the route out of the navigation.
    label: Option<&'static str>,
    is_linked: fn(&Services) -> bool,
}

impl Route {
    /// Makes the route of a page. The audience of the page decides the kind of the route.
    pub fn page<H: PageHandler<Arguments>, Arguments: Send + 'static>(path: &str, handler: H) -> Self {
        let kind = if H::Audience::SIGNED_IN_ONLY { Kind::PageOfUser } else { Kind::Page };
        Self { scopes: H::Audience::scopes(), ..Self::new(path, kind, page(handler)) }
    }

    /// Makes the route of a page whose request can succeed only once.
    pub fn once<H: PageHandler<Arguments>, Arguments: Send + 'static>(path: &str, handler: H) -> Self {
        Self { scopes: H::Audience::scopes(), ..Self::new(path, Kind::PageOnce, page(handler)) }
    }

    /// Makes the route of a page that sends requests to other servers, for every visitor.
    pub fn checks<H: PageHandler<Arguments>, Arguments: Send + 'static>(path: &str, handler: H) -> Self {
        Self { scopes: H::Audience::scopes(), ..Self::new(path, Kind::PageOfChecks, page(handler)) }
    }

    /// Makes the route of an image for signed-in users.
    pub fn image<H: Handler<T, Arc<Services>>, T: 'static>(path: &str, handler: H) -> Self {
        Self::new(path, Kind::ImageOfUser, get(handler))
    }

    /// Makes the route of a link that starts something at the provider.
    pub fn at_provider<H: Handler<T, Arc<Services>>, T: 'static>(path: &str, handler: H) -> Self {
        Self::new(path, Kind::AtProvider, get(handler))
    }

    /// Makes the route of the redirect URI.
    pub fn callback<H: Handler<T, Arc<Services>>, T: 'static>(path: &str, handler: H) -> Self {
        Self::new(path, Kind::Callback, get(handler))
    }

    /// Makes the route that runs an action after a step-up.
    pub fn action<H: Handler<T, Arc<Services>>, T: 'static>(path: &str, handler: H) -> Self {
        Self::new(path, Kind::Action, get(handler))
    }

    /// Makes the route of a form that starts something at the provider.
    pub fn form_at_provider<H: Handler<T, Arc<Services>>, T: 'static>(path: &str, handler: H) -> Self {
        Self::new(path, Kind::FormAtProvider, post(handler))
    }

    /// Makes the route of a form or a server function.
    pub fn form<H: Handler<T, Arc<Services>>, T: 'static>(path: &str, handler: H) -> Self {
        Self::new(path, Kind::Form, post(handler))
    }

    /// Adds scopes that the page requests only if the user starts it.
    #[must_use]
    pub fn can_request(mut self, scopes: Vec<Scope>) -> Self {
        self.scopes.extend(scopes);
        self
    }

    /// Adds the route to the navigation, with this message of [`texts`](crate::texts) as its label.
    #[must_use]
    pub fn in_navigation(self, label: &'static str) -> Self {
        Self { label: Some(label), ..self }
    }

    /// Adds the route to the navigation of an app that meets a condition. The page itself is reachable in every app.
    #[must_use]
    pub fn in_navigation_if(self, label: &'static str, condition: fn(&Services) -> bool) -> Self {
        Self { label: Some(label), is_linked: condition, ..self }
    }

    /// Redirects a `GET` of a form's address to this page: the user has opened the address, or retries after an error.
    #[must_use]
    pub fn opened_at(self, page: &'static str) -> Self {
        Self { methods: self.methods.get(async move || Redirect::to(page)), ..self }
    }

    /// Leaves the route out of an app that does not meet a condition.
    #[must_use]
    pub fn only_if(self, condition: fn(&Services) -> bool) -> Self {
        Self { condition, ..self }
    }

    /// Returns whether the route exists in an app with these services.
    pub fn exists(&self, services: &Services) -> bool {
        (self.condition)(services)
    }

    /// Returns the message that is the label of the route in the navigation. `None` if the navigation has no link to the route.
    pub fn label(&self, services: &Services) -> Option<&'static str> {
        self.label.filter(|_| (self.is_linked)(services))
    }

    /// Returns the handlers of the route, with the `HEAD` handler, the rate limit and the prefetch guard of its kind.
    pub fn methods(self, traffic: &Traffic) -> MethodRouter<Arc<Services>> {
        let methods = match self.kind {
            Kind::Page | Kind::Form | Kind::FormAtProvider => self.methods,
            Kind::PageOfUser | Kind::ImageOfUser => self.methods.head(async || StatusCode::NO_CONTENT),
            Kind::PageOnce | Kind::PageOfChecks | Kind::AtProvider | Kind::Callback | Kind::Action => {
                let methods = self.methods.layer(middleware::from_fn(layers::refuse_prefetch));
                methods.head(async || StatusCode::NO_CONTENT)
            }
        };
        match self.kind {
            Kind::Page => methods,
            Kind::PageOfChecks | Kind::AtProvider | Kind::FormAtProvider => limited(methods, traffic.sign_in, traffic),
            Kind::Callback | Kind::PageOnce => limited(methods, traffic.callback, traffic),
            Kind::PageOfUser | Kind::ImageOfUser | Kind::Action | Kind::Form => limited(methods, traffic.api, traffic),
        }
    }

    fn new(path: &str, kind: Kind, methods: MethodRouter<Arc<Services>>) -> Self {
        let (path, scopes) = (path.to_owned(), Vec::new());
        Self { path, kind, scopes, methods, condition: |_| true, label: None, is_linked: |_| true }
    }
}

/// Adds a limit on the requests per minute of each client to the handlers; `None` means unlimited.
pub fn limited<S: Clone + Send + Sync + 'static>(
    methods: MethodRouter<S>,
    per_minute: Option<NonZeroU32>,
    traffic: &Traffic,
) -> MethodRouter<S> {
    let limit = RateLimit::new(per_minute, traffic.trusted_proxies.as_slice().into());
    methods.layer(middleware::from_fn_with_state(limit, layers::limit_rate))
}
