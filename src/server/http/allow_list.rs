//! Which hosts may be called: the authority's, those that its metadata names, and the downstream API's.
//!
//! RFC 10017 asks a backend for such a list: whatever else makes an address (an answer of an API, a bug) cannot make this
//! app send a token or a secret anywhere else. A host counts with its scheme and its port, as an origin does.

use std::sync::{Arc, PoisonError, RwLock, Weak};

use url::{Origin, Url};

/// Which origins may be called.
#[derive(Debug, Default)]
pub struct AllowList {
    configured: Vec<Origin>,
    named: RwLock<Vec<Weak<[Origin]>>>,
}

/// The origins that a metadata document names: requests to them are allowed as long as this value lives.
///
/// The document and this value are kept together and dropped together, so that the origins of every document in use are
/// allowed, and no others.
#[derive(Debug)]
pub struct NamedOrigins(#[expect(dead_code, reason = "it is held and not read")] Arc<[Origin]>);

impl AllowList {
    /// Makes the list of what the operator has configured.
    pub fn new<'a>(configured: impl IntoIterator<Item = &'a Url>) -> Self {
        Self { configured: configured.into_iter().map(Url::origin).collect(), named: RwLock::default() }
    }

    /// Adds the endpoints that a provider's metadata names, until what is returned is dropped.
    pub fn name<'a>(&self, endpoints: impl IntoIterator<Item = &'a Url>) -> NamedOrigins {
        let origins: Arc<[Origin]> = endpoints.into_iter().map(Url::origin).collect();
        let mut named = self.named.write().unwrap_or_else(PoisonError::into_inner);
        named.retain(|others| others.strong_count() > 0);
        named.push(Arc::downgrade(&origins));
        NamedOrigins(origins)
    }

    /// Says whether `url` may be called.
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
    fn what_is_configured_may_be_called_at_any_path() {
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
    fn what_a_document_names_may_be_called_for_as_long_as_somebody_uses_the_document() {
        let list = AllowList::new([&url("https://op.example/")]);
        let [tokens, keys] = ["https://tokens.example/token", "https://keys.example/keys"].map(url);
        let before = list.name([&tokens]);
        assert!(list.allows(&tokens) && list.allows(&url("https://op.example/")));
        let refused = list.name([&keys]);
        assert!(list.allows(&tokens) && list.allows(&keys), "the document before is still in use");
        drop(refused);
        assert!(list.allows(&tokens) && !list.allows(&keys), "the next one was no use");
        let after = list.name([&keys]);
        drop(before);
        assert!(list.allows(&keys) && !list.allows(&tokens));
        assert_eq!(list.named.read().unwrap().len(), 2, "those that are gone are forgotten with the next");
        drop((after, list.name([&tokens])));
        assert!(!list.allows(&keys) && !list.allows(&tokens) && list.allows(&url("https://op.example/")));
    }

    #[test]
    fn an_address_without_a_host_is_never_on_the_list() {
        let address = url("data:text/plain,a");
        assert!(!AllowList::new([&address]).allows(&address));
    }
}
