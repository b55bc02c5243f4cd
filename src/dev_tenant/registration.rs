//! The tenant and the one application that is registered in it.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use url::{Host, Url};

use super::random;

pub const TENANT_ID: &str = "6d0c9a52-4f3b-4e0d-9a57-2f8b1c7e5d10";
pub const TENANT_DOMAIN: &str = "devtenant.example";
/// The domain of a tenant whose people are customers; its first label is its subdomain of `ciamlogin.com` or `b2clogin.com`.
pub const CUSTOMER_DOMAIN: &str = "devtenant.onmicrosoft.com";
/// Another organisation, whose people may sign in to an application that is registered for many tenants.
pub const PARTNER_TENANT_ID: &str = "0f7c5d1e-93ab-4a26-b8e4-5c1d2e6f7a80";
pub const PARTNER_DOMAIN: &str = "partner.example";
/// The tenant of all personal accounts; the same value as at Microsoft, where it is public knowledge.
pub const PERSONAL_ACCOUNTS: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
pub const CLIENT_ID: &str = "b1f6a3c8-0d2e-4c57-8a94-7e3d5f9b2a61";
/// The audience of access tokens for Graph; the same value as at Entra ID, where it is public knowledge.
pub const GRAPH_AUDIENCE: &str = "00000003-0000-0000-c000-000000000000";

/// An API of our own that is registered in the tenant: the application ID URI, which its scopes begin with.
pub const NOTES: &str = "api://notes.devtenant.example";

/// What Entra ID calls an app registration.
pub struct Registration {
    client_credential: String,
    redirect_uris: Vec<String>,
    post_logout_redirect_uris: Vec<String>,
    front_channel_logout_urls: Vec<String>,
}

impl Registration {
    pub fn new(
        redirect_uris: Vec<String>,
        post_logout_redirect_uris: Vec<String>,
        front_channel_logout_urls: Vec<String>,
    ) -> Self {
        Self {
            client_credential: random::opaque(),
            redirect_uris,
            post_logout_redirect_uris,
            front_channel_logout_urls,
        }
    }

    /// Returns what is loaded in hidden frames when somebody signs out.
    pub fn front_channel_logout_urls(&self) -> &[String] {
        &self.front_channel_logout_urls
    }

    pub fn client_secret(&self) -> &str {
        &self.client_credential
    }

    pub fn has_secret(&self, presented: &str) -> bool {
        verify_slices_are_equal(self.client_credential.as_bytes(), presented.as_bytes()).is_ok()
    }

    pub fn has_redirect_uri(&self, uri: &str) -> bool {
        self.redirect_uris.iter().any(|registered| registered == uri)
    }

    pub fn has_post_logout_redirect_uri(&self, uri: &str) -> bool {
        self.post_logout_redirect_uris.iter().any(|registered| registered == uri)
    }

    /// Returns the origins that a form of the dev tenant's pages may lead to.
    pub fn origins(&self) -> Vec<String> {
        origins_of(self.redirect_uris.iter().chain(&self.post_logout_redirect_uris))
    }

    /// Returns the origins that may be framed when somebody signs out.
    pub fn framed_origins(&self) -> Vec<String> {
        origins_of(self.front_channel_logout_urls.iter())
    }
}

fn origins_of<'a>(uris: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut origins: Vec<String> =
        uris.filter_map(|uri| Url::parse(uri).ok()).map(|url| url.origin().ascii_serialization()).collect();
    origins.sort();
    origins.dedup();
    origins
}

/// Says why `uri` cannot be registered, by Entra ID's rules and one of ours: it must stay on this machine.
pub fn refusal_of_redirect_uri(uri: &str, allow_host: Option<&str>) -> Option<&'static str> {
    let Ok(url) = Url::parse(uri) else { return Some("it is not an absolute URL") };
    if !matches!(url.scheme(), "http" | "https") {
        return Some("its scheme is neither http nor https");
    }
    if !names_this_machine(&url, allow_host) {
        return Some("its host is not localhost or 127.0.0.1, and the dev tenant serves this machine only");
    }
    if uri.len() > 256 || uri.contains(['*', '#', '!', '$', '\'', '(', ')', ',', ';']) || !url.username().is_empty() {
        return Some(
            "it has a part that Entra ID does not register (a fragment, a wildcard, user information, or over 256 characters)",
        );
    }
    None
}

fn names_this_machine(url: &Url, allow_host: Option<&str>) -> bool {
    match url.host() {
        Some(Host::Domain("localhost")) => true,
        Some(Host::Domain(domain)) => allow_host.is_some_and(|allowed| allowed.split(':').next() == Some(domain)),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(_)) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_uri_elsewhere_is_refused_with_the_reason() {
        for uri in
            ["https://app.example/callback", "http://[::1]:3000/", "http://localhost.evil.example/", "http://10.0.0.1/"]
        {
            assert!(refusal_of_redirect_uri(uri, None).is_some_and(|why| why.contains("host")), "{uri}");
        }
        assert_eq!(refusal_of_redirect_uri("http://localhost:3000/getAToken", None), None);
        assert_eq!(refusal_of_redirect_uri("https://box.example/getAToken", Some("box.example:8443")), None);
        assert!(refusal_of_redirect_uri("http://localhost:3000/*", None).is_some());
    }
}
