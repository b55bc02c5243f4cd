//! Requests of a program on this machine, such as the browser of a developer, which come without a proxy.
//!
//! A proxy on this machine connects from a loopback address as well, so the headers are checked too: the host name must be one of
//! this machine, and no header may say that the request was forwarded. The check of the host name also stops a site whose name was
//! changed to a loopback address (DNS rebinding).

use std::net::SocketAddr;

use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, Version, header, request::Parts, uri::Authority},
};

use super::origin::comes_from_another_site;

/// The headers by which proxies say that they forwarded a request, besides `X-Forwarded-*`.
const FORWARDING: [&str; 12] = [
    "forwarded",
    "via",
    "x-real-ip",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-original-host",
    "x-original-for",
    "x-azure-clientip",
    "true-client-ip",
    "cf-connecting-ip",
    "fastly-client-ip",
    "x-envoy-external-address",
];

/// Returns whether a program on this machine sent the request, without a proxy, and not on behalf of another site.
pub fn comes_from_this_machine(parts: &Parts) -> bool {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    peer.is_some_and(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback())
        // Browsers send HTTP/1.1 or newer, and nginx sends HTTP/1.0 without any forwarding header by default.
        && parts.version >= Version::HTTP_11
        && parts.uri.authority().is_none_or(|authority| is_loopback_name(authority.host()))
        && names_this_machine(&parts.headers)
        && !is_forwarded(&parts.headers)
        && !comes_from_another_site(&parts.headers)
}

fn names_this_machine(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()?.parse::<Authority>().ok());
    hosts.next().is_none() && host.is_some_and(|host| is_loopback_name(host.host()))
}

fn is_loopback_name(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host == "127.0.0.1" || host == "[::1]"
}

fn is_forwarded(headers: &HeaderMap) -> bool {
    headers.keys().any(|name| name.as_str().starts_with("x-forwarded") || FORWARDING.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::{ConnectInfo, FORWARDING, SocketAddr, Version, comes_from_this_machine};

    const HERE: &str = "127.0.0.1:50000";

    fn is_local(peer: &str, uri: &str, headers: &[(&str, &str)]) -> bool {
        let mut request = Request::get(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        parts.extensions.insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        comes_from_this_machine(&parts)
    }

    #[test]
    fn a_direct_request_of_this_machine_is_accepted() {
        for (peer, host) in [
            (HERE, "localhost:3000"),
            (HERE, "LOCALHOST"),
            ("127.8.9.1:1", "127.0.0.1:3000"),
            ("[::1]:50000", "[::1]:3000"),
            ("[::ffff:127.0.0.1]:50000", "localhost:3000"),
        ] {
            assert!(is_local(peer, "/setup", &[("host", host)]), "{peer} {host}");
        }
        let own = [("host", "localhost"), ("sec-fetch-site", "same-origin")];
        assert!(is_local(HERE, "/setup", &own) && is_local(HERE, "/setup", &[own[0], ("sec-fetch-site", "none")]));
    }

    #[test]
    fn a_remote_client_and_a_foreign_host_are_rejected() {
        for peer in ["192.0.2.1:50000", "10.0.0.1:1", "[2001:db8::1]:1", "[::ffff:192.0.2.1]:1", "0.0.0.0:1"] {
            assert!(!is_local(peer, "/setup", &[("host", "localhost:3000")]), "{peer}");
        }
        for host in ["app.example", "localhost.app.example", "127.0.0.1.app.example", "user@app.example", "127.1", ""] {
            assert!(!is_local(HERE, "/setup", &[("host", host)]), "{host}");
        }
        assert!(!is_local(HERE, "/setup", &[]), "no host");
        assert!(!is_local(HERE, "/setup", &[("host", "localhost"), ("host", "app.example")]), "two hosts");
        assert!(!is_local(HERE, "http://app.example/setup", &[("host", "localhost")]), "another absolute form");
    }

    #[test]
    fn a_forwarded_request_and_one_of_another_site_are_rejected() {
        let more = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"];
        for name in FORWARDING.into_iter().chain(more) {
            assert!(!is_local(HERE, "/setup", &[("host", "localhost:3000"), (name, "127.0.0.1")]), "{name}");
        }
        for site in ["cross-site", "same-site"] {
            assert!(!is_local(HERE, "/setup", &[("host", "localhost:3000"), ("sec-fetch-site", site)]), "{site}");
        }
    }

    #[test]
    fn a_request_of_http_1_0_is_rejected() {
        let request = Request::get("/setup").version(Version::HTTP_10).header("host", "localhost:3000");
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        parts.extensions.insert(ConnectInfo(HERE.parse::<SocketAddr>().unwrap()));
        assert!(!comes_from_this_machine(&parts));
    }

    #[test]
    fn a_request_without_a_connection_is_rejected() {
        let (parts, ()) = Request::get("/setup").header("host", "localhost").body(()).unwrap().into_parts();
        assert!(!comes_from_this_machine(&parts));
    }
}
