//! The security headers of every response, such as `Content-Security-Policy`, and the check of the method.

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
/// The `Permissions-Policy` that switches off every feature that a browser may grant a page (Permissions Policy §5.2),
/// except writing to the clipboard. It lists only features that browsers know, because they warn about others. Only
/// pages get this header, because it has no effect on a style sheet or a script, and is half a kilobyte long.
pub const NO_PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), \
     compute-pressure=(), cross-origin-isolated=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), \
     geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), keyboard-map=(), \
     local-fonts=(), magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), picture-in-picture=(), \
     publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), \
     sync-xhr=(), usb=(), window-management=(), xr-spatial-tracking=()";

/// Marks a response whose own content security policy lists the origins that may frame it. The response is sent without
/// `X-Frame-Options`, which cannot express a list.
#[derive(Clone, Copy)]
pub struct MayBeFramed;

/// Sets the headers of every response. A header that a handler has set is kept.
pub fn protect(headers: &mut HeaderMap, transport_security: Option<&HeaderValue>) {
    for (name, value) in EVERYWHERE {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    // A personal response must not be cached, and differs between users. Responses with files have set `Cache-Control`
    // already.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let vary = HeaderValue::from_static("Cookie, Sec-Fetch-Site, Origin, Accept, Accept-Encoding, Accept-Language");
        headers.entry(header::VARY).or_insert(vary);
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    if let Some(value) = transport_security {
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert_with(|| value.clone());
    }
}

/// Returns the value of `Strict-Transport-Security` for an app (RFC 6797): two years. `None` without https.
///
/// An app below a base path shares its host with other applications, so it does not decide for the host's subdomains.
pub fn transport_security(https: bool, base: &Base) -> Option<HeaderValue> {
    let value = if base.is_root() { "max-age=63072000; includeSubDomains" } else { "max-age=63072000" };
    https.then(|| HeaderValue::from_static(value))
}

/// The content security policy of pages. Only the nonce differs between responses.
///
/// `'wasm-unsafe-eval'` lets browsers compile the client and allows nothing else. Under `cargo leptos watch` the page
/// listens for rebuilds at a second port. Browsers report violations of the policy to this app (CSP Level 3 §5.3).
pub struct PagePolicy {
    rest: String,
}

impl PagePolicy {
    /// Makes the content security policy of an app with this style sheet and base path.
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

    /// Returns the content security policy of one response, whose scripts carry this nonce.
    pub fn with_nonce(&self, nonce: &str) -> Option<HeaderValue> {
        HeaderValue::try_from(["default-src 'none'; script-src 'nonce-", nonce, &self.rest].concat()).ok()
    }
}

/// Returns the value of `Reporting-Endpoints` for pages (Reporting API §3.2): the address of the policy's endpoint
/// `csp`.
pub fn reporting_endpoints(base: &Base) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("csp=\"{}\"", base.join(paths::CSP_REPORT))).ok()
}

/// Rejects a request with an unknown method before any other code sees it, because handlers of Leptos panic on some
/// methods.
///
/// The status is 405 for every unknown method, because 501 would report a failure of this server. A request to the protected API
/// may also change and delete resources.
pub fn unknown_method(request: &Request, is_for_api: bool) -> Option<Response> {
    let allowed = match *request.method() {
        Method::GET | Method::HEAD | Method::POST => return None,
        Method::PUT | Method::PATCH | Method::DELETE if is_for_api => return None,
        _ if is_for_api => "GET, HEAD, POST, PUT, PATCH, DELETE",
        _ => "GET, HEAD, POST",
    };
    Some((StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, allowed)]).into_response())
}
