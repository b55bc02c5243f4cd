//! What keeps others out: only this machine, only under a loopback name, and no forms from elsewhere.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::tenant::{SharedTenant, Tenant};

/// Answers only a peer on this machine that names this machine: a page whose name was rebound to 127.0.0.1 sends its own
/// name as `Host` (DNS rebinding) and gets 421.
pub async fn only_this_machine(State(tenant): State<SharedTenant>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    if !peer.is_some_and(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback()) {
        return (StatusCode::FORBIDDEN, "The dev tenant answers this machine only.\n").into_response();
    }
    let named = match request.headers().get(header::HOST) {
        Some(host) => host.to_str().unwrap_or_default(),
        None => request.uri().authority().map(axum::http::uri::Authority::as_str).unwrap_or_default(),
    };
    if !tenant.addresses.answers(named) {
        return (StatusCode::MISDIRECTED_REQUEST, "The dev tenant is not reachable under this name.\n").into_response();
    }
    if !tenant.addresses.has(named, request.uri().path()) {
        return (StatusCode::NOT_FOUND, "The dev tenant has nothing here.\n").into_response();
    }
    next.run(request).await
}

/// Says whether a POST can only come from one of our own pages, or from no page at all.
pub fn is_from_our_page(tenant: &Tenant, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let origin_is_ours = text("origin").is_none_or(|origin| {
        tenant.addresses.answers(origin.trim_start_matches("https://").trim_start_matches("http://"))
    });
    origin_is_ours && text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::body::Body;
    use tower::Service as _;

    use super::*;
    use crate::dev_tenant::grants::RefreshGrants;
    use crate::dev_tenant::{Flavour, Options, RefreshMode, address, router, start};

    async fn status_for(peer: Option<&str>) -> StatusCode {
        let listen = SocketAddr::from(([127, 0, 0, 1], 8400));
        let options = Options {
            listen,
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
            front_channel_logout_urls: Vec::new(),
            state_file: None,
            production_markers: Vec::new(),
            allow_host: None,
            refresh: RefreshMode::Entra,
            flavour: Flavour::Workforce,
            public_origin: None,
        };
        let tenant = Arc::new(start::tenant(options, listen, RefreshGrants::default()).unwrap());
        let mut request = Request::get(address::DEVICE_PAGE).header(header::HOST, "127.0.0.1:8400");
        if let Some(peer) = peer {
            request = request.extension(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        }
        router::router(&tenant).call(request.body(Body::empty()).unwrap()).await.unwrap().status()
    }

    #[tokio::test]
    async fn dt_12_a_peer_that_is_not_on_this_machine_is_not_answered() {
        assert_eq!(status_for(Some("127.0.0.1:5000")).await, StatusCode::OK);
        assert_eq!(status_for(Some("[::ffff:127.0.0.1]:5000")).await, StatusCode::OK);
        assert_eq!(status_for(Some("10.0.0.1:5000")).await, StatusCode::FORBIDDEN);
        assert_eq!(status_for(None).await, StatusCode::FORBIDDEN);
    }
}
