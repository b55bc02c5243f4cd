//! The client of a request: the peer of the connection, or the address that a trusted proxy reports.
//!
//! `X-Forwarded-For` and `Forwarded` (RFC 7239) are lists that each proxy appends to, and whose beginning any client can
//! invent. So they are read only if the peer is in `TRUSTED_PROXIES`, and from the right up to the first address that is not a
//! trusted proxy. No other header of a proxy is read.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request},
    http::{HeaderMap, header},
};
use ipnet::IpNet;

/// The largest number of addresses that are read from a header.
const MOST_HOPS: usize = 32;

/// Returns the address of the client. `None` for a request that did not arrive over a connection, as in tests.
pub fn client_address(request: &Request, trusted: &[IpNet]) -> Option<IpAddr> {
    let ConnectInfo(peer) = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
    Some(behind_proxies(peer.ip().to_canonical(), request.headers(), trusted))
}

/// Says whether the request comes directly from a trusted proxy.
pub fn is_from_trusted_proxy(request: &Request, trusted: &[IpNet]) -> bool {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    peer.is_some_and(|ConnectInfo(peer)| is_trusted(&peer.ip().to_canonical(), trusted))
}

fn behind_proxies(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    if !is_trusted(&peer, trusted) {
        return peer;
    }
    let by_list = last_untrusted(values(headers, "x-forwarded-for").map(address_of), peer, trusted);
    let by_standard = last_untrusted(values(headers, header::FORWARDED.as_str()).map(forwarded_for), peer, trusted);
    match (headers.contains_key("x-forwarded-for"), headers.contains_key(header::FORWARDED)) {
        (true, false) => by_list,
        (false, true) => by_standard,
        // A proxy appends to one of the two headers and passes the other through unchecked, so both are used only if
        // they agree.
        (true, true) if by_list == by_standard => by_list,
        _ => peer,
    }
}

/// Returns the elements of all lines of a header, the last element first.
fn values<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a str> {
    let lines: Vec<_> = headers.get_all(name).iter().map(|line| line.to_str().unwrap_or_default()).collect();
    lines.into_iter().rev().flat_map(|line| line.rsplit(',')).map(str::trim)
}

/// Returns the first address that is not a trusted proxy, beginning with the hop nearest to this app. A hop without an
/// address ends the search; the last trusted proxy then counts as the client.
fn last_untrusted(hops: impl Iterator<Item = Option<IpAddr>>, peer: IpAddr, trusted: &[IpNet]) -> IpAddr {
    let mut known = peer;
    for hop in hops.take(MOST_HOPS) {
        let Some(hop) = hop else { break };
        known = hop;
        if !is_trusted(&hop, trusted) {
            break;
        }
    }
    known
}

fn is_trusted(address: &IpAddr, trusted: &[IpNet]) -> bool {
    trusted.iter().any(|network| network.contains(address))
}

/// Reads the address of a hop in a proxy's header: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
fn address_of(hop: &str) -> Option<IpAddr> {
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop);
    let address = bare.parse().or_else(|_| hop.parse::<SocketAddr>().map(|address| address.ip()));
    address.ok().map(|address| address.to_canonical())
}

