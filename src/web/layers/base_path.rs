//! Removes the base path of `PUBLIC_URL` from requests, and adds it to redirects to paths of this app.
//!
//! Handlers see paths without the base path. Absolute addresses, such as the provider's, are not changed.

use axum::{
    Router,
    extract::{OriginalUri, Request},
    http::{HeaderMap, HeaderValue, Uri, header, uri::PathAndQuery},
    middleware,
    response::{IntoResponse, Response},
};
use tower::Service as _;

use super::{measure, trace::find_route};
use crate::{paths::Base, web::Page};

/// Serves the routes below the base path. A path outside it gets `not_found`, whose links lead to the app.
pub fn below(base: Base, routes: Router, not_found: fn() -> Page) -> Router {
    if base.is_root() {
        return routes;
    }
    let routes = routes
        .layer(middleware::from_fn(measure::show_route))
        .layer(middleware::from_fn_with_state(base.clone(), find_route));
    Router::new().fallback(move |mut request: Request| {
        let (base, mut routes) = (base.clone(), routes.clone());
        async move {
            let Some(uri) = without_base(&base, request.uri()) else {
                return not_found().into_response();
            };
            request.extensions_mut().insert(OriginalUri(uri.clone()));
            *request.uri_mut() = uri;
            let mut response: Response = routes.call(request).await.into_response();
            add_base(&base, response.headers_mut());
            response
        }
    })
}

/// Returns the address of a request without the base path; `None` if the address is not below the base path.
fn without_base(base: &Base, uri: &Uri) -> Option<Uri> {
    let path = base.strip(uri.path())?;
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(format!("{path}{query}")).ok()?);
    Uri::from_parts(parts).ok()
}

/// Adds the base path to a redirect to a path of this app, which begins with one slash. A redirect with two slashes
/// leads to another host.
fn add_base(base: &Base, headers: &mut HeaderMap) {
    let own = headers.get(header::LOCATION).and_then(|location| location.to_str().ok());
    let own = own.filter(|location| location.starts_with('/') && !location.starts_with("//"));
    if let Some(address) = own.and_then(|own| HeaderValue::from_str(&base.join(own)).ok()) {
        headers.insert(header::LOCATION, address);
    }
}
