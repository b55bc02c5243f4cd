//! `POST /api/poll_device_code`: the state of a sign-in by device code.

use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};

use crate::{
    paths,
    server::Caller,
    web::{Page, failure, server_functions},
};

/// Polls the provider for the hydrated client. A browser that sends a form is redirected to the page, which polls as
/// well.
pub async fn poll_device_code(caller: Caller, request: Request) -> Response {
    if failure::wants_page(request.headers()) {
        return Page::redirect(paths::DEVICE_CODE).into_response();
    }
    server_functions::run(caller, request).await
}
