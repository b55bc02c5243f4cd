//! The call of the downstream API (`ENDPOINT`), for the button.

use std::time::Instant;

use reqwest::header::HeaderMap;
use serde_json::Value;
use url::Url;

use super::{
    GraphError,
    question::{Question, ask},
};
use crate::{
    model::ApiAnswer,
    server::{SignedIn, http::Answer},
};

/// Calls the downstream API for the person who is signed in.
pub async fn call<R>(user: &SignedIn<R>) -> Result<ApiAnswer, GraphError> {
    let endpoint = user.services().endpoint.as_ref().ok_or(GraphError::NoEndpoint)?;
    let started = Instant::now();
    let answer = ask(user, &Question { address: endpoint, scopes: &[], headers: HeaderMap::new() }).await?;
    let json: Value = serde_json::from_slice(&answer.body).map_err(|_| GraphError::NotJson)?;
    Ok(ApiAnswer {
        endpoint: without_query(endpoint),
        status: answer.status.as_u16(),
        json: serde_json::to_string_pretty(&json).map_err(|_| GraphError::NotJson)?,
        milliseconds: u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX),
        request_id: request_id(&answer),
    })
}

/// Returns an address as it is shown: its query may hold what is nobody's business.
pub fn without_query(endpoint: &Url) -> String {
    let mut shown = endpoint.clone();
    shown.set_query(None);
    shown.set_fragment(None);
    shown.to_string()
}

/// Only a GUID is passed on: the value is shown, and the API may be any.
fn request_id(answer: &Answer) -> Option<String> {
    let id = answer.headers.get("request-id")?.to_str().ok()?;
    let is_guid = id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    is_guid.then(|| id.to_owned())
}
