//! The routes of the dev tenant. Every request passes the access control first.

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};

use crate::dev_tenant::endpoints::{
    admin_consent, authorize, control, device, discovery, end_session, error_pages, graph, guards, identity, token,
};
use crate::dev_tenant::protocol::address;
use crate::dev_tenant::state::tenant::SharedTenant;

pub fn router(tenant: &SharedTenant) -> Router {
    let authorities =
        address::AUTHORITIES.into_iter().fold(Router::new(), |router, base| router.merge(endpoints_below(base)));
    let graphs = address::GRAPHS.into_iter().fold(authorities, |router, base| router.merge(graph_below(base)));
    let rest = address::REST_OF_GRAPH
        .into_iter()
        .fold(graphs, |router, path| router.route(path, axum::routing::any(graph::routes::unknown)));
    rest.merge(pages())
        .route(address::IMDS, get(identity::imds))
        .route(address::APP_SERVICE_IDENTITY, get(identity::app_service))
        .fallback(async || (StatusCode::NOT_FOUND, "The dev tenant has no such page.\n").into_response())
        .layer(from_fn_with_state(tenant.clone(), guards::require_this_machine))
        .layer(from_fn_with_state(tenant.clone(), guards::date_by_our_clock))
        .with_state(tenant.clone())
}

fn endpoints_below(base: &str) -> Router<SharedTenant> {
    let at = |path: &str| format!("{base}{path}");
    Router::new()
        .route(&at(address::DISCOVERY), get(discovery::document))
        .route(&at(address::KEYS), get(discovery::keys))
        .route(&at(address::AUTHORIZE), get(authorize::endpoint).post(authorize::endpoint))
        .route(&at(address::TOKEN), post(token::endpoint).get(token::wrong_method))
        .route(&at(address::DEVICE_AUTHORIZATION), post(device::authorization).get(token::wrong_method))
        .route(&at(address::END_SESSION), get(end_session::endpoint).post(end_session::endpoint))
        .route(&at(address::ADMIN_CONSENT), get(admin_consent::endpoint))
}

fn graph_below(base: &str) -> Router<SharedTenant> {
    let batch = post(graph::batch::endpoint).fallback(graph::routes::wrong_method);
    graph::routes::resources(base)
        .route(&format!("{base}{}", address::BATCH), batch)
        .route(&format!("{base}{}", address::application()), get(graph::application))
}

/// The pages of the dev tenant, the targets of their forms, and the control interface.
fn pages() -> Router<SharedTenant> {
    Router::new()
        .route(address::ACCOUNT_CHOICE, post(authorize::choose_account))
        .route(address::CONSENT_CHOICE, post(authorize::choose_consent))
        .route(address::CONFIRMATION, post(authorize::confirm))
        .route(address::PROFILE, post(authorize::edit_profile))
        .route(address::FORGOTTEN_PASSWORD, get(authorize::forgotten_password))
        .route(address::ADMIN_CONSENT_CHOICE, post(admin_consent::choose))
        .route(address::DEVICE_PAGE, get(device::page).post(device::enter))
        .route(address::DEVICE_DECISION, post(device::decide))
        .route(address::SIGN_OUT_CHOICE, post(end_session::choose_account))
        .route(address::ERROR_PAGE, get(error_pages::about))
        .route(address::CONTROL, post(control::run_command))
        .route(address::RESET, post(control::reset))
}
