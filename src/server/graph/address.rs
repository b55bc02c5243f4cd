//! Addresses of the downstream API for pages.

use url::Url;

/// Returns an address for the page: without its query and fragment, which may be confidential.
pub fn without_query(endpoint: &Url) -> String {
    let mut shown = endpoint.clone();
    shown.set_query(None);
    shown.set_fragment(None);
    shown.to_string()
}
