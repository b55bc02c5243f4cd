//! `POST /api/is_signed_in`: whether the session of an open tab still exists.

use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};

use crate::{
    paths,
    server::Caller,
    web::{Page, failure, server_functions},
};

/// Responds to the hydrated client with the state of the session as JSON. A browser that sends a form is redirected to the homepage,
/// which shows whether the user is signed in.
pub async fn is_signed_in(caller: Caller, request: Request) -> Response {
    if failure::wants_page(request.headers()) {
        return Page::redirect(paths::HOME).into_response();
    }
    server_functions::run(caller, request).await
}
