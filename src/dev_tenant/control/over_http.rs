//! `POST /dev/control` and `POST /dev/reset`: for end-to-end tests, which are in another process.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{Command, Control};
use crate::dev_tenant::guards::is_from_our_page;
use crate::dev_tenant::tenant::SharedTenant;

/// Carries out one command and answers with the counters.
///
/// The body must be JSON and say so: a page of another site would need leave for that, which nobody gives (CORS).
pub async fn obey(
    State(tenant): State<SharedTenant>,
    headers: HeaderMap,
    command: Result<Json<Command>, JsonRejection>,
) -> Response {
    if !is_from_our_page(&tenant, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let command = match command {
        Ok(Json(command)) => command,
        Err(rejection) => return refusal(rejection.status(), &rejection.body_text()),
    };
    let control = Control::new(tenant);
    match command.run(&control).await {
        Ok(()) => Json(control.counters()).into_response(),
        Err(error) => refusal(StatusCode::NOT_FOUND, &error.to_string()),
    }
}

/// Undoes what the commands did. The body is any JSON (`{}`), for the same reason as above.
pub async fn reset(
    State(tenant): State<SharedTenant>,
    headers: HeaderMap,
    body: Result<Json<Value>, JsonRejection>,
) -> Response {
    if !is_from_our_page(&tenant, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if let Err(rejection) = body {
        return refusal(rejection.status(), &rejection.body_text());
    }
    let control = Control::new(tenant);
    control.reset();
    Json(control.counters()).into_response()
}

fn refusal(status: StatusCode, why: &str) -> Response {
    (status, Json(json!({ "error": why }))).into_response()
}
