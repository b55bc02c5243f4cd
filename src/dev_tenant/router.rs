//! Which request goes where; every one of them passes the guard.

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::problem::Problem;
use super::tenant::{SharedTenant, Tenant};
use super::{address, authorize, control, device, discovery, end_session, graph, guards, random, token};

pub fn router(tenant: &SharedTenant) -> Router {
    Router::new()
        .route(address::DISCOVERY, get(discovery::document))
        .route(address::KEYS, get(discovery::keys))
        .route(address::AUTHORIZE, get(authorize::by_query).post(authorize::by_form))
        .route(address::ACCOUNT_CHOICE, post(authorize::choose_account))
        .route(address::CONSENT_CHOICE, post(authorize::choose_consent))
        .route(address::TOKEN, post(token::endpoint).get(token::wrong_method))
        .route(address::DEVICE_AUTHORIZATION, post(device::authorization).get(token::wrong_method))
        .route(address::DEVICE_PAGE, get(device::page).post(device::enter))
        .route(address::DEVICE_DECISION, post(device::decide))
        .route(address::END_SESSION, get(end_session::by_query).post(end_session::by_form))
        .route(address::SIGN_OUT_CHOICE, post(end_session::choose_account))
        .route(address::ERROR_PAGE, get(discovery::error_page))
        .route(address::ME, get(graph::me))
        .route(address::PHOTO, get(graph::photo))
        .route(address::PHOTO_OF_SIZE, get(graph::photo))
        .route(address::USER_INFO, get(graph::user_info).post(graph::user_info))
        .route(address::GRAPH, axum::routing::any(graph::unknown))
        .route(address::CONTROL, post(control::obey))
        .route(address::RESET, post(control::reset))
        .fallback(async || (StatusCode::NOT_FOUND, "The dev tenant has nothing here.\n").into_response())
        .layer(from_fn_with_state(tenant.clone(), guards::only_this_machine))
        .with_state(tenant.clone())
}

/// Answers with the JSON error of a problem, under the correlation ID that the request brought along.
pub fn refusal(tenant: &Tenant, headers: &HeaderMap, problem: Problem) -> Response {
    problem.report(&tenant.clock, correlation_id(headers)).into_json(&tenant.origin)
}

/// Returns `client-request-id`, if it is a GUID, or a new one.
pub fn correlation_id(headers: &HeaderMap) -> String {
    let sent = headers.get("client-request-id").and_then(|value| value.to_str().ok());
    let is_guid =
        |text: &&str| text.len() == 36 && text.chars().all(|letter| letter.is_ascii_hexdigit() || letter == '-');
    sent.filter(is_guid).map_or_else(random::guid, str::to_owned)
}
