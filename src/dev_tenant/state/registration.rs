//! The registration of the application at the dev tenant: its secret and its redirect URIs.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use url::{Host, Url};

use crate::dev_tenant::protocol::page::PageOrigins;
use crate::dev_tenant::protocol::random;

/// An app registration, as Entra ID calls it.
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

    /// Returns the URLs that are loaded in hidden frames at a sign-out.
    pub fn front_channel_logout_urls(&self) -> &[String] {
        &self.front_channel_logout_urls
    }

    pub fn client_secret(&self) -> &str {
        &self.client_credential
    }

    pub fn has_secret(&self, presented: &str) -> bool {
        verify_slices_are_equal(self.client_credential.as_bytes(), presented.as_bytes()).is_ok()
    }

    pub fn redirect_uris(&self) -> &[String] {
        &self.redirect_uris
    }

    /// Returns the address of the application for links: the origin of the first redirect URI.
    pub fn application(&self) -> Option<String> {
        origins_of(self.redirect_uris.iter().take(1)).pop()
    }

    pub fn has_redirect_uri(&self, uri: &str) -> bool {
        self.redirect_uris.iter().any(|registered| registered == uri)
    }

    pub fn has_post_logout_redirect_uri(&self, uri: &str) -> bool {
        self.post_logout_redirect_uris.iter().any(|registered| registered == uri)
    }

    /// Returns the application's origins for the content security policy of the dev tenant's pages.
    pub fn page_origins(&self) -> PageOrigins {
        PageOrigins {
            form_targets: origins_of(self.redirect_uris.iter().chain(&self.post_logout_redirect_uris)),
            frames: origins_of(self.front_channel_logout_urls.iter()),
        }
    }
}

fn origins_of<'a>(uris: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut origins: Vec<String> =
        uris.filter_map(|uri| Url::parse(uri).ok()).map(|url| url.origin().ascii_serialization()).collect();
    origins.sort();
    origins.dedup();
    origins
}

/// Returns the reason why `uri` cannot be registered as a redirect URI. `None` if it can be registered.
///
/// Besides Entra ID's rules, the URI must point to this machine.
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
    fn a_redirect_uri_on_another_machine_is_rejected() {
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
