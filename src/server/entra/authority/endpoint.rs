//! The endpoints that the metadata of an authority may name, and the origins of its pages.
//!
//! The metadata of an OpenID provider may name endpoints on any host. An address of this machine is allowed only if the
//! provider is on this machine. Microsoft's hosts are known ([`Cloud`]), so metadata that names another host is rejected. The
//! app redirects browsers only to the hosts of [`Authority::page_origins`].

use url::Url;

use super::{Authority, AuthorityKind};
use crate::server::{entra::clouds::Cloud, http::is_loopback};

/// The client that requests an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointUser {
    /// The browser of a user.
    Person,
    /// This app.
    Program,
}

impl Authority {
    /// Returns whether the metadata of this authority may name this endpoint, by the rules at the top of this file.
    pub fn may_name(&self, endpoint: &Url, user: EndpointUser) -> bool {
        let host = endpoint.host_str().unwrap_or_default();
        let is_of_cloud = || endpoint.scheme() == "https" && endpoint.port().is_none();
        endpoint.origin() == self.metadata_url.origin()
            || match &self.kind {
                AuthorityKind::OpenId => endpoint.scheme() == "https" || is_loopback(&self.metadata_url),
                AuthorityKind::Workforce { .. } | AuthorityKind::MultiTenant { .. } => {
                    let cloud = match user {
                        EndpointUser::Person => Cloud::of_sign_in_host(host),
                        EndpointUser::Program => Cloud::of_token_host(host),
                    };
                    is_of_cloud() && cloud.is_some() && cloud == self.cloud()
                }
                AuthorityKind::External => is_of_cloud() && super::subdomain_of_external_tenant(host).is_some(),
                AuthorityKind::B2c { tenant, .. } => {
                    is_of_cloud() && host.strip_suffix(".b2clogin.com") == Some(tenant.as_str())
                }
            }
    }

    /// Returns the origins of the sign-out pages of this authority: its origin, the origin of its metadata, and for a workforce
    /// tenant those of the whole cloud, because a sign-out may end at another host of the cloud.
    pub fn page_origins(&self) -> Vec<String> {
        let own = Url::parse(&self.address).into_iter().chain([self.metadata_url.clone()]);
        let own = own.map(|url| url.origin().ascii_serialization());
        let is_workforce = matches!(self.kind, AuthorityKind::Workforce { .. } | AuthorityKind::MultiTenant { .. });
        let hosts = self.cloud().filter(|_| is_workforce).map(Cloud::sign_in_hosts).unwrap_or_default();
        let mut origins: Vec<_> = own.chain(hosts.iter().map(|host| format!("https://{host}"))).collect();
        origins.sort();
        origins.dedup();
        origins
    }
}

#[cfg(test)]
mod tests {
    use super::{Authority, Cloud, EndpointUser, Url};

    const GUID: &str = "0a1b2c3d-0000-4000-8000-000000000001";

    fn may_name(authority: &Authority, endpoint: &str, user: EndpointUser) -> bool {
        authority.may_name(&Url::parse(endpoint).unwrap(), user)
    }

    fn assert_rule(authority: &Authority, named: &[&str], refused: &[&str]) {
        for user in [EndpointUser::Person, EndpointUser::Program] {
            for endpoint in named {
                assert!(may_name(authority, endpoint, user), "{} {endpoint}", authority.address());
            }
            for endpoint in refused {
                assert!(!may_name(authority, endpoint, user), "{} {endpoint}", authority.address());
            }
        }
    }

    #[test]
    fn metadata_of_a_tenant_may_name_hosts_of_its_cloud_only() {
        for tenant in [GUID, "common", "contoso.example"] {
            let authority = Authority::parse_authority(&format!("https://login.microsoftonline.com/{tenant}")).unwrap();
            assert_rule(
                &authority,
                &[
                    "https://login.microsoftonline.com/common/oauth2/v2.0/token",
                    "https://login.windows.net/common/oauth2/token",
                ],
                &[
                    "https://login.microsoftonline.us/common/oauth2/v2.0/token",
                    "https://login.partner.microsoftonline.cn/token",
                    "https://login-us.microsoftonline.com/token",
                    "https://sts.windows.net/token",
                    "https://contoso.ciamlogin.com/token",
                    "https://graph.microsoft.com/token",
                    "https://login.microsoftonline.com.evil.example/token",
                    "https://login.microsoftonline.com:8443/token",
                    "http://login.microsoftonline.com/token",
                    "http://localhost/token",
                ],
            );
        }
    }

