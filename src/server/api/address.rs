//! Addresses of APIs: the resources below a root, and addresses for pages.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use url::{Url, form_urlencoded::byte_serialize};

/// Returns an address for the page: without its query and fragment, which may be confidential.
pub fn without_query(endpoint: &Url) -> String {
    let mut shown = endpoint.clone();
    shown.set_query(None);
    shown.set_fragment(None);
    shown.to_string()
}

/// Returns the address of a resource. `None` if it is not below the root of the API. An empty path is the root itself.
pub fn below(root: &Url, resource: &str) -> Option<Url> {
    let is_root = resource.is_empty() || resource.starts_with(['?', '#']);
    let mut folder = root.clone();
    if !is_root && !folder.path().ends_with('/') {
        folder.set_path(&format!("{}/", root.path()));
    }
    folder.join(resource).ok().filter(|address| is_below(root, address))
}

/// Returns whether an address has the origin of an API and its root, or a path below the root.
pub fn is_below(root: &Url, address: &Url) -> bool {
    let has_no_user = address.username().is_empty() && address.password().is_none();
    let rest = address.path().strip_prefix(root.path());
    let is_inside = rest.is_some_and(|rest| rest.is_empty() || root.path().ends_with('/') || rest.starts_with('/'));
    // An opaque origin (`data:`) equals no other origin, but addresses without a host are excluded explicitly.
    address.has_host() && address.origin() == root.origin() && has_no_user && is_inside
}

/// Adds a query option to a path and encodes it, so that values cannot add further options.
pub fn with_option(mut path: String, name: &str, value: &str) -> String {
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let separator = if path.contains('?') { '&' } else { '?' };
    path.push(separator);
    path += &[encoded(name), encoded(value)].join("=");
    path
}

/// Adds a segment to a path and encodes it. `None` for a segment that means another folder.
pub fn with_segment(path: &str, value: &str) -> Option<String> {
    let folder = path.trim_end_matches('/');
    let encoded = utf8_percent_encode(value, NON_ALPHANUMERIC);
    let is_name = !matches!(value, "" | "." | "..");
    is_name.then(|| if folder.is_empty() { encoded.to_string() } else { format!("{folder}/{encoded}") })
}

#[cfg(test)]
mod tests {
    use super::{Url, below, is_below, with_segment};

    #[test]
    fn a_segment_cannot_change_the_path_around_it() {
        let root = Url::parse("https://api.example/v1/").unwrap();
        for (value, encoded) in
            [("5", "5"), ("a/../b", "a%2F%2E%2E%2Fb"), ("a?b#c", "a%3Fb%23c"), ("...", "%2E%2E%2E"), ("é", "%C3%A9")]
        {
            let path = with_segment("orders/", value).unwrap();
            assert_eq!(below(&root, &path).unwrap().as_str(), format!("https://api.example/v1/orders/{encoded}"));
        }
        assert_eq!(with_segment("", "5").as_deref(), Some("5"));
        for value in ["", ".", ".."] {
            assert_eq!(with_segment("orders", value), None, "{value}");
        }
    }

    #[test]
    fn a_resource_is_never_at_another_site() {
        let graph = Url::parse("https://graph.example/v1.0/").unwrap();
        assert_eq!(below(&graph, "me?$select=id").unwrap().as_str(), "https://graph.example/v1.0/me?$select=id");
        for other in [
            "//evil.example/v1.0/me",
            "https://evil.example/v1.0/",
            "/beta/me",
            "../me",
            "a/%2e%2e/../../me",
            "http://graph.example/v1.0/me",
            "data:text/plain,me",
            "https://a@graph.example/v1.0/me",
        ] {
            assert_eq!(below(&graph, other), None, "{other}");
        }
    }

    #[test]
    fn the_root_of_an_api_may_lack_its_last_slash() {
        let orders = Url::parse("https://api.example/v1/orders").unwrap();
        for (path, address) in [
            ("", "https://api.example/v1/orders"),
            ("?open=1", "https://api.example/v1/orders?open=1"),
            ("5/lines", "https://api.example/v1/orders/5/lines"),
        ] {
            assert_eq!(below(&orders, path).unwrap().as_str(), address);
        }
        for other in
            ["https://api.example/v1/orders-of-others", "https://api.example/v1/", "https://a@api.example/v1/orders"]
        {
            assert!(!is_below(&orders, &Url::parse(other).unwrap()), "{other}");
        }
    }
}
