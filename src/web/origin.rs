//! The origin of a request, as the browser reports it (Fetch Metadata).

use axum::http::HeaderMap;

/// Returns whether another site led the browser to the address of this request. A sibling domain is another site as
/// well.
pub fn comes_from_another_site(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site" || site == "same-site")
}
