//! The call of the downstream API (`ENDPOINT`) by the button of the page.

use std::time::Instant;

use crate::{
    model::ApiResponse,
    server::{
        SignedIn,
        api::{ApiError, ApiRequest, body_of, request_id, send, without_query},
    },
};

/// Calls the downstream API for the signed-in user.
pub async fn call<R>(user: &SignedIn<R>) -> Result<ApiResponse, ApiError> {
    call_endpoint(user).await.inspect_err(ApiError::log)
}

async fn call_endpoint<R>(user: &SignedIn<R>) -> Result<ApiResponse, ApiError> {
    let endpoint = user.services().endpoint.as_ref().ok_or_else(ApiError::no_endpoint)?;
    let started = Instant::now();
    let response = send(user, &ApiRequest::of_graph(endpoint, &[])).await?;
    Ok(ApiResponse {
        endpoint: without_query(endpoint),
        status: response.status.as_u16(),
        body: body_of(&response)?,
        milliseconds: u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX),
        request_id: request_id(&response).map(|id| id.to_string()),
    })
}
