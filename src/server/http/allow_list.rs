//! The list of hosts that may be requested: the authority's, those that its metadata names, and the downstream API's.
//!
//! RFC 10017 requires this list of a backend: an address from a bug or from the response of an API cannot make this app
//! send a token or a secret to another host. The list contains origins, so scheme and port count as well.

use std::sync::{Arc, PoisonError, RwLock, Weak};

use url::{Origin, Url};

/// The origins that may be requested.
#[derive(Debug, Default)]
pub struct AllowList {
    configured: Vec<Origin>,
    named: RwLock<Vec<Weak<[Origin]>>>,
}

/// The origins that the metadata document of a provider names. Requests to them are allowed until this value is
/// dropped.
///
/// The metadata document and this value are kept together and dropped together, so that the origins of every document
/// in use are allowed, and no others.
#[derive(Debug)]
pub struct NamedOrigins(#[expect(dead_code, reason = "it is held and not read")] Arc<[Origin]>);

impl AllowList {
    /// Creates the list from the addresses of the provider and of the APIs in the settings.
    pub fn new<'a>(configured: impl IntoIterator<Item = &'a Url>) -> Self {
        Self { configured: configured.into_iter().map(Url::origin).collect(), named: RwLock::default() }
    }

    /// Allows the endpoints that a provider's metadata names, until the returned value is dropped.
    pub fn name<'a>(&self, endpoints: impl IntoIterator<Item = &'a Url>) -> NamedOrigins {
        let origins: Arc<[Origin]> = endpoints.into_iter().map(Url::origin).collect();
        let mut named = self.named.write().unwrap_or_else(PoisonError::into_inner);
        named.retain(|others| others.strong_count() > 0);
        named.push(Arc::downgrade(&origins));
        NamedOrigins(origins)
    }

    /// Returns whether `url` may be requested.
    pub fn allows(&self, url: &Url) -> bool {
        let origin = url.origin();
        let is_named = || {
            let named = self.named.read().unwrap_or_else(PoisonError::into_inner);
            named.iter().filter_map(Weak::upgrade).any(|origins| origins.contains(&origin))
        };
        self.configured.contains(&origin) || is_named()
    }
}

#[cfg(test)]
mod tests {
    use super::{AllowList, Url};

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_configured_origin_is_allowed_at_any_path() {
        let list = AllowList::new([&url("https://login.example/common"), &url("https://graph.example:8443/v1.0/me")]);
        for allowed in
            ["https://login.example/", "https://LOGIN.example:443/a", "https://graph.example:8443/v1.0/users"]
        {
            assert!(list.allows(&url(allowed)), "{allowed}");
        }
        for refused in [
            "https://graph.example/v1.0/me",
            "http://login.example/",
            "https://login.example:444/",
            "https://login.example.evil.example/",
            "https://evil.example/login.example",
            "https://login.example@evil.example/",
            "https://evil.login.example/",
            "data:text/plain,login.example",
        ] {
            assert!(!list.allows(&url(refused)), "{refused}");
        }
    }

    #[test]
    fn metadata_origins_are_allowed_while_a_guard_is_held() {
        let list = AllowList::new([&url("https://op.example/")]);
        let [tokens, keys] = ["https://tokens.example/token", "https://keys.example/keys"].map(url);
        let before = list.name([&tokens]);
        assert!(list.allows(&tokens) && list.allows(&url("https://op.example/")));
        let refused = list.name([&keys]);
        assert!(list.allows(&tokens) && list.allows(&keys), "the old document is still in use");
        drop(refused);
        assert!(list.allows(&tokens) && !list.allows(&keys), "the new document was rejected");
        let after = list.name([&keys]);
        drop(before);
        assert!(list.allows(&keys) && !list.allows(&tokens));
        assert_eq!(list.named.read().unwrap().len(), 2, "adding a document removes the dropped ones");
        drop((after, list.name([&tokens])));
        assert!(!list.allows(&keys) && !list.allows(&tokens) && list.allows(&url("https://op.example/")));
    }

    #[test]
    fn a_url_without_a_host_is_never_allowed() {
        let address = url("data:text/plain,a");
        assert!(!AllowList::new([&address]).allows(&address));
    }
}
