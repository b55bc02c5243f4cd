//! The proxy that requests of the outbound client use, by the environment (`HTTPS_PROXY`, `NO_PROXY` and others).

use http::Uri;
use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

/// Returns host and port of the proxy for requests to this URL, by the same rules as the HTTP client. `None` for a direct
/// connection.
pub fn proxy_of(url: &Url) -> Option<(String, u16)> {
    let destination: Uri = url.as_str().parse().ok()?;
    let found = Matcher::from_system().intercept(&destination)?;
    let proxy = found.uri();
    let default = match proxy.scheme_str() {
        Some("https") => 443,
        Some(scheme) if scheme.starts_with("socks") => 1080,
        _ => 80,
    };
    Some((proxy.host()?.to_owned(), proxy.port_u16().unwrap_or(default)))
}
