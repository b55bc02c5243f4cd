//! `GET /metrics`: the metrics in the text format of Prometheus, at `MANAGEMENT_ADDR` only.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};

use crate::server::Services;

/// The content type of Prometheus' text format.
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Responds with all metrics, or with 404 if nothing is recorded.
pub async fn metrics(State(services): State<Arc<Services>>) -> Result<impl IntoResponse, StatusCode> {
    let text = services.scrape().await.ok_or(StatusCode::NOT_FOUND)?;
    Ok(([(header::CONTENT_TYPE, TEXT), (header::CACHE_CONTROL, "no-store")], text))
}
