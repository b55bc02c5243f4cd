//! The names under which the dev tenant is known: the origin of its endpoints, of its issuers, and of Graph.

use std::net::SocketAddr;

use url::Url;

use super::flavour::{Flavour, Policy};
use super::place::Home;
use super::registration::{CUSTOMER_DOMAIN, TENANT_ID};

/// What the documents of a cloud say about it. The first host names the issuers, the others are its aliases.
struct Cloud {
    hosts: &'static [&'static str],
    graph: &'static str,
    /// The Graph of old, and the host of the roles; of the newest clouds nobody has written them down.
    graph_windows: Option<&'static str>,
    rbac: Option<&'static str>,
}

const CLOUDS: [Cloud; 7] = [
    Cloud {
        hosts: &[
            "login.microsoftonline.com",
            "login.windows.net",
            "login.microsoft.com",
            // One of the regional hosts: for programs only.
            "westeurope.login.microsoft.com",
        ],
        graph: "graph.microsoft.com",
        graph_windows: Some("graph.windows.net"),
        rbac: Some("https://pas.windows.net"),
    },
    Cloud {
        hosts: &["login.microsoftonline.us", "login.usgovcloudapi.net"],
        graph: "graph.microsoft.us",
        graph_windows: Some("graph.windows.net"),
        rbac: Some("https://pasff.usgovcloudapi.net"),
    },
    Cloud {
        hosts: &["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"],
        graph: "microsoftgraph.chinacloudapi.cn",
        graph_windows: Some("graph.chinacloudapi.cn"),
        rbac: Some("https://pas.chinacloudapi.cn"),
    },
    of_its_own(&["login-us.microsoftonline.com"], "graph.microsoft.us"),
    of_its_own(&["login.sovcloud-identity.fr"], "graph.svc.sovcloud.fr"),
    of_its_own(&["login.sovcloud-identity.de"], "graph.svc.sovcloud.de"),
    of_its_own(&["login.sovcloud-identity.sg"], "graph.svc.sovcloud.sg"),
];

/// A cloud with one host.
const fn of_its_own(hosts: &'static [&'static str], graph: &'static str) -> Cloud {
    Cloud { hosts, graph, graph_windows: None, rbac: None }
}

pub struct Addresses {
    flavour: Flavour,
    /// The origin that the documents name in the addresses of the endpoints.
    pub origin: String,
    /// None where each tenant has a host of its own (`ciamlogin.com`).
    issuers: Option<String>,
    /// What stands before Graph's paths.
    pub graph: String,
    /// The resource that scopes may begin with.
    pub graph_resource: String,
    /// The values of `Host` that are answered.
    hosts: Vec<String>,
    /// The value of `Host` under which only Graph is answered.
    graph_host: Option<String>,
    pub cloud_instance_name: String,
    pub cloud_graph_host_name: Option<String>,
    pub msgraph_host: String,
    pub rbac_url: Option<String>,
}

impl Addresses {
    /// Puts together the addresses of a dev tenant that is known as what it is: a port of this machine.
    pub fn on_loopback(flavour: Flavour, address: SocketAddr, allow_host: Option<String>) -> Self {
        let origin = format!("http://{address}");
        let mut hosts = loopback_names(address);
        hosts.extend(allow_host);
        Self {
            flavour,
            issuers: Some(origin.clone()),
            graph: format!("{origin}/graph"),
            graph_resource: "https://graph.microsoft.com".to_owned(),
            hosts,
            graph_host: None,
            cloud_instance_name: address.to_string(),
            cloud_graph_host_name: Some(address.to_string()),
            msgraph_host: address.to_string(),
            rbac_url: Some(format!("{origin}/rbac")),
            origin,
        }
    }

    /// Puts together the addresses of a dev tenant that goes by another name than its own.
    pub fn public(flavour: Flavour, address: SocketAddr, origin: &Url) -> Self {
        let host = origin.host_str().unwrap_or_default();
        let [public_cloud, ..] = &CLOUDS;
        let cloud = CLOUDS.iter().find(|cloud| cloud.hosts.contains(&host));
        let names = cloud.unwrap_or(public_cloud);
        let canonical = cloud.and_then(|cloud| cloud.hosts.first()).copied().unwrap_or(host);
        let origin = format!("https://{canonical}");
        let mut hosts = loopback_names(address);
        hosts.push(host.to_owned());
        hosts.extend(cloud.iter().flat_map(|cloud| cloud.hosts).map(|&alias| alias.to_owned()));
        // It is called by the host of its issuers, without the first label.
        let issuers = names.hosts.first().and_then(|host| host.split_once('.'));
        let instance_name = issuers.map_or(canonical, |(_, instance)| instance);
        Self {
            flavour,
            issuers: (flavour != Flavour::External).then(|| origin.clone()),
            graph: format!("https://{}", names.graph),
            graph_resource: format!("https://{}", names.graph),
            hosts,
            graph_host: (!flavour.is_b2c()).then(|| names.graph.to_owned()),
            cloud_instance_name: instance_name.to_owned(),
            cloud_graph_host_name: names.graph_windows.map(str::to_owned),
            msgraph_host: names.graph.to_owned(),
            rbac_url: names.rbac.map(str::to_owned),
            origin,
        }
    }

    /// Returns the issuer of ID tokens for people of this tenant.
    pub fn issuer(&self, home: Home, policy: Option<Policy>) -> String {
        self.issuer_of(home.id(), policy)
    }

    /// Returns the issuer with `tenant` in the place of a tenant's ID.
    pub fn issuer_of(&self, tenant: &str, policy: Option<Policy>) -> String {
        let Some(origin) = &self.issuers else { return format!("https://{tenant}.ciamlogin.com/{tenant}/v2.0") };
        match (self.flavour, policy) {
            (Flavour::B2c { policy_in_issuer: true }, Some(policy)) => {
                format!("{origin}/tfp/{tenant}/{}/v2.0/", policy.name().to_ascii_lowercase())
            }
            (Flavour::B2c { .. }, _) => format!("{origin}/{tenant}/v2.0/"),
            _ => format!("{origin}/{tenant}/v2.0"),
        }
    }

    /// Returns the authority that an application would be configured with.
    pub fn authority(&self) -> String {
        let origin = &self.origin;
        match self.flavour {
            Flavour::Workforce | Flavour::External => format!("{origin}/{TENANT_ID}"),
            Flavour::MultiTenant => format!("{origin}/common"),
            Flavour::B2c { .. } => format!("{origin}/{CUSTOMER_DOMAIN}/{}", Policy::SignUpSignIn.name()),
        }
    }

    /// Says whether a request with this `Host` is for the dev tenant.
    pub fn answers(&self, host: &str) -> bool {
        self.hosts.iter().chain(&self.graph_host).any(|ours| ours.eq_ignore_ascii_case(host))
    }

    /// Says whether this `Host` has this path: Graph's host has Graph's, and no others.
    pub fn has(&self, host: &str, path: &str) -> bool {
        let is_graph = self.graph_host.as_ref().is_some_and(|ours| ours.eq_ignore_ascii_case(host));
        let is_loopback = host.rsplit_once(':').is_some_and(|(_, port)| !port.is_empty());
        is_loopback || is_graph == super::address::is_of_graph(path)
    }
}

fn loopback_names(address: SocketAddr) -> Vec<String> {
    let port = address.port();
    let names = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
    names.into_iter().chain([address.to_string()]).collect()
}
