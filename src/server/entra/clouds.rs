//! Microsoft's clouds: for each cloud its sign-in hosts, its issuer host and its Graph hosts.
//!
//! The rule for each cloud: users sign in at the sign-in hosts only, issuers name the first of these hosts, and token requests
//! may go to any of them. The public cloud also has regional hosts, for token requests only.
//!
//! The sign-in hosts are those of MSAL's instance discovery; the Graph hosts are those of Microsoft's page "National cloud
//! deployments" and, for the clouds in preview, of the environments that the Graph PowerShell SDK knows.

/// One of Microsoft's clouds. A tenant, its tokens and its Graph are in the same cloud.
#[derive(Debug, PartialEq, Eq)]
pub struct Cloud {
    /// The name of the cloud in messages.
    pub name: &'static str,
    /// The sign-in hosts. The issuers of tokens name the first host; the others are aliases.
    sign_in_hosts: &'static [&'static str],
    /// The hosts of Microsoft Graph. The first is the default.
    graph_hosts: &'static [&'static str],
}

const PUBLIC: Cloud = Cloud {
    name: "the public cloud",
    sign_in_hosts: &["login.microsoftonline.com", "login.windows.net", "login.microsoft.com"],
    graph_hosts: &["graph.microsoft.com"],
};

static CLOUDS: [Cloud; 7] = [
    PUBLIC,
    Cloud {
        name: "the cloud of China",
        sign_in_hosts: &["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"],
        graph_hosts: &["microsoftgraph.chinacloudapi.cn"],
    },
    Cloud {
        name: "the cloud of the US government",
        sign_in_hosts: &["login.microsoftonline.us", "login.usgovcloudapi.net"],
        graph_hosts: &["graph.microsoft.us", "dod-graph.microsoft.us"],
    },
    // MSAL's table lists this host without aliases. Its issuer is not documented; therefore its tokens are assumed to differ from
    // those of login.microsoftonline.us.
    Cloud {
        name: "the cloud of the US government (login-us)",
        sign_in_hosts: &["login-us.microsoftonline.com"],
        graph_hosts: &["graph.microsoft.us", "dod-graph.microsoft.us"],
    },
    Cloud {
        name: "the cloud of France",
        sign_in_hosts: &["login.sovcloud-identity.fr"],
        graph_hosts: &["graph.svc.sovcloud.fr"],
    },
    Cloud {
        name: "the cloud of Germany",
        sign_in_hosts: &["login.sovcloud-identity.de"],
        graph_hosts: &["graph.svc.sovcloud.de"],
    },
    Cloud {
        name: "the cloud of Singapore",
        sign_in_hosts: &["login.sovcloud-identity.sg"],
        graph_hosts: &["graph.svc.sovcloud.sg"],
    },
];

/// The audience of federated credentials in the public cloud.
const TOKEN_EXCHANGE: &str = "api://AzureADTokenExchange";

impl Cloud {
    /// Returns the audience of federated credentials in this cloud. For the clouds in preview no audience is documented, so they
    /// have that of the public cloud.
    pub fn token_exchange_audience(&self) -> &'static str {
        match self.sign_in_hosts.first() {
            Some(&"login.microsoftonline.us" | &"login-us.microsoftonline.com") => "api://AzureADTokenExchangeUSGov",
            Some(&"login.partner.microsoftonline.cn") => "api://AzureADTokenExchangeChina",
            _ => TOKEN_EXCHANGE,
        }
    }

    /// Returns the template of the issuers of access tokens of version 1.0. `None` for the clouds in which it is not documented.
    pub fn version_one_issuer(&self) -> Option<&'static str> {
        match self.sign_in_hosts.first() {
            Some(&"login.microsoftonline.com" | &"login.microsoftonline.us") => {
                Some("https://sts.windows.net/{tenantid}/")
            }
            Some(&"login.partner.microsoftonline.cn") => Some("https://sts.chinacloudapi.cn/{tenantid}/"),
            _ => None,
        }
    }

    /// Returns the public cloud. It also contains the external tenants.
    pub fn public() -> &'static Self {
        static CLOUD: Cloud = PUBLIC;
        &CLOUD
    }

    /// Returns all clouds.
    pub fn all() -> &'static [Self] {
        &CLOUDS
    }

    /// Returns the cloud with this sign-in host.
    pub fn of_sign_in_host(host: &str) -> Option<&'static Self> {
        CLOUDS.iter().find(|cloud| cloud.sign_in_hosts.contains(&host))
    }

    /// Returns the cloud that a metadata document names (`cloud_instance_name`), e.g. `microsoftonline.us`: the domain of its
    /// first sign-in host.
    pub fn of_instance(name: &str) -> Option<&'static Self> {
        CLOUDS.iter().find(|cloud| {
            cloud.sign_in_hosts.first().and_then(|host| host.split_once('.')).is_some_and(|(_, domain)| domain == name)
        })
    }

    /// Returns the cloud with this token host: a sign-in host, or a regional host (`{region}.login.microsoft.com`) of the public
    /// cloud.
    pub fn of_token_host(host: &str) -> Option<&'static Self> {
        if is_regional(host) { Some(Self::public()) } else { Self::of_sign_in_host(host) }
    }

    /// Returns the sign-in hosts of this cloud.
    pub fn sign_in_hosts(&self) -> &'static [&'static str] {
        self.sign_in_hosts
    }

    /// Returns the cloud with this Graph host.
    pub fn of_graph_host(host: &str) -> Option<&'static Self> {
        CLOUDS.iter().find(|cloud| cloud.has_graph_host(host))
    }

    /// Returns whether the issuers of this cloud name this host.
    pub fn has_issuer_host(&self, host: &str) -> bool {
        self.sign_in_hosts.first() == Some(&host)
    }

    /// Returns whether this is a Graph host of this cloud.
    pub fn has_graph_host(&self, host: &str) -> bool {
        self.graph_hosts.contains(&host)
    }

    /// Returns the default Graph host of this cloud.
    pub fn graph_host(&self) -> &'static str {
        self.graph_hosts.first().copied().unwrap_or("graph.microsoft.com")
    }
}

