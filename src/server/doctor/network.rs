//! Name, connection, proxy and TLS of each host that the app requests, so that a blocked host has a named cause.

use std::{io, net::SocketAddr, time::Duration};

use futures_util::future::join_all;
use reqwest::header::HeaderMap;
use tokio::{
    net::{TcpStream, lookup_host},
    time::{Instant, timeout},
};
use url::Url;

use super::{Check, Line, limits::LIMITS};
use crate::server::{
    causes::with_causes,
    http::{Http, HttpError, proxy_of},
};

/// The timeout of a name lookup, and that of a connection attempt.
const STEP: Duration = Duration::from_secs(4);

/// The address to which this machine connects for a host: the host itself, or a proxy.
struct Peer {
    host: String,
    port: u16,
    is_proxy: bool,
}

/// Returns a line for each host of these URLs.
pub async fn lines(http: &Http, urls: &[Url]) -> Vec<Line> {
    let mut hosts: Vec<&Url> = Vec::new();
    for url in urls {
        if !hosts.iter().any(|known| known.origin() == url.origin()) {
            hosts.push(url);
        }
    }
    join_all(hosts.into_iter().map(|url| line(http, url))).await
}

async fn line(http: &Http, url: &Url) -> Line {
    let Some(peer) = Peer::of(url) else {
        return Line::skipped(Check::Network, "the address has no host.");
    };
    let begun = Instant::now();
    let line = match reach(http, url, &peer).await {
        Ok(()) => {
            let through = if peer.is_proxy { format!(" through the proxy {}", peer.shown()) } else { String::new() };
            let duration = begun.elapsed().as_millis();
            Line::ok(Check::Network, format!("name, connection and TLS work{through} ({duration} ms)."))
        }
        Err(line) => line,
    };
    line.about(url.origin().ascii_serialization())
}

async fn reach(http: &Http, url: &Url, peer: &Peer) -> Result<(), Line> {
    let addresses = peer.resolve().await?;
    peer.connect(&addresses).await?;
    match http.get(url, None, HeaderMap::new(), LIMITS).await {
        Ok(_) | Err(HttpError::TooLarge(_) | HttpError::Undecodable(_)) => Ok(()),
        Err(error) => Err(peer.refused(url, &error)),
    }
}

impl Peer {
    fn of(url: &Url) -> Option<Self> {
        if let Some((host, port)) = proxy_of(url) {
            return Some(Self { host, port, is_proxy: true });
        }
        // Name servers do not know the brackets of an IPv6 address.
        let host = url.host_str()?.trim_matches(['[', ']']).to_owned();
        Some(Self { host, port: url.port_or_known_default()?, is_proxy: false })
    }

    fn shown(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Returns the peer as the subject of a sentence.
    fn named(&self) -> String {
        if self.is_proxy { format!("the proxy {}", self.shown()) } else { self.shown() }
    }

    async fn resolve(&self) -> Result<Vec<SocketAddr>, Line> {
        let cause = match timeout(STEP, lookup_host((self.host.as_str(), self.port))).await {
            Ok(Ok(addresses)) => {
                let addresses: Vec<_> = addresses.collect();
                if !addresses.is_empty() {
                    return Ok(addresses);
                }
                "the name has no address".to_owned()
            }
            Ok(Err(error)) => error.to_string(),
            Err(_) => format!("the name server does not respond within {} s", STEP.as_secs()),
        };
        let line = Line::failed(Check::Network, format!("the name {} cannot be resolved (DNS).", self.host));
        Err(line.because(format!("{cause}.")).fix(format!(
            "Check the spelling of the host in the settings, and the name server: getent hosts {}. Where names are resolved by a \
             proxy only, set HTTPS_PROXY.",
            self.host
        )))
    }

    async fn connect(&self, addresses: &[SocketAddr]) -> Result<(), Line> {
        let cause = match timeout(STEP, TcpStream::connect(addresses)).await {
            Ok(Ok(_)) => return Ok(()),
            Ok(Err(error)) if error.kind() == io::ErrorKind::ConnectionRefused => {
                "no program listens at this port, or a firewall rejects the connection".to_owned()
            }
            Ok(Err(error)) => error.to_string(),
            Err(_) => format!("no response within {} s: a firewall may drop the packets", STEP.as_secs()),
        };
        let line = Line::failed(Check::Network, format!("no connection to {} (TCP).", self.named()));
        let fix = if self.is_proxy {
            "Check HTTPS_PROXY and NO_PROXY: env | grep -i proxy".to_owned()
        } else {
            format!("Allow outbound connections to {} in the firewall, or set HTTPS_PROXY.", self.shown())
        };
        Err(line.because(format!("{cause}.")).fix(fix))
    }

    /// Returns the line about a request that failed although the connection to the peer works.
    fn refused(&self, url: &Url, error: &HttpError) -> Line {
        let cause = format!("{}.", with_causes(error));
        let host = url.host_str().unwrap_or_default();
        if matches!(error, HttpError::Timeout) {
            let what = format!("{} accepts the connection, but does not respond.", self.named());
            return Line::failed(Check::Network, what)
                .because(cause)
                .fix(format!("Try again: curl -v {}", origin(url)));
        }
        if cause.contains("certificate") {
            return Line::failed(Check::Network, format!("the certificate of {host} is not trusted (TLS).")).because(cause).fix(format!(
                "If a proxy inspects TLS, add its root certificate to the trusted certificates of this system, or set \
                 SSL_CERT_FILE. Look at it: openssl s_client -connect {host}:443 -showcerts </dev/null"
            ));
        }
        let by = if self.is_proxy { " through the proxy" } else { "" };
        let kind = if url.scheme() == "https" && !self.is_proxy { "TLS" } else { "HTTP" };
        Line::failed(Check::Network, format!("the connection to {host}{by} breaks off ({kind}).")).because(cause).fix(
            if self.is_proxy {
                format!("Allow CONNECT to {host}:443 in the rules of {}, or name the host in NO_PROXY.", self.named())
            } else {
                format!("Look at the response: curl -v {}", origin(url))
            },
        )
    }
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}
