//! The HTTP client for endpoints of this machine and its link, such as the identity endpoint of Azure.
//!
//! It uses no proxy and follows no redirect, and a [`LocalUrl`] is always a loopback or link-local address. So a wrong setting
//! cannot send a request with a secret to another host, and a token never comes from a proxy.

use std::{
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::OnceLock,
    time::Duration,
};

use reqwest::{Client, header::HeaderMap, redirect::Policy};
use url::{Host, Url};

use super::response::{HttpError, HttpResponse, Limits, within};

const LOCALHOST: &str = "localhost";

/// An http address whose host is this machine, or a link-local IPv4 address (169.254.0.0/16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalUrl(Url);

impl LocalUrl {
    /// Parses an address. `None` for every other host, for https, and for an address with a user name or a password.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let is_local = match url.host()? {
            Host::Domain(name) => name == LOCALHOST,
            Host::Ipv4(address) => address.is_loopback() || address.is_link_local(),
            Host::Ipv6(address) => address.is_loopback(),
        };
        let has_user = !url.username().is_empty() || url.password().is_some();
        (url.scheme() == "http" && is_local && !has_user).then_some(Self(url))
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Returns the address with this path appended to its own path.
    #[must_use]
    pub fn below(mut self, path: &str) -> Self {
        let path = format!("{}{path}", self.0.path().trim_end_matches('/'));
        self.0.set_path(&path);
        self
    }

    /// Returns the address with these parameters added to its query.
    #[must_use]
    pub fn with_query(mut self, parameters: &[(&str, &str)]) -> Self {
        self.0.query_pairs_mut().extend_pairs(parameters);
        self
    }
}

/// The client for [`LocalUrl`]s. It is created on first use.
#[derive(Debug, Default)]
pub struct LocalHttp(OnceLock<Client>);

impl LocalHttp {
    /// Sends a `GET` request.
    pub async fn get(&self, url: &LocalUrl, headers: HeaderMap, limits: Limits) -> Result<HttpResponse, HttpError> {
        let request = self.client()?.get(url.0.clone()).headers(headers);
        within(limits, request.send()).await
    }

    #[expect(clippy::disallowed_methods, reason = "the identity endpoint must not be requested through a proxy")]
    fn client(&self) -> Result<&Client, HttpError> {
        if let Some(client) = self.0.get() {
            return Ok(client);
        }
        // The name is not looked up, because the system could resolve it to another machine. The port is that of the URL.
        let this_machine = [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))];
        let client = Client::builder()
            .user_agent(concat!("leptos-entra/", env!("CARGO_PKG_VERSION")))
            .no_proxy()
            .redirect(Policy::none())
            .resolve_to_addrs(LOCALHOST, &this_machine)
            .connect_timeout(Duration::from_secs(2))
            // Requests are hours apart, so an idle connection would be closed by the endpoint in between.
            .pool_max_idle_per_host(0)
            .build()
            .map_err(HttpError::SetUp)?;
        Ok(self.0.get_or_init(|| client))
    }
}

#[cfg(test)]
mod tests {
    use super::LocalUrl;

    #[test]
    fn only_http_on_loopback_or_link_local_hosts_is_local() {
        let local = [
            "http://169.254.169.254",
            "http://169.254.129.3:8081/msi/token",
            "http://localhost:42356/msi/token",
            "http://127.0.0.1:4141/MSI/token/",
            "http://[::1]:4141/",
            "http://2852039166/",
        ];
        let other = [
            "https://127.0.0.1/",
            "http://169.253.169.254/",
            "http://10.0.0.1/",
            "http://0.0.0.0/",
            "http://localhost.evil.example/",
            "http://127.0.0.1.evil.example/",
            "http://127.0.0.1@evil.example/",
            "http://user:password@127.0.0.1/",
            "http://[::ffff:10.0.0.1]/",
            "http://[fd00:ec2::254]/",
            "http://metadata.google.internal/",
            "file:///etc/passwd",
            "localhost:80",
            "",
        ];
        for address in local {
            assert!(LocalUrl::parse(address).is_some(), "{address}");
        }
        for address in other {
            assert!(LocalUrl::parse(address).is_none(), "{address}");
        }
    }

    #[test]
    fn paths_and_parameters_are_appended() {
        let url = LocalUrl::parse("http://127.0.0.1:1/a/").unwrap().below("/b").with_query(&[("c", "api://d")]);
        assert_eq!(url.as_str(), "http://127.0.0.1:1/a/b?c=api%3A%2F%2Fd");
    }
}
