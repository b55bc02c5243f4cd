//! Server functions over HTTP, with the status of their errors.

use axum::{
    body::to_bytes,
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::{Owner, provide_context};
use leptos::{reactive::computed::ScopedFuture, server_fn::Decodes as _};

use super::{cookies, failure};
use crate::{
    error::{AppError, ErrorJson},
    server::{Caller, caller::ResponseCookies},
};

/// The longest error that is read from the response of a server function, in bytes.
const LONGEST_ERROR: usize = 4 * 1024;

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

/// Replaces the status of an error response by that of its error, because Leptos 0.8 sends another status.
async fn with_status_of_error(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR && response.status() != StatusCode::BAD_REQUEST {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, LONGEST_ERROR).await.unwrap_or_default();
    let error = ErrorJson::decode(bytes).unwrap_or(AppError::Unexpected);
    let mut with_status = failure::as_json(&error);
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    with_status.headers_mut().extend(parts.headers);
    with_status
}

/// Runs the body of a server function with the Leptos context that it expects, for a handler that calls it directly.
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
