//! The server functions over HTTP: as JSON for the client, as a page for a form that was sent without JavaScript.

use axum::{
    body::to_bytes,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;

use super::{
    cookies,
    page::{self, PageAnswer},
};
use crate::{
    error::AppError,
    model::View,
    paths,
    server::{Caller, caller::ResponseCookies},
    server_fns,
};

/// No error of a server function is longer.
const LONGEST_ERROR: usize = 4 * 1024;

/// `POST /api/call_api`: calls the downstream API.
pub async fn call_api(caller: Caller, request: Request) -> Response {
    if !wants_page(request.headers()) {
        return run(caller, request).await;
    }
    api_result(caller).await.into_response()
}

/// Calls the downstream API, and shows its answer as a page.
pub async fn api_result(caller: Caller) -> PageAnswer {
    let result = within(caller, server_fns::call_api()).await;
    if result == Err(AppError::StoreUnavailable) {
        // It says nothing about the API, and the way to try again is the same as everywhere.
        return PageAnswer::error(AppError::StoreUnavailable);
    }
    let status = result.as_ref().err().map_or(StatusCode::OK, page::status_of);
    PageAnswer::new(status, View::ApiResult(result))
}

/// `GET` of a form's address: somebody opened it, came back to it, or tries again after a failure.
pub async fn back_home() -> Redirect {
    Redirect::to(paths::HOME)
}

/// Runs the server function at the request's path as Leptos does, and appends the cookies that it set.
pub async fn run(caller: Caller, request: Request) -> Response {
    let cookies = ResponseCookies::default();
    let context = {
        let cookies = cookies.clone();
        move || {
            provide_context(caller.clone());
            provide_context(cookies.clone());
        }
    };
    let response = leptos_axum::handle_server_fns_with_context(context, request).await.into_response();
    let mut response = with_status_of_error(response).await;
    cookies::append(response.headers_mut(), cookies.take());
    response
}

/// Replaces the status 500, which Leptos 0.8 sends with every error, by the status of the error.
async fn with_status_of_error(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR && response.status() != StatusCode::BAD_REQUEST {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, LONGEST_ERROR).await.unwrap_or_default();
    let error = serde_json::from_slice(&bytes).unwrap_or(AppError::Unexpected);
    let mut with_status = error_as_json(&error);
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    with_status.headers_mut().extend(parts.headers);
    with_status
}

/// Answers with a failure as whoever asks can read it: a page, or JSON.
pub fn failure(headers: &HeaderMap, error: AppError) -> Response {
    if wants_page(headers) { PageAnswer::error(error).into_response() } else { error_as_json(&error) }
}

/// Answers the client with a failure.
pub fn error_as_json(error: &AppError) -> Response {
    let json = HeaderValue::from_static("application/json");
    let body = serde_json::to_vec(error).unwrap_or_default();
    let mut response = (page::status_of(error), [(header::CONTENT_TYPE, json)], body).into_response();
    if let Some(seconds) = page::retry_after(error).and_then(|seconds| seconds.parse().ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// Runs a server function's body in place, with the context that it expects.
pub async fn within<T>(caller: Caller, function: impl Future<Output = T>) -> T {
    let owner = Owner::new();
    let future = owner.with(|| {
        provide_context(caller);
        ScopedFuture::new(function)
    });
    let result = future.await;
    owner.cleanup();
    result
}

/// A form that a browser sends by itself asks for HTML; the client asks for JSON.
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}
