//! The path of `REDIRECT_URI`: the browser's return from the provider.
//!
//! The authorization response is in the address, or with `RESPONSE_MODE=form_post` in a form that the provider's page
//! posts. Only the configured one of the two is accepted. The server function `complete_sign_in` does the work. This
//! file makes sure that every response is a redirect, so that code and state leave the address bar at once.
//! [`parameters`] reads the parameters, and [`unexpected`] handles authorization responses that belong to no sign-in of
//! this browser.

mod parameters;
mod unexpected;

use std::sync::Arc;

use axum::{
    body::{self, Body},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

use self::parameters::{LONGEST, Parameters};
use crate::{
    pages::not_found,
    paths,
    server::{Caller, Services},
    web::server_functions,
};

/// `GET`: the authorization response is in the address.
pub async fn by_query(State(services): State<Arc<Services>>, caller: Caller, request: Request) -> Response {
    let parameters = Parameters::parse(request.uri().query().unwrap_or_default());
    let expects_form = services.auth.relying_party.uses_form_post();
    let parameters = match parameters {
        // Microsoft reports an admin consent in the address, whatever the response mode of sign-ins is.
        Ok(parameters) if expects_form && !parameters.reports_admin_consent() => {
            Err("it is in the URL, although RESPONSE_MODE is form_post")
        }
        parameters => parameters,
    };
    finished(respond(caller, request, parameters).await)
}

/// `POST`: the authorization response is in a form (OAuth 2.0 Form Post Response Mode). The form comes from another
/// site. The sign-in transaction protects it: its `state`, and the cookie of the browser that started the sign-in.
pub async fn by_form(caller: Caller, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let form = if is_form(&parts.headers) { body::to_bytes(body, LONGEST).await.ok() } else { None };
    let form = form.and_then(|form| String::from_utf8(form.to_vec()).ok());
    let parameters = form.as_deref().ok_or("it is not a form").and_then(Parameters::parse);
    finished(respond(caller, Request::from_parts(parts, Body::empty()), parameters).await)
}

/// Responds to a request whose path has no route.
///
/// A provider that does not compare redirect URIs exactly may redirect the browser to the path of `REDIRECT_URI` in
/// another case, or with another trailing slash. The app redirects to the exact path, and the log names the difference.
pub async fn without_route(State(services): State<Arc<Services>>, method: Method, uri: Uri) -> Response {
    let callback = services.auth.relying_party.callback_path().filter(|_| method == Method::GET);
    let query = uri.query().filter(|query| is_of_provider(query));
    match callback.filter(|path| is_other_spelling(path, uri.path())).zip(query) {
        Some((path, query)) => to_exact_path(&uri, path, &format!("{path}?{query}")),
        None => not_found::page().into_response(),
    }
}

/// Returns whether a query may be a response of the provider. A malformed response is explained at the exact path.
fn is_of_provider(query: &str) -> bool {
    query.len() <= LONGEST && Parameters::parse(query).map_or(true, |parameters| parameters.are_of_provider())
}

/// Redirects a form that the provider's page posts to another spelling of `REDIRECT_URI`, as [`without_route`] does with a
/// response in the address. The browser then posts the form again. The router adds this layer only with
/// `RESPONSE_MODE=form_post`, outside the guard against cross-site requests.
pub async fn form_at_other_spelling(State(services): State<Arc<Services>>, request: Request, next: Next) -> Response {
    let relying_party = &services.auth.relying_party;
    let is_form_post = request.method() == Method::POST && is_form(request.headers());
    let callback = relying_party.callback_path().filter(|_| is_form_post);
    let received = request.uri().path();
    match callback.filter(|path| *path != received && is_other_spelling(path, received)) {
        Some(path) => to_exact_path(request.uri(), path, path),
        None => next.run(request).await,
    }
}

/// Redirects with the same method and body. Logs how the paths differ.
fn to_exact_path(received: &Uri, expected: &str, target: &str) -> Response {
    tracing::warn!(
        event = "callback_path_differs",
        received = received.path(),
        expected,
        "the provider redirected to a path that differs from REDIRECT_URI in case or in a trailing slash; register exactly REDIRECT_URI"
    );
    Redirect::temporary(target).into_response()
}

/// Returns whether two paths differ only in case and in a trailing slash.
pub fn is_other_spelling(path: &str, other: &str) -> bool {
    path.trim_end_matches('/').eq_ignore_ascii_case(other.trim_end_matches('/'))
}

/// Returns whether the body of a request is that of a form, by its content type.
pub fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

async fn respond(caller: Caller, request: Request, parameters: Result<Parameters, &'static str>) -> Response {
    let parameters = match parameters {
        Ok(parameters) => parameters,
        Err(reason) => return unexpected::home_if_signed_in(&caller, unexpected::malformed(reason)).await,
    };
    if !parameters.have_state()
        && let Some(explained) = unexpected::explained(&caller, &parameters)
    {
        return unexpected::home_if_signed_in(&caller, explained).await;
    }
    let response = match at_server_function(request, &parameters) {
        Some(request) => server_functions::run(caller.clone(), request).await,
        None => unexpected::malformed("its parameters are invalid"),
    };
    // If Leptos cannot read the parameters, it responds by itself, and not with a redirect.
    let is_redirect = response.status().is_redirection();
    let response = if is_redirect { response } else { unexpected::malformed("its parameters cannot be read") };
    let is_unexpected = unexpected::has_no_sign_in(&response);
    let explained = if is_unexpected { unexpected::explained(&caller, &parameters) } else { None };
    let response = explained.unwrap_or(response);
    unexpected::home_if_signed_in(&caller, response).await
}

fn finished(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::SEE_OTHER;
    *response.body_mut() = Body::empty();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Changes the request to one for the server function `complete_sign_in`, with the parameters that the function knows.
///
/// Leptos redirects to the `Referer` if it cannot read the parameters, and responds with 200 to a request without
/// `Accept: text/html`. The headers here prevent both.
fn at_server_function(mut request: Request, parameters: &Parameters) -> Option<Request> {
    *request.method_mut() = Method::GET;
    *request.uri_mut() = Uri::try_from(format!("{}?{}", paths::CALLBACK, parameters.query())).ok()?;
    let headers = request.headers_mut();
    for name in [header::REFERER, header::CONTENT_TYPE, header::CONTENT_LENGTH] {
        headers.remove(name);
    }
    headers.insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    Some(request)
}

#[cfg(test)]
mod tests {
    use super::is_other_spelling;

    #[test]
    fn case_and_trailing_slash_are_another_spelling() {
        for other in ["/getAToken/", "/getatoken", "/GETATOKEN/", "/getAToken"] {
            assert!(is_other_spelling("/getAToken", other), "{other}");
            assert!(is_other_spelling("/getAToken/", other), "{other}");
        }
        for other in ["/", "/getAToken/x", "/x/getAToken", "/getATokens", "/get%41Token"] {
            assert!(!is_other_spelling("/getAToken", other), "{other}");
        }
    }
}
