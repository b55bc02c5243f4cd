//! `POST /dev/control` and `POST /dev/reset`, for end-to-end tests in another process.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::dev_tenant::endpoints::control::command::Command;
use crate::dev_tenant::endpoints::control::panel::Control;
use crate::dev_tenant::endpoints::guards::is_from_our_page;
use crate::dev_tenant::state::tenant::SharedTenant;

/// Runs one command on the dev tenant and returns the counters.
///
/// The content type must be JSON, so that browsers send a CORS preflight for pages of other sites, which is rejected.
pub async fn run_command(
    State(tenant): State<SharedTenant>,
    headers: HeaderMap,
    command: Result<Json<Command>, JsonRejection>,
) -> Response {
    if !is_from_our_page(&tenant, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let command = match command {
        Ok(Json(command)) => command,
        Err(rejection) => return failure(rejection.status(), &rejection.body_text()),
    };
    let control = Control::new(tenant);
    match command.run(&control).await {
        Ok(()) => Json(control.counters()).into_response(),
        Err(error) => failure(StatusCode::NOT_FOUND, &error.to_string()),
    }
}

/// Undoes the commands that changed the dev tenant. The body is any JSON (`{}`), for the same reason as in [`run_command`].
pub async fn reset(
    State(tenant): State<SharedTenant>,
    headers: HeaderMap,
    body: Result<Json<Value>, JsonRejection>,
) -> Response {
    if !is_from_our_page(&tenant, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if let Err(rejection) = body {
        return failure(rejection.status(), &rejection.body_text());
    }
    let control = Control::new(tenant);
    control.reset();
    Json(control.counters()).into_response()
}

fn failure(status: StatusCode, why: &str) -> Response {
    (status, Json(json!({ "error": why }))).into_response()
}
