//! `POST /api/call_api`: the downstream API, for the client as JSON and for a form without JavaScript as a page.

use axum::{extract::Request, response::Response};

use crate::{
    pages::api_result,
    server::Caller,
    web::{failure, server_functions},
};

/// Calls the downstream API. The result is a page for a form, and JSON for the hydrated client.
pub async fn call_api(caller: Caller, request: Request) -> Response {
    if failure::wants_page(request.headers()) {
        return api_result::respond(caller).await;
    }
    server_functions::run(caller, request).await
}
