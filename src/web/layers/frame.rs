//! The frame around every page: one nonce, one render, one set of headers.
//!
//! Why one render and no stream: a page of this app awaits nothing, and Leptos' streaming path costs more than the page
//! itself (README, "Checks": the table of `make bench`). Handlers answer with a view; here it becomes a document.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use leptos::nonce::Nonce;
use url::Url;

use super::{gzip, headers, size, trace::RequestId};
use crate::{
    app::Document,
    error::AppError,
    model::View,
    paths::Base,
    web::{SiteFiles, page::ViewToRender},
};

/// What all pages have in common.
pub struct Frame {
    https: bool,
    live_reload: Option<u16>,
    base: Base,
    reporting: Option<HeaderValue>,
    document: Document,
}

impl Frame {
    /// Makes the frame of an app at this address.
    pub fn new(dev_tenant: bool, public_url: &Url, files: &SiteFiles) -> Self {
        let (https, base) = (public_url.scheme() == "https", Base::of(public_url.path()));
        let (reporting, document) =
            (headers::reporting_endpoints(&base), Document::new(dev_tenant, files.assets(base.clone())));
        Self { https, live_reload: files.live_reload_port(), base, reporting, document }
    }
}

/// Refuses what nobody means, renders the view that a handler answered with, and sets the headers of every response.
pub async fn render_and_protect(State(frame): State<Arc<Frame>>, request: Request, next: Next) -> Response {
    let request_id = request.extensions().get::<RequestId>().cloned();
    let takes_gzip = gzip::is_accepted(request.headers());
    // Asked here and not in layers of their own, each of which would cost every request an allocation.
    let refused = headers::unknown_method(&request).or_else(|| size::oversized(&request));
    let mut response = match refused {
        Some(refused) => refused,
        None => next.run(request).await,
    };
    if let Some(ViewToRender(view)) = response.extensions_mut().remove() {
        let nonce = Nonce::new();
        let page = frame.document.html(with_request_id(view, request_id), &nonce);
        let compressed = takes_gzip.then(|| gzip::compress(page.as_bytes())).flatten();
        let encoding = compressed.as_ref().map(|_| HeaderValue::from_static("gzip"));
        *response.body_mut() = compressed.map_or_else(|| Body::from(page), Body::from);
        let headers = response.headers_mut();
        // Below a base path an inner router has already measured the empty body that a handler leaves.
        headers.remove(header::CONTENT_LENGTH);
        headers.extend(encoding.map(|encoding| (header::CONTENT_ENCODING, encoding)));
        headers.insert("permissions-policy", HeaderValue::from_static(headers::NO_PERMISSIONS));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        let policy = headers::page_policy(&nonce, frame.live_reload, &frame.base);
        headers.extend(policy.map(|policy| (header::CONTENT_SECURITY_POLICY, policy)));
        let endpoints = frame.reporting.clone();
        headers.extend(endpoints.map(|endpoints| (HeaderName::from_static("reporting-endpoints"), endpoints)));
    }
    headers::protect(response.headers_mut(), frame.https);
    if response.extensions_mut().remove::<headers::MayBeFramed>().is_some() {
        response.headers_mut().remove(header::X_FRAME_OPTIONS);
    }
    response
}

/// Names the request on a page about what only the log can explain.
fn with_request_id(view: View, request_id: Option<RequestId>) -> View {
    match (view, request_id) {
        (View::Failed(error @ (AppError::Unexpected | AppError::StoreUnavailable)), Some(RequestId(request_id))) => {
            View::Unexpected { error, request_id }
        }
        (view, _) => view,
    }
}