    #[test]
    fn regional_hosts_serve_programs_of_the_public_cloud_only() {
        let regional = "https://westeurope.login.microsoft.com/token";
        for (address, is_public) in [
            ("https://login.microsoftonline.com/common", true),
            ("https://login.windows.net/contoso.example", true),
            ("https://login.microsoftonline.us/common", false),
            ("https://login-us.microsoftonline.com/common", false),
            ("https://contoso.ciamlogin.com", false),
        ] {
            let authority = Authority::parse_authority(address).unwrap();
            assert_eq!(may_name(&authority, regional, EndpointUser::Program), is_public, "{address}");
            assert!(!may_name(&authority, regional, EndpointUser::Person), "{address}");
        }
    }

    #[test]
    fn the_token_issuer_host_may_have_endpoints_and_pages() {
        for host in [
            "login.microsoftonline.com",
            "login.microsoft.com",
            "login.chinacloudapi.cn",
            "login.usgovcloudapi.net",
            "login-us.microsoftonline.com",
            "login.sovcloud-identity.fr",
        ] {
            let authority = Authority::parse_authority(&format!("https://{host}/{GUID}")).unwrap();
            let hosts = Cloud::of_sign_in_host(host).unwrap().sign_in_hosts();
            let named_by_tokens = |host: &&&str| authority.cloud().unwrap().has_issuer_host(host);
            let issuer = format!("https://{}", hosts.iter().find(named_by_tokens).unwrap());
            assert_rule(&authority, &[&format!("{issuer}/token"), &format!("https://{host}/token")], &[]);
            assert!(authority.page_origins().contains(&issuer), "{host}");
        }
    }

    #[test]
    fn external_and_b2c_metadata_name_their_tenant_hosts_only() {
        let external = Authority::parse_authority("https://contoso.ciamlogin.com/contoso.onmicrosoft.com").unwrap();
        assert_rule(
            &external,
            &["https://contoso.ciamlogin.com/t", &format!("https://{GUID}.ciamlogin.com/{GUID}/t")],
            &["https://ciamlogin.com/t", "https://a.b.ciamlogin.com/t", "https://login.microsoftonline.com/t"],
        );
        let b2c = Authority::parse_b2c("contoso", "B2C_1_signupsignin").unwrap();
        assert_rule(
            &b2c,
            &["https://contoso.b2clogin.com/contoso.onmicrosoft.com/b2c_1_signupsignin/oauth2/v2.0/token"],
            &["https://fabrikam.b2clogin.com/t", "https://login.microsoftonline.com/t", "https://b2clogin.com/t"],
        );
    }

    #[test]
    fn a_loopback_authority_may_name_its_own_origin_only() {
        let authority = Authority::parse_authority(&format!("http://127.0.0.1:3002/{GUID}")).unwrap();
        assert_rule(
            &authority,
            &["http://127.0.0.1:3002/token"],
            &["http://127.0.0.1:3003/token", "http://localhost:3002/token", "https://login.microsoftonline.com/token"],
        );
    }

    #[test]
    fn another_provider_may_name_endpoints_on_any_host() {
        let authority = Authority::parse_oidc_authority("https://op.example").unwrap();
        assert_rule(&authority, &["https://op.example/token", "https://tokens.elsewhere.example/token"], &[]);
    }

    #[test]
    fn only_a_loopback_provider_may_name_loopback_endpoints() {
        let elsewhere = Authority::parse_oidc_authority("https://op.example").unwrap();
        assert_rule(
            &elsewhere,
            &["https://tokens.example/token"],
            &["http://127.0.0.1:8080/token", "http://localhost/token"],
        );
        let here = Authority::parse_oidc_authority("http://localhost:4000").unwrap();
        assert_rule(&here, &["http://127.0.0.1:8080/token"], &[]);
    }

    #[test]
    fn page_origins_are_the_authority_and_hosts_of_its_cloud() {
        let origins = |authority: Authority| authority.page_origins().join(" ");
        let authority = |address: &str| Authority::parse_authority(address).unwrap();
        assert_eq!(
            origins(authority("https://login.microsoftonline.com/common")),
            "https://login.microsoft.com https://login.microsoftonline.com https://login.windows.net"
        );
        assert_eq!(
            origins(authority("https://login.microsoftonline.us/contoso.example")),
            "https://login.microsoftonline.us https://login.usgovcloudapi.net"
        );
        assert_eq!(
            origins(authority("https://login-us.microsoftonline.com/contoso.example")),
            "https://login-us.microsoftonline.com"
        );
        assert_eq!(origins(authority("https://contoso.ciamlogin.com")), "https://contoso.ciamlogin.com");
        assert_eq!(origins(authority("http://127.0.0.1:3002/common")), "http://127.0.0.1:3002");
        assert_eq!(origins(Authority::parse_b2c("contoso", "B2C_1_a").unwrap()), "https://contoso.b2clogin.com");
        assert_eq!(origins(Authority::parse_oidc_authority("https://op.example/a").unwrap()), "https://op.example");
    }
}
