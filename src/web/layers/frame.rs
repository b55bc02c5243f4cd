//! The frame around every page: one nonce, one render, one set of headers.
//!
//! Why one render and no stream: a page of this app awaits nothing, and Leptos' streaming path costs more than the page
//! itself (README, "Checks": the table of `make bench`). Handlers answer with a view; here it becomes a document.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use leptos::nonce::Nonce;
use url::Url;

use super::headers;
use crate::{
    app::Document,
    web::{SiteFiles, page::ViewToRender},
};

/// What all pages have in common.
pub struct Frame {
    https: bool,
    live_reload: Option<u16>,
    document: Document,
}

impl Frame {
    /// Makes the frame of an app at this address.
    pub fn new(dev_tenant: bool, public_url: &Url, files: &SiteFiles) -> Self {
        let https = public_url.scheme() == "https";
        Self { https, live_reload: files.live_reload_port(), document: Document::new(dev_tenant, files.assets()) }
    }
}

/// Renders the view that a handler answered with, and sets the headers of every response.
pub async fn render_and_protect(State(frame): State<Arc<Frame>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Some(ViewToRender(view)) = response.extensions_mut().remove() {
        let nonce = Nonce::new();
        *response.body_mut() = Body::from(frame.document.html(view, &nonce));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::VARY, HeaderValue::from_static("Cookie, Sec-Fetch-Site, Origin, Accept"));
        if let Some(policy) = headers::page_policy(&nonce, frame.live_reload) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
    headers::protect(response.headers_mut(), frame.https);
    response
}