/// Returns whether this is a regional host, which serves token requests only.
pub fn is_regional(host: &str) -> bool {
    let region = host.strip_suffix(".login.microsoft.com").unwrap_or_default();
    !region.is_empty() && region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::{CLOUDS, Cloud, is_regional};

    #[test]
    fn sign_in_issuer_and_graph_hosts_belong_to_one_cloud() {
        for (sign_in, issuer, graph) in [
            ("login.microsoftonline.com", "login.microsoftonline.com", "graph.microsoft.com"),
            ("login.windows.net", "login.microsoftonline.com", "graph.microsoft.com"),
            ("login.microsoft.com", "login.microsoftonline.com", "graph.microsoft.com"),
            ("login.partner.microsoftonline.cn", "login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn"),
            ("login.chinacloudapi.cn", "login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn"),
            ("login.microsoftonline.us", "login.microsoftonline.us", "graph.microsoft.us"),
            ("login.usgovcloudapi.net", "login.microsoftonline.us", "dod-graph.microsoft.us"),
            ("login-us.microsoftonline.com", "login-us.microsoftonline.com", "graph.microsoft.us"),
            ("login.sovcloud-identity.fr", "login.sovcloud-identity.fr", "graph.svc.sovcloud.fr"),
            ("login.sovcloud-identity.de", "login.sovcloud-identity.de", "graph.svc.sovcloud.de"),
            ("login.sovcloud-identity.sg", "login.sovcloud-identity.sg", "graph.svc.sovcloud.sg"),
        ] {
            let cloud = Cloud::of_sign_in_host(sign_in).unwrap();
            assert!(cloud.has_issuer_host(issuer) && cloud.has_graph_host(graph), "{sign_in}");
        }
    }

    #[test]
    fn each_host_is_in_one_cloud_with_one_issuer_host() {
        assert_eq!(Cloud::of_sign_in_host("login.microsoftonline.com"), Some(Cloud::public()));
        for cloud in &CLOUDS {
            for host in cloud.sign_in_hosts() {
                assert_eq!(Cloud::of_sign_in_host(host), Some(cloud), "{host}");
                assert_eq!(Cloud::of_token_host(host), Some(cloud), "{host}");
                assert_eq!(CLOUDS.iter().filter(|other| other.sign_in_hosts.contains(host)).count(), 1, "{host}");
            }
            assert_eq!(cloud.sign_in_hosts().iter().filter(|host| cloud.has_issuer_host(host)).count(), 1);
            assert!(cloud == Cloud::public() || !Cloud::public().has_graph_host(cloud.graph_host()), "{}", cloud.name);
        }
    }

    #[test]
    fn the_instance_name_of_metadata_names_its_cloud() {
        for (name, host) in [
            ("microsoftonline.com", "login.microsoftonline.com"),
            ("microsoftonline.us", "login.microsoftonline.us"),
            ("partner.microsoftonline.cn", "login.partner.microsoftonline.cn"),
        ] {
            assert_eq!(Cloud::of_instance(name), Cloud::of_sign_in_host(host), "{name}");
        }
        assert_eq!(Cloud::of_instance("127.0.0.1:3002"), None);
    }

    #[test]
    fn national_clouds_have_their_own_token_exchange_audience() {
        for (host, audience) in [
            ("login.windows.net", "api://AzureADTokenExchange"),
            ("login.usgovcloudapi.net", "api://AzureADTokenExchangeUSGov"),
            ("login-us.microsoftonline.com", "api://AzureADTokenExchangeUSGov"),
            ("login.chinacloudapi.cn", "api://AzureADTokenExchangeChina"),
            ("login.sovcloud-identity.fr", "api://AzureADTokenExchange"),
        ] {
            assert_eq!(Cloud::of_sign_in_host(host).unwrap().token_exchange_audience(), audience, "{host}");
        }
    }

    #[test]
    fn regional_hosts_are_for_token_requests_not_for_sign_in() {
        for host in ["westeurope.login.microsoft.com", "northeurope.login.microsoft.com", "a-1.login.microsoft.com"] {
            assert_eq!(Cloud::of_token_host(host), Some(Cloud::public()), "{host}");
            assert_eq!(Cloud::of_sign_in_host(host), None, "{host}");
            assert!(is_regional(host) && !Cloud::public().has_issuer_host(host), "{host}");
        }
    }

    #[test]
    fn other_hosts_are_in_no_cloud() {
        for host in [
            "",
            ".login.microsoft.com",
            "a.b.login.microsoft.com",
            "evil-login.microsoft.com",
            "login.microsoftonline.com.evil.example",
            "sts.windows.net",
            "localhost",
        ] {
            assert_eq!(Cloud::of_token_host(host), None, "{host}");
        }
        assert_eq!(Cloud::of_graph_host("graph.windows.net"), None);
    }
}
