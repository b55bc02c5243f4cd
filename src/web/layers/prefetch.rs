//! Speculative requests: a browser or an extension may load a link before the user follows it (`Sec-Purpose`, Fetch §2.2.9).

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// The request headers that mark a speculative request: `Sec-Purpose` is the standard, older browsers send one of the
/// others.
const PURPOSES: [&str; 4] = ["sec-purpose", "purpose", "x-purpose", "x-moz"];

/// Rejects speculative requests with 503, so that the browser discards the response and sends the request again when the user
/// follows the link.
pub async fn refuse_prefetch(request: Request, next: Next) -> Response {
    if is_speculative(request.headers()) {
        let uncached = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return (StatusCode::SERVICE_UNAVAILABLE, [uncached]).into_response();
    }
    next.run(request).await
}

fn is_speculative(headers: &HeaderMap) -> bool {
    let values = PURPOSES.iter().filter_map(|name| headers.get(*name)?.to_str().ok());
    let is_prefetch = |word: &str| {
        ["prefetch", "prerender", "preview"].iter().any(|purpose| word.trim().eq_ignore_ascii_case(purpose))
    };
    values.flat_map(|value| value.split([';', ','])).any(is_prefetch)
}

#[cfg(test)]
mod tests {
    use super::{HeaderMap, HeaderValue, is_speculative};

    #[test]
    fn prefetch_and_prerender_are_speculative() {
        let speculative = |name: &'static str, value: &'static str| {
            is_speculative(&HeaderMap::from_iter([(name.parse().unwrap(), HeaderValue::from_static(value))]))
        };
        for value in ["prefetch", "prefetch;prerender", "prefetch; anonymous-client-ip", "Prefetch"] {
            assert!(speculative("sec-purpose", value), "{value}");
        }
        assert!(
            speculative("purpose", "prefetch")
                && speculative("x-purpose", "preview")
                && speculative("x-moz", "prefetch")
        );
        assert!(!speculative("sec-purpose", "navigation") && !speculative("accept", "prefetch"));
        assert!(!is_speculative(&HeaderMap::new()));
    }
}
