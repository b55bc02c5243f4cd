//! The border of the app: what comes in loses the base path of `PUBLIC_URL`, and redirects that leave get it.
//!
//! Handlers know nothing of it. Whole addresses, such as the provider's, pass as they are.

use axum::{
    Router,
    extract::{OriginalUri, Request},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, uri::PathAndQuery},
    response::{IntoResponse, Response},
};
use tower::Service as _;

use crate::{model::View, paths::Base, web::page::PageAnswer};

/// Serves the routes below the base. Whatever is beside it is not found; that page's links lead to the app.
pub fn below(base: Base, routes: Router) -> Router {
    if base.is_root() {
        return routes;
    }
    Router::new().fallback(move |mut request: Request| {
        let (base, mut routes) = (base.clone(), routes.clone());
        async move {
            let Some(uri) = inside(&base, request.uri()) else {
                return PageAnswer::new(StatusCode::NOT_FOUND, View::NotFound).into_response();
            };
            request.extensions_mut().insert(OriginalUri(uri.clone()));
            *request.uri_mut() = uri;
            let mut response: Response = routes.call(request).await.into_response();
            lead_below(&base, response.headers_mut());
            response
        }
    })
}

/// Returns the address without the base; none when it is beside the base.
fn inside(base: &Base, uri: &Uri) -> Option<Uri> {
    let path = base.strip(uri.path())?;
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(format!("{path}{query}")).ok()?);
    Uri::from_parts(parts).ok()
}

/// A redirect to one of the app's own paths has one slash at its beginning; two would be another host.
fn lead_below(base: &Base, headers: &mut HeaderMap) {
    let own = headers.get(header::LOCATION).and_then(|location| location.to_str().ok());
    let own = own.filter(|location| location.starts_with('/') && !location.starts_with("//"));
    if let Some(address) = own.and_then(|own| HeaderValue::from_str(&base.join(own)).ok()) {
        headers.insert(header::LOCATION, address);
    }
}
