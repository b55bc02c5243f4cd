//! The guard against cross-site requests: a request that changes something must come from one of this app's own pages (OWASP
//! CSRF Prevention, RFC 10017 §6.1.3.3).
//!
//! Browsers report the origin of a request in `Sec-Fetch-Site`. A request without this header must have a matching `Origin`.
//! Sibling subdomains are not trusted: `same-site` is rejected.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use url::Url;

use crate::{
    error::AppError,
    server::security_event::SecurityEvent,
    web::{cookies::AdmittedByGuard, failure},
};

/// The state of the guard against cross-site requests: the app's own origin.
#[derive(Clone)]
pub struct CrossSiteGuard {
    origin: Arc<str>,
}

impl CrossSiteGuard {
    /// Makes the guard of an app with this public URL.
    pub fn new(public_url: &Url) -> Self {
        Self { origin: public_url.origin().ascii_serialization().into() }
    }

    fn lets_pass(&self, headers: &HeaderMap) -> bool {
        match headers.get("sec-fetch-site") {
            Some(site) => site == "same-origin",
            None => headers.get(header::ORIGIN).is_some_and(|origin| origin.as_bytes() == self.origin.as_bytes()),
        }
    }
}

/// Rejects requests with an unsafe method that do not come from the app's own origin.
pub async fn refuse_cross_site(State(guard): State<CrossSiteGuard>, mut request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    if guard.lets_pass(request.headers()) {
        request.extensions_mut().insert(AdmittedByGuard);
        return next.run(request).await;
    }
    tracing::warn!(event = SecurityEvent::CrossSiteRequest.name(), "a request from another site was rejected");
    failure::response(request.headers(), AppError::CrossSite)
}
