//! The security headers of every response (`Content-Security-Policy` and its kin), and the methods that exist.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::paths::{self, Base};

const EVERYWHERE: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
];
/// Every feature that a browser may grant a page is switched off (Permissions Policy §5.2), but the clipboard to write to.
/// Only those that browsers know: they warn about others. It is for pages: on a style sheet or a script it says nothing, and
/// weighs half a kilobyte.
pub const NO_PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), \
     compute-pressure=(), cross-origin-isolated=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), \
     geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), keyboard-map=(), \
     local-fonts=(), magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), picture-in-picture=(), \
     publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), \
     sync-xhr=(), usb=(), window-management=(), xr-spatial-tracking=()";

/// Goes with a response whose own policy says who may frame it: `X-Frame-Options` knows no list.
#[derive(Clone, Copy)]
pub struct MayBeFramed;

/// Sets the headers that every response has. What a handler has set on purpose stays.
pub fn protect(headers: &mut HeaderMap, transport_security: Option<&HeaderValue>) {
    for (name, value) in EVERYWHERE {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    // Whatever is personal must not be kept by a cache, and differs from person to person; files say so themselves.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let vary = HeaderValue::from_static("Cookie, Sec-Fetch-Site, Origin, Accept, Accept-Encoding");
        headers.entry(header::VARY).or_insert(vary);
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    if let Some(value) = transport_security {
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert_with(|| value.clone());
    }
}

/// Returns `Strict-Transport-Security` (RFC 6797) of an app: two years. `None` without https.
///
/// An app below a base path shares its host with other applications, so it does not decide for the host's subdomains.
pub fn transport_security(https: bool, base: &Base) -> Option<HeaderValue> {
    let value = if base.is_root() { "max-age=63072000; includeSubDomains" } else { "max-age=63072000" };
    https.then(|| HeaderValue::from_static(value))
}

/// The content security policy of pages: all but the nonce is the same in every response.
///
/// `'wasm-unsafe-eval'` compiles the client and allows nothing else. Under `cargo leptos watch` the page listens for
/// rebuilds at a second port. Browsers report violations to this app (CSP Level 3 §5.3).
pub struct PagePolicy {
    rest: String,
}

impl PagePolicy {
    /// Makes the policy of an app with this style sheet and base path.
    pub fn new(style_source: &str, live_reload: Option<u16>, base: &Base) -> Self {
        let report = base.join(paths::CSP_REPORT);
        let reload =
            live_reload.map(|port| format!(" ws://localhost:{port} ws://127.0.0.1:{port}")).unwrap_or_default();
        let rest = format!(
            "' 'strict-dynamic' 'wasm-unsafe-eval'; style-src {style_source}; \
             img-src 'self'; font-src 'self'; manifest-src 'self'; connect-src 'self'{reload}; form-action 'self'; \
             frame-ancestors 'none'; base-uri 'none'; object-src 'none'; report-to csp; report-uri {report}"
        );
        Self { rest }
    }

    /// Returns the policy of one response, whose scripts carry this nonce.
    pub fn with_nonce(&self, nonce: &str) -> Option<HeaderValue> {
        HeaderValue::try_from(["default-src 'none'; script-src 'nonce-", nonce, &self.rest].concat()).ok()
    }
}

/// Returns `Reporting-Endpoints` of a page (Reporting API §3.2): what the policy calls `csp`.
pub fn reporting_endpoints(base: &Base) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("csp=\"{}\"", base.join(paths::CSP_REPORT))).ok()
}

/// Answers a method that this app does not know before anything else sees it: Leptos' handlers would panic on some.
///
/// All unknown methods get the same response: they are no failure of this server, as a 501 would say.
pub fn unknown_method(request: &Request) -> Option<Response> {
    match *request.method() {
        Method::GET | Method::HEAD | Method::POST => None,
        _ => Some((StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD, POST")]).into_response()),
    }
}
