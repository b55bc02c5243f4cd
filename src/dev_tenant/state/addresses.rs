//! The addresses of the dev tenant: the origins of its endpoints, of its issuers, and of Graph.

use std::net::SocketAddr;

use url::Url;

use crate::dev_tenant::protocol::address;
use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::protocol::ids::{CUSTOMER_DOMAIN, TENANT_ID};
use crate::dev_tenant::protocol::policy::Policy;
use crate::dev_tenant::settings::Flavour;

/// The hosts of a Microsoft cloud. The first host is in the issuers, the others are its aliases.
struct Cloud {
    hosts: &'static [&'static str],
    graph: &'static str,
    /// The host of the retired Azure AD Graph. `None` in a cloud for which it is not documented.
    graph_windows: Option<&'static str>,
    /// The address of the role service (`rbac_url`). `None` in a cloud for which it is not documented.
    rbac: Option<&'static str>,
}

const CLOUDS: [Cloud; 7] = [
    Cloud {
        hosts: &[
            "login.microsoftonline.com",
            "login.windows.net",
            "login.microsoft.com",
            // This regional host serves token requests only.
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
    single_host(&["login-us.microsoftonline.com"], "graph.microsoft.us"),
    single_host(&["login.sovcloud-identity.fr"], "graph.svc.sovcloud.fr"),
    single_host(&["login.sovcloud-identity.de"], "graph.svc.sovcloud.de"),
    single_host(&["login.sovcloud-identity.sg"], "graph.svc.sovcloud.sg"),
];

/// Returns a cloud with a single host besides Graph's.
const fn single_host(hosts: &'static [&'static str], graph: &'static str) -> Cloud {
    Cloud { hosts, graph, graph_windows: None, rbac: None }
}

pub struct Addresses {
    flavour: Flavour,
    /// The origin of the endpoints in discovery documents.
    pub origin: String,
    /// The origin of the issuers. `None` if each tenant has a separate host (`ciamlogin.com`).
    issuers: Option<String>,
    /// The origin of the issuers of access tokens of version 1.0.
    version_one_issuers: String,
    /// The prefix that the URLs of all resources of Graph have.
    pub graph: String,
    /// The prefix that scopes of Graph can have (`…/User.Read`).
    pub graph_resource: String,
    /// The accepted values of the header `Host`.
    hosts: Vec<String>,
    /// The value of the header `Host` with which only Graph is served.
    graph_host: Option<String>,
    pub cloud_instance_name: String,
    pub cloud_graph_host_name: Option<String>,
    pub msgraph_host: String,
    pub rbac_url: Option<String>,
}

impl Addresses {
    /// Returns the addresses for a dev tenant on a loopback port.
    pub fn on_loopback(flavour: Flavour, address: SocketAddr, allow_host: Option<String>) -> Self {
        let origin = format!("http://{address}");
        let mut hosts = loopback_names(address);
        hosts.extend(allow_host);
        Self {
            flavour,
            issuers: Some(origin.clone()),
            version_one_issuers: origin.clone(),
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

    /// Returns the addresses for a dev tenant behind a public origin.
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
        // The cloud's instance name is the host of the issuers without its first label.
        let issuers = names.hosts.first().and_then(|host| host.split_once('.'));
        let instance_name = issuers.map_or(canonical, |(_, instance)| instance);
        Self {
            flavour,
            issuers: (flavour != Flavour::External).then(|| origin.clone()),
            version_one_issuers: match canonical {
                "login.partner.microsoftonline.cn" => "https://sts.chinacloudapi.cn".to_owned(),
                _ => "https://sts.windows.net".to_owned(),
            },
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

    /// Returns the issuer of ID tokens for users of this home tenant.
    pub fn issuer(&self, home: Home, policy: Option<Policy>) -> String {
        self.issuer_of(home.id(), policy)
    }

    /// Returns the issuer of ID tokens, with `tenant` as the tenant ID in it.
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

    /// Returns the issuer of access tokens of version 1.0.
    pub fn version_one_issuer(&self, home: Home) -> String {
        format!("{}/{}/", self.version_one_issuers, home.id())
    }

    /// Returns the authority URL that an application must configure.
    pub fn authority(&self) -> String {
        let origin = &self.origin;
        match self.flavour {
            Flavour::Workforce | Flavour::External => format!("{origin}/{TENANT_ID}"),
            Flavour::MultiTenant => format!("{origin}/common"),
            Flavour::B2c { .. } => format!("{origin}/{CUSTOMER_DOMAIN}/{}", Policy::SignUpSignIn.name()),
        }
    }

    /// Returns whether the dev tenant accepts requests with this `Host`.
    pub fn accepts_host(&self, host: &str) -> bool {
        self.hosts.iter().chain(&self.graph_host).any(|ours| ours.eq_ignore_ascii_case(host))
    }

    /// Whether this `Host` serves this path: Graph's host serves Graph's paths only.
    pub fn serves(&self, host: &str, path: &str) -> bool {
        let is_graph = self.graph_host.as_ref().is_some_and(|ours| ours.eq_ignore_ascii_case(host));
        let is_loopback = host.rsplit_once(':').is_some_and(|(_, port)| !port.is_empty());
        is_loopback || is_graph == address::is_of_graph(path)
    }
}

fn loopback_names(address: SocketAddr) -> Vec<String> {
    let port = address.port();
    let names = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
    names.into_iter().chain([address.to_string()]).collect()
}
