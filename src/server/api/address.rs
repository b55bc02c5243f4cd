//! Addresses of APIs: the resources below a root, and addresses for pages.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
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

/// The address of a page of a list. It is at the same origin as the list and below the address of the list, so that an access token
/// for the list may be sent there. Only the functions of this type make it, after these checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPage(Url);

impl ListPage {
    /// Upper bound of an address, in bytes. Skip tokens of Microsoft Graph have some hundred bytes.
    const LONGEST: usize = 8 * 1024;

    /// Reads the address that an API names as its next page (`@odata.nextLink`).
    pub fn of_link(list: &Url, link: &str) -> Option<Self> {
        Url::parse(link).ok().and_then(|address| Self::parse(list, address.as_str()))
    }

    /// Reads an address that this app has put into a form. Every other spelling of an address is rejected, and so are paths that a
    /// server may read as another folder.
    pub fn parse(list: &Url, text: &str) -> Option<Self> {
        let address =
            Url::parse(text).ok().filter(|address| address.as_str() == text && text.len() <= Self::LONGEST)?;
        let below = address.path().strip_prefix(list.path())?;
        (is_below(list, &address) && address.fragment().is_none() && !may_leave_folder(below)).then_some(Self(address))
    }

    pub const fn address(&self) -> &Url {
        &self.0
    }
}

/// Returns whether a server may read a part of a path as another folder: because it decodes the path once more, ignores control
/// characters or a parameter behind the dots (`..;`), or decodes bytes that are not UTF-8 (`%c0%ae`) or malformed (`%u002e`).
fn may_leave_folder(path: &str) -> bool {
    let encoded = path.to_ascii_lowercase();
    let has_tricks = ["%2e", "%2f", "%5c", "%25", "//"].iter().any(|trick| encoded.contains(trick));
    let Ok(decoded) = percent_decode_str(path).decode_utf8() else { return true };
    let is_unsafe = |c: char| c.is_control() || c == '%';
    has_tricks || decoded.contains(is_unsafe) || decoded.split('/').any(|segment| segment.starts_with(".."))
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
    use super::{ListPage, Url, below, is_below, with_segment};

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

    const LIST: &str = "https://graph.example/v1.0/me/messages?$top=2";

    #[test]
    fn a_page_of_a_list_is_at_the_address_of_the_list() {
        let list = Url::parse(LIST).unwrap();
        for address in [
            LIST,
            "https://graph.example/v1.0/me/messages?$top=2&$skiptoken=a%2Fb",
            "https://graph.example/v1.0/me/messages/page/2",
            "https://graph.example/v1.0/me/messages/a.b%20%C3%A9/c..;d",
        ] {
            assert_eq!(ListPage::parse(&list, address).unwrap().address().as_str(), address);
            assert!(ListPage::of_link(&list, address).is_some());
        }
        let shouted = "HTTPS://Graph.EXAMPLE:443/v1.0/me/messages?$skip=2";
        let page = ListPage::of_link(&list, shouted).unwrap();
        assert_eq!(page.address().as_str(), "https://graph.example/v1.0/me/messages?$skip=2");
        assert_eq!(ListPage::parse(&list, shouted), None, "this app writes addresses in one spelling");
    }

    #[test]
    fn a_page_at_another_address_is_rejected() {
        let list = Url::parse(LIST).unwrap();
        let long = format!("{LIST}&a={}", "a".repeat(8 * 1024));
        for address in [
            "",
            "messages",
            "/v1.0/me/messages",
            "//graph.example/v1.0/me/messages",
            "https://evil.example/v1.0/me/messages",
            "http://graph.example/v1.0/me/messages",
            "https://graph.example:8443/v1.0/me/messages",
            "https://graph.example.evil.example/v1.0/me/messages",
            "https://graph.example@evil.example/v1.0/me/messages",
            "https://maya@graph.example/v1.0/me/messages",
            "https://:a@graph.example/v1.0/me/messages",
            "https://graph.example/v1.0/me",
            "https://graph.example/v1.0/me/messages-of-others",
            "https://graph.example/v1.0/me/messages/../../users",
            "https://graph.example/v1.0/me/messages/%2e%2e/users",
            "https://graph.example/v1.0/me/messages/..%2fusers",
            "https://graph.example/v1.0/me/messages/..%5Cusers",
            "https://graph.example/v1.0/me/messages/%252e%252e/users",
            "https://graph.example/v1.0/me/messages//users",
            "https://graph.example/v1.0/me/messages/..;/users",
            "https://graph.example/v1.0/me/messages/.%09./users",
            "https://graph.example/v1.0/me/messages/%c0%ae%c0%ae/users",
            "https://graph.example/v1.0/me/messages/%u002e%u002e/users",
            "https://graph.example/v1.0/me/messages/%00",
            "https://graph.example/v1.0/me/messages/100%",
            "https://graph.example/v1.0/me/messages\\..\\users",
            "https://graph.example/v1.0/me/messages#a",
            " https://graph.example/v1.0/me/messages",
            "https://graph.example/v1.0/me/mess\nages",
            "javascript:alert(1)",
            "data:text/plain,https://graph.example/v1.0/me/messages",
            "blob:https://graph.example/v1.0/me/messages",
            "file:///v1.0/me/messages",
            long.as_str(),
        ] {
            assert_eq!(ListPage::parse(&list, address), None, "{address}");
        }
    }
}
