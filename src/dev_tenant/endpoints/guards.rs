//! The dev tenant's access control: requests from this machine only, with a known `Host` only, and no forms from other
//! sites. Also the header `Date` of every response.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::dev_tenant::state::tenant::{SharedTenant, Tenant};

/// Accepts a request only if the peer is this machine and the `Host` is known. A page whose name was rebound to 127.0.0.1
/// (DNS rebinding) sends that name as `Host` and gets 421.
pub async fn require_this_machine(State(tenant): State<SharedTenant>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    if !peer.is_some_and(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback()) {
        return (StatusCode::FORBIDDEN, "The dev tenant is for requests from this machine only.\n").into_response();
    }
    let named = match request.headers().get(header::HOST) {
        Some(host) => host.to_str().unwrap_or_default(),
        None => request.uri().authority().map(axum::http::uri::Authority::as_str).unwrap_or_default(),
    };
    if !tenant.addresses.accepts_host(named) {
        return (
            StatusCode::MISDIRECTED_REQUEST,
            "The dev tenant does not serve this host. Use localhost or 127.0.0.1 with its port, or the host that it was started with (DEV_TENANT_ALLOW_HOST or --public-origin).\n",
        )
            .into_response();
    }
    if !tenant.addresses.serves(named, request.uri().path()) {
        return (StatusCode::NOT_FOUND, "The dev tenant has nothing at this address.\n").into_response();
    }
    next.run(request).await
}

/// Returns whether a POST comes from a page of the dev tenant, or from a client that is not a browser (and so sends
/// neither `Origin` nor `Sec-Fetch-Site`).
pub fn is_from_our_page(tenant: &Tenant, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let origin_is_ours = text("origin").is_none_or(|origin| {
        tenant.addresses.accepts_host(origin.trim_start_matches("https://").trim_start_matches("http://"))
    });
    origin_is_ours && text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"))
}

/// Sets `Date` by the clock of the dev tenant, which a test can advance.
pub async fn date_by_our_clock(State(tenant): State<SharedTenant>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let date = httpdate::fmt_http_date(tenant.clock.date_time().into());
    if let Ok(date) = HeaderValue::try_from(date) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}
