//! The call of the downstream API (`ENDPOINT`) by the button of the page.

use std::time::Instant;

use reqwest::header::HeaderMap;

use super::{
    GraphError,
    address::without_query,
    body::body_of,
    failed_response::request_id,
    request::{ApiRequest, send},
};
use crate::{model::ApiResponse, server::SignedIn};

/// Calls the downstream API for the signed-in user.
pub async fn call<R>(user: &SignedIn<R>) -> Result<ApiResponse, GraphError> {
    call_endpoint(user).await.inspect_err(GraphError::log)
}

async fn call_endpoint<R>(user: &SignedIn<R>) -> Result<ApiResponse, GraphError> {
    let endpoint = user.services().endpoint.as_ref().ok_or(GraphError::NoEndpoint)?;
    let started = Instant::now();
    let response =
        send(user, &ApiRequest { address: endpoint, scopes: &[], headers: HeaderMap::new(), body: None }).await?;
    Ok(ApiResponse {
        endpoint: without_query(endpoint),
        status: response.status.as_u16(),
        body: body_of(&response)?,
        milliseconds: u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX),
        request_id: request_id(&response).map(|id| id.to_string()),
    })
}
