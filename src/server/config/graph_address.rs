//! The address of Microsoft Graph for this app.

use url::Url;

use super::Config;
use crate::server::{entra::Cloud, http};

impl Config {
    /// Returns the base address of Microsoft Graph, e.g. `https://graph.microsoft.com/v1.0/`: that of `ENDPOINT` if the settings say
    /// that it is Graph, else that of the authority's cloud. An address on this machine alone does not mean Graph, because sidecars
    /// have addresses with `/v1.0/`, too. `None` for other providers.
    pub fn graph(&self) -> Option<Url> {
        let is_graph = |endpoint: &&Url| {
            self.endpoint_is_graph
                || (self.dev_tenant && http::is_loopback(endpoint))
                || endpoint.host_str().is_some_and(|host| Cloud::of_graph_host(host).is_some())
        };
        let beside = self.endpoint.as_ref().filter(is_graph).and_then(|endpoint| {
            let (before, _) = endpoint.path().split_once("/v1.0/")?;
            endpoint.join(&format!("{before}/v1.0/")).ok()
        });
        beside.or_else(|| Url::parse(&format!("https://{}/v1.0/", self.authority.cloud()?.graph_host())).ok())
    }
}
