//! `GET /health/live` and `GET /health/ready`: the probes of a load balancer or a container platform.
//!
//! Liveness checks neither the provider nor the store, because a restart of this process would not help if one of them
//! is down.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode, header},
};
use serde_json::{Value, json};

use crate::server::{Services, readiness::ReadinessReport};

/// The response of a probe is never cached, also on the management address, whose responses no layer changes.
const NO_STORE: [(HeaderName, HeaderValue); 1] = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];

/// The response of the readiness probe.
type ReadyResponse = (StatusCode, [(HeaderName, HeaderValue); 1], Json<Value>);

/// Responds as long as the process works.
pub async fn live() -> ([(HeaderName, HeaderValue); 1], &'static str) {
    (NO_STORE, "live\n")
}

/// Responds with 200 if a load balancer may send requests to this process, otherwise with 503. The body names the parts,
/// but no causes, because any client can request it.
pub async fn ready(State(services): State<Arc<Services>>) -> ReadyResponse {
    let report = services.readiness.report(&services.auth).await;
    let is_ready = report.is_ready();
    let ReadinessReport { store, metadata, draining } = report;
    let status = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, NO_STORE, Json(json!({ "ready": is_ready, "store": store, "metadata": metadata, "draining": draining })))
}

/// Responds with 503, because no user can sign in while settings are missing.
pub async fn not_configured() -> ReadyResponse {
    (StatusCode::SERVICE_UNAVAILABLE, NO_STORE, Json(json!({ "ready": false, "settings": false })))
}
