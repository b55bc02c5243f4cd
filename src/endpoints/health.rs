//! `GET /health/live` and `GET /health/ready`: the probes of a load balancer or a container platform.
//!
//! Liveness checks neither the provider nor the store, because a restart of this process would not help if one of them
//! is down.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
};
use serde_json::{Value, json};

use crate::server::{Services, readiness::ReadinessReport};

/// Responds as long as the process works.
pub async fn live() -> ([(header::HeaderName, HeaderValue); 1], &'static str) {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], "live\n")
}

/// Responds with 200 if a load balancer may send requests to this process, otherwise with 503. The body names the parts,
/// but no causes, because any client can request it.
pub async fn ready(State(services): State<Arc<Services>>) -> (StatusCode, Json<Value>) {
    let report = services.readiness.report(&services.auth).await;
    let is_ready = report.is_ready();
    let ReadinessReport { store, metadata, draining } = report;
    let status = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({ "ready": is_ready, "store": store, "metadata": metadata, "draining": draining })))
}

/// Responds with 503, because no user can sign in while settings are missing.
pub async fn not_configured() -> (StatusCode, Json<Value>) {
    (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "ready": false, "settings": false })))
}