/// Returns the address in `for=` of a hop of `Forwarded`; `None` for `unknown` and obfuscated names (RFC 7239 §6.2, §6.3).
fn forwarded_for(hop: &str) -> Option<IpAddr> {
    let mut pairs = hop.split(';').filter_map(|pair| pair.trim().split_once('='));
    let (_, node) = pairs.find(|(name, _)| name.eq_ignore_ascii_case("for"))?;
    address_of(node.trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::{HeaderMap, IpAddr, IpNet, behind_proxies};

    /// Returns the client's address that the app determines. The proxies of this machine and of two networks are
    /// trusted.
    fn seen_from(peer: &str, headers: &[(&'static str, &str)]) -> String {
        let trusted: Vec<IpNet> =
            ["127.0.0.1/32", "10.0.0.0/8", "2001:db8:1::/48"].iter().map(|network| network.parse().unwrap()).collect();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        behind_proxies(peer.parse::<IpAddr>().unwrap(), &map, &trusted).to_string()
    }

    #[test]
    fn headers_of_an_untrusted_peer_are_ignored() {
        for header in [("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=192.0.2.1")] {
            assert_eq!(seen_from("198.51.100.7", &[header]), "198.51.100.7");
            assert_eq!(seen_from("2001:db8:2::1", &[header]), "2001:db8:2::1");
        }
    }

    #[test]
    fn behind_a_proxy_the_rightmost_untrusted_address_counts() {
        for (chain, client) in [
            ("192.0.2.1", "192.0.2.1"),
            ("6.6.6.6, 192.0.2.1", "192.0.2.1"),
            ("6.6.6.6,192.0.2.1, 10.1.2.3", "192.0.2.1"),
            ("192.0.2.1:4711, 10.1.2.3", "192.0.2.1"),
            ("[2001:db8::9]:443", "2001:db8::9"),
            ("2001:db8::9,2001:db8:1::5", "2001:db8::9"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("10.9.9.9, 10.1.2.3", "10.9.9.9"),
            ("6.6.6.6, unknown, 10.1.2.3", "10.1.2.3"),
            ("6.6.6.6, not an address", "127.0.0.1"),
            ("", "127.0.0.1"),
        ] {
            assert_eq!(seen_from("127.0.0.1", &[("x-forwarded-for", chain)]), client, "{chain}");
        }
        let lines = [("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "192.0.2.1, 10.1.2.3")];
        assert_eq!(seen_from("127.0.0.1", &lines), "192.0.2.1");
    }

    #[test]
    fn the_forwarded_header_is_read_as_well() {
        for (chain, client) in [
            ("for=192.0.2.1;proto=https;by=203.0.113.43", "192.0.2.1"),
            ("For=6.6.6.6, proto=https;for=\"[2001:db8::9]:4711\"", "2001:db8::9"),
            ("for=192.0.2.1, for=10.1.2.3", "192.0.2.1"),
            ("for=_hidden", "127.0.0.1"),
            ("host=evil.example", "127.0.0.1"),
        ] {
            assert_eq!(seen_from("127.0.0.1", &[("forwarded", chain)]), client, "{chain}");
        }
    }

    #[test]
    fn contradicting_forwarding_headers_are_ignored() {
        let agree = [("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=192.0.2.1")];
        assert_eq!(seen_from("127.0.0.1", &agree), "192.0.2.1");
        let disagree = [("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=6.6.6.6")];
        assert_eq!(seen_from("127.0.0.1", &disagree), "127.0.0.1");
    }

    #[test]
    fn no_other_header_sets_the_client_address() {
        let headers = ["x-real-ip", "cf-connecting-ip", "true-client-ip", "x-client-ip", "x-forwarded-host", "via"];
        assert_eq!(seen_from("127.0.0.1", &headers.map(|name| (name, "6.6.6.6"))), "127.0.0.1");
    }

    /// Returns the expected client of a chain of hops. A hop without an address ends the chain.
    fn expected(chain: &[&str]) -> &'static str {
        const HOPS: [(&str, &str, bool); 6] = [
            ("192.0.2.1", "192.0.2.1", false),
            ("192.0.2.2:4711", "192.0.2.2", false),
            ("[2001:db8::9]:443", "2001:db8::9", false),
            ("10.1.2.3", "10.1.2.3", true),
            ("2001:db8:1::5", "2001:db8:1::5", true),
            ("::ffff:10.9.9.9", "10.9.9.9", true),
        ];
        let mut known = "127.0.0.1";
        for hop in chain.iter().rev() {
            let Some((_, address, is_proxy)) = HOPS.iter().find(|(written, _, _)| written == hop) else { break };
            known = address;
            if !is_proxy {
                break;
            }
        }
        known
    }

    proptest::proptest! {
        #[test]
        fn given_any_header_then_an_untrusted_peer_is_the_client(
            list in "((192\\.0\\.2\\.[1-9]|2001:db8::[1-9])(, )?){1,3}|[0-9a-f:.,\\[\\] \"]{0,60}|\\PC{0,30}",
            standard in "(for=|by=|;|,|\"|[0-9a-f:.\\[\\]]{0,9}){0,9}|\\PC{0,30}",
        ) {
            let headers = [("x-forwarded-for", list.as_str()), ("forwarded", standard.as_str())];
            let headers: Vec<_> = headers.into_iter().filter(|(_, value)| value.parse::<HeaderValue>().is_ok()).collect();
            for headers in [headers.as_slice(), headers.get(..1).unwrap_or_default()] {
                proptest::prop_assert_eq!(seen_from("198.51.100.7", headers), "198.51.100.7");
                proptest::prop_assert!(seen_from("127.0.0.1", headers).parse::<IpAddr>().is_ok());
            }
        }

        #[test]
        fn given_any_chain_then_both_headers_give_the_same_client(
            chain in proptest::collection::vec(proptest::sample::select(vec![
                "192.0.2.1", "192.0.2.2:4711", "[2001:db8::9]:443", "10.1.2.3", "10.1.2.3", "2001:db8:1::5", "::ffff:10.9.9.9", "unknown", "_x", "",
            ]), 0..8),
            comma in proptest::sample::select(vec![",", ", ", " ,"]),
        ) {
            let client = expected(&chain);
            proptest::prop_assert_eq!(seen_from("127.0.0.1", &[("x-forwarded-for", &chain.join(comma))]), client);
            let standard: Vec<_> = chain.iter().map(|hop| format!("proto=https;for=\"{hop}\"")).collect();
            let standard = standard.join(comma);
            proptest::prop_assert_eq!(seen_from("127.0.0.1", &[("forwarded", &standard)]), client);
            let both = [("x-forwarded-for", chain.join(comma)), ("forwarded", standard)];
            let both = both.each_ref().map(|(name, value)| (*name, value.as_str()));
            proptest::prop_assert_eq!(seen_from("127.0.0.1", &both), client);
        }
    }
}
