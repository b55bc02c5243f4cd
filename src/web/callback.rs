//! `GET` at the path of `REDIRECT_URI`: the browser's way back from the provider.
//!
//! The work is the server function `complete_sign_in`; here its promise is kept that the answer is a redirect whatever
//! happens, so that code and state leave the address bar at once.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};

use super::server_functions;
use crate::{paths, server::Caller};

/// A longer query is not an authorization response.
const LONGEST_QUERY: usize = 16 * 1024;

pub async fn callback(caller: Caller, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let mut response = match at_server_function(request, &query) {
        Some(request) => server_functions::run(caller, request).await,
        None => malformed(),
    };
    if !response.status().is_redirection() {
        // Leptos answers a query that it cannot read by itself: repeated parameters, for one.
        response = malformed();
    }
    *response.status_mut() = StatusCode::SEE_OTHER;
    *response.body_mut() = Body::empty();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Sends the request on to the server function's fixed address, with the parameters that it knows.
///
/// Leptos answers what it cannot read, and a form without `Accept: text/html`, in ways of its own (a redirect to the
/// `Referer`, a 200): neither gets a chance here.
fn at_server_function(mut request: Request, query: &str) -> Option<Request> {
    const KNOWN: [&str; 5] = ["code", "state", "error", "error_description", "iss"];

    if query.len() > LONGEST_QUERY || repeats_a_parameter(query) {
        return None;
    }
    let given = url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| KNOWN.contains(&name.as_ref()));
    let known = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
    *request.uri_mut() = Uri::try_from(format!("{}?{known}", paths::CALLBACK)).ok()?;
    request.headers_mut().remove(header::REFERER);
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    Some(request)
}

/// RFC 6749 §3.1: parameters must not be included more than once.
fn repeats_a_parameter(query: &str) -> bool {
    let mut names: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
}

fn malformed() -> Response {
    Redirect::to(&format!("{}?problem=malformed-response", paths::SIGN_IN_FAILED)).into_response()
}
