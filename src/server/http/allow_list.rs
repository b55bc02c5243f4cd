//! Which hosts may be called: the authority's, those that its metadata names, and the downstream API's.
//!
//! RFC 10017 asks a backend for such a list: whatever else makes an address (an answer of an API, a bug) cannot make this
//! app send a token or a secret anywhere else. A host counts with its scheme and its port, as an origin does.

use std::sync::{PoisonError, RwLock};

use url::{Origin, Url};

/// Which origins may be called.
#[derive(Debug, Default)]
pub struct AllowList {
    configured: Vec<Origin>,
    named: RwLock<Vec<Origin>>,
}

impl AllowList {
    /// Makes the list of what the operator has configured.
    pub fn new<'a>(configured: impl IntoIterator<Item = &'a Url>) -> Self {
        Self { configured: configured.into_iter().map(Url::origin).collect(), named: RwLock::default() }
    }

    /// Adds the endpoints that the provider's metadata names, in place of those that it named before.
    pub fn name<'a>(&self, endpoints: impl IntoIterator<Item = &'a Url>) {
        let origins = endpoints.into_iter().map(Url::origin).collect();
        *self.named.write().unwrap_or_else(PoisonError::into_inner) = origins;
    }

    /// Says whether `url` may be called.
    pub fn allows(&self, url: &Url) -> bool {
        let origin = url.origin();
        self.configured.contains(&origin) || self.named.read().unwrap_or_else(PoisonError::into_inner).contains(&origin)
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
    fn what_the_metadata_names_may_be_called_until_it_names_something_else() {
        let list = AllowList::new([&url("https://op.example/")]);
        list.name([&url("https://tokens.example/token")]);
        assert!(list.allows(&url("https://tokens.example/token")) && list.allows(&url("https://op.example/")));
        list.name([&url("https://keys.example/keys")]);
        assert!(list.allows(&url("https://keys.example/keys")) && !list.allows(&url("https://tokens.example/token")));
    }

    #[test]
    fn an_address_without_a_host_is_never_on_the_list() {
        let address = url("data:text/plain,a");
        assert!(!AllowList::new([&address]).allows(&address));
    }
}
