//! The base path of `PUBLIC_URL`: requests lose it, and redirects to paths of this app get it.
//!
//! Handlers know nothing of it. Absolute addresses, such as the provider's, stay as they are.

use axum::{
    Router,
    extract::{OriginalUri, Request},
    http::{HeaderMap, HeaderValue, Uri, header, uri::PathAndQuery},
    response::{IntoResponse, Response},
};
use tower::Service as _;

use crate::{paths::Base, web::Page};

/// Serves the routes below the base path. All other paths get `not_found`, whose links lead to the app.
pub fn below(base: Base, routes: Router, not_found: fn() -> Page) -> Router {
    if base.is_root() {
        return routes;
    }
    Router::new().fallback(move |mut request: Request| {
        let (base, mut routes) = (base.clone(), routes.clone());
        async move {
            let Some(uri) = inside(&base, request.uri()) else {
                return not_found().into_response();
            };
            request.extensions_mut().insert(OriginalUri(uri.clone()));
            *request.uri_mut() = uri;
            let mut response: Response = routes.call(request).await.into_response();
            lead_below(&base, response.headers_mut());
            response
        }
    })
}

/// Returns the address without the base path; `None` if it is not below it.
fn inside(base: &Base, uri: &Uri) -> Option<Uri> {
    let path = base.strip(uri.path())?;
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(format!("{path}{query}")).ok()?);
    Uri::from_parts(parts).ok()
}

/// Adds the base path to a redirect to a path of this app, which begins with one slash; two slashes are another host.
fn lead_below(base: &Base, headers: &mut HeaderMap) {
    let own = headers.get(header::LOCATION).and_then(|location| location.to_str().ok());
    let own = own.filter(|location| location.starts_with('/') && !location.starts_with("//"));
    if let Some(address) = own.and_then(|own| HeaderValue::from_str(&base.join(own)).ok()) {
        headers.insert(header::LOCATION, address);
    }
}
