//! The path of `REDIRECT_URI`: the browser's way back from the provider.
//!
//! The answer stands in the address, or with `RESPONSE_MODE=form_post` in a form of the provider's page; never in the other
//! of the two. The work is the server function `complete_sign_in`; here its promise is kept that the answer is a redirect
//! whatever happens, so that code and state leave the address bar at once.

use std::sync::Arc;

use axum::{
    body::{self, Body},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    paths,
    server::{Caller, Services},
    web::server_functions,
};

/// Longer parameters are not an authorization response.
const LONGEST: usize = 16 * 1024;

/// `GET`: the answer stands in the address.
pub async fn by_query(State(services): State<Arc<Services>>, caller: Caller, request: Request) -> Response {
    if services.auth.relying_party.is_answered_by_forms() {
        return finished(malformed());
    }
    let parameters = request.uri().query().unwrap_or_default().to_owned();
    answer(caller, request, &parameters).await
}

/// `POST`: the answer stands in a form (OAuth 2.0 Form Post Response Mode). It comes from another site, so what protects it
/// is the transaction: its `state`, and the cookie of the browser that began it.
pub async fn by_form(caller: Caller, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = if is_form(&parts.headers) { body::to_bytes(body, LONGEST).await.ok() } else { None };
    let Some(parameters) = form.and_then(|form| String::from_utf8(form.to_vec()).ok()) else {
        return finished(malformed());
    };
    answer(caller, Request::from_parts(parts, Body::empty()), &parameters).await
}

/// Says whether the body is a form's.
pub fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

async fn answer(caller: Caller, request: Request, parameters: &str) -> Response {
    let response = match at_server_function(request, parameters) {
        Some(request) => server_functions::run(caller, request).await,
        None => malformed(),
    };
    // Leptos answers parameters that it cannot read by itself: not with a redirect.
    finished(if response.status().is_redirection() { response } else { malformed() })
}

fn finished(mut response: Response) -> Response {
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
fn at_server_function(mut request: Request, parameters: &str) -> Option<Request> {
    const KNOWN: [&str; 5] = ["code", "state", "error", "error_description", "iss"];

    if parameters.len() > LONGEST || repeats_a_parameter(parameters) {
        return None;
    }
    let given = url::form_urlencoded::parse(parameters.as_bytes()).filter(|(name, _)| KNOWN.contains(&name.as_ref()));
    let known = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
    *request.method_mut() = Method::GET;
    *request.uri_mut() = Uri::try_from(format!("{}?{known}", paths::CALLBACK)).ok()?;
    let headers = request.headers_mut();
    for name in [header::REFERER, header::CONTENT_TYPE, header::CONTENT_LENGTH] {
        headers.remove(name);
    }
    headers.insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    Some(request)
}

/// RFC 6749 §3.1: parameters must not be included more than once.
fn repeats_a_parameter(parameters: &str) -> bool {
    let mut names: Vec<_> = url::form_urlencoded::parse(parameters.as_bytes()).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
}

fn malformed() -> Response {
    Redirect::to(&format!("{}?problem=malformed-response", paths::SIGN_IN_FAILED)).into_response()
}
