//! Microsoft's clouds: the hosts where people sign in, those that issuers name, and those of Graph go together.
//!
//! The sign-in hosts are those of MSAL's instance discovery; the Graph hosts are those of Microsoft's page "National cloud
//! deployments" and, for the clouds in preview, of the environments that the Graph PowerShell SDK knows.

/// One of Microsoft's clouds. A tenant, its tokens and its Graph are all in the same one.
#[derive(Debug, PartialEq, Eq)]
pub struct Cloud {
    /// What it is called in a sentence.
    pub name: &'static str,
    /// Where its people sign in: all of them are aliases of the first.
    sign_in_hosts: &'static [&'static str],
    /// Which hosts stand in the issuers of its tokens.
    issuer_hosts: &'static [&'static str],
    /// Microsoft Graph; the first is the usual one.
    graph_hosts: &'static [&'static str],
}

const PUBLIC: Cloud = Cloud {
    name: "the public cloud",
    sign_in_hosts: &["login.microsoftonline.com", "login.windows.net", "login.microsoft.com"],
    issuer_hosts: &["login.microsoftonline.com"],
    graph_hosts: &["graph.microsoft.com"],
};

static CLOUDS: [Cloud; 7] = [
    PUBLIC,
    Cloud {
        name: "the cloud of China",
        sign_in_hosts: &["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"],
        issuer_hosts: &["login.partner.microsoftonline.cn"],
        graph_hosts: &["microsoftgraph.chinacloudapi.cn"],
    },
    Cloud {
        name: "the cloud of the US government",
        sign_in_hosts: &["login.microsoftonline.us", "login.usgovcloudapi.net"],
        issuer_hosts: &["login.microsoftonline.us"],
        graph_hosts: &["graph.microsoft.us", "dod-graph.microsoft.us"],
    },
    // An instance of its own in MSAL's table, without aliases.
    Cloud {
        name: "the cloud of the US government (login-us)",
        sign_in_hosts: &["login-us.microsoftonline.com"],
        issuer_hosts: &["login-us.microsoftonline.com", "login.microsoftonline.us"],
        graph_hosts: &["graph.microsoft.us", "dod-graph.microsoft.us"],
    },
    Cloud {
        name: "the cloud of France",
        sign_in_hosts: &["login.sovcloud-identity.fr"],
        issuer_hosts: &["login.sovcloud-identity.fr"],
        graph_hosts: &["graph.svc.sovcloud.fr"],
    },
    Cloud {
        name: "the cloud of Germany",
        sign_in_hosts: &["login.sovcloud-identity.de"],
        issuer_hosts: &["login.sovcloud-identity.de"],
        graph_hosts: &["graph.svc.sovcloud.de"],
    },
    Cloud {
        name: "the cloud of Singapore",
        sign_in_hosts: &["login.sovcloud-identity.sg"],
        issuer_hosts: &["login.sovcloud-identity.sg"],
        graph_hosts: &["graph.svc.sovcloud.sg"],
    },
];

impl Cloud {
    /// Returns the public cloud, where external tenants are, too.
    pub fn public() -> &'static Self {
        static CLOUD: Cloud = PUBLIC;
        &CLOUD
    }

    /// Returns the cloud whose people sign in at this host; regional hosts (`{region}.login.microsoft.com`) are public.
    pub fn of_sign_in_host(host: &str) -> Option<&'static Self> {
        let is_region = |region: &str| {
            !region.is_empty() && region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        if host.strip_suffix(".login.microsoft.com").is_some_and(is_region) {
            return Some(Self::public());
        }
        CLOUDS.iter().find(|cloud| cloud.sign_in_hosts.contains(&host))
    }

    /// Returns the hosts where the people of this cloud sign in.
    pub fn sign_in_hosts(&self) -> &'static [&'static str] {
        self.sign_in_hosts
    }

    /// Returns the cloud whose Graph this host is.
    pub fn of_graph_host(host: &str) -> Option<&'static Self> {
        CLOUDS.iter().find(|cloud| cloud.has_graph_host(host))
    }

    /// Says whether the issuers of this cloud's tokens name this host.
    pub fn has_issuer_host(&self, host: &str) -> bool {
        self.issuer_hosts.contains(&host)
    }

    /// Says whether this host is Microsoft Graph of this cloud.
    pub fn has_graph_host(&self, host: &str) -> bool {
        self.graph_hosts.contains(&host)
    }

    /// Returns the host of Microsoft Graph in this cloud; the usual one, where there are several.
    pub fn graph_host(&self) -> &'static str {
        self.graph_hosts.first().copied().unwrap_or("graph.microsoft.com")
    }
}

#[cfg(test)]
mod tests {
    use super::{CLOUDS, Cloud};

    #[test]
    fn the_hosts_of_a_cloud_go_together() {
        for (sign_in, issuer, graph) in [
            ("login.microsoftonline.com", "login.microsoftonline.com", "graph.microsoft.com"),
            ("login.windows.net", "login.microsoftonline.com", "graph.microsoft.com"),
            ("login.microsoft.com", "login.microsoftonline.com", "graph.microsoft.com"),
            ("westeurope.login.microsoft.com", "login.microsoftonline.com", "graph.microsoft.com"),
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
    fn no_host_belongs_to_the_issuers_of_two_clouds_that_differ() {
        let public = Cloud::of_sign_in_host("login.microsoftonline.com").unwrap();
        assert_eq!(public, Cloud::public());
        for cloud in CLOUDS.iter().skip(1) {
            assert!(
                !cloud.has_issuer_host("login.microsoftonline.com") && !cloud.has_graph_host("graph.microsoft.com")
            );
            assert!(!public.has_graph_host(cloud.graph_host()), "{}", cloud.name);
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
            assert_eq!(Cloud::of_sign_in_host(host), None, "{host}");
        }
        assert_eq!(Cloud::of_graph_host("graph.windows.net"), None);
    }
}
