//! The JSON of a batch: the body of its request, and the responses of its parts.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::{
    StatusCode,
    header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue},
};
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};
use url::Url;

use super::{
    failure::PartFailure,
    part::{PagePart, PartResult},
};
use crate::{
    error::AppError,
    server::{
        api::{ApiError, FailedResponse, claims_request, parse, retry_after},
        graph_cache::ResourceBody,
        http::HttpResponse,
        lenient::lenient,
        oidc::ClaimsRequest,
    },
};

/// Returns the body of the request for these parts. The addresses are relative to the version of Graph.
pub(super) fn body_of_request(parts: &[&PagePart]) -> Value {
    let requests = parts.iter().map(|part| {
        let mut request = json!({ "id": part.name, "method": "GET", "url": format!("/{}", part.resource.path()) });
        let headers = part.resource.headers();
        let headers: BTreeMap<_, _> =
            headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))).collect();
        if let (false, Some(object)) = (headers.is_empty(), request.as_object_mut()) {
            object.insert("headers".to_owned(), json!(headers));
        }
        request
    });
    json!({ "requests": requests.collect::<Vec<_>>() })
}

/// The response to a part. By default a response that the batch does not contain.
#[derive(Default)]
pub(super) struct PartResponse(Option<HttpResponse>);

/// Reads the responses of a batch, by the IDs of the requests. Malformed responses are left out.
pub(super) fn parse_responses(
    text: &str,
    not_json: impl FnOnce() -> ApiError,
) -> Result<BTreeMap<String, PartResponse>, ApiError> {
    #[derive(Deserialize)]
    struct Responses {
        responses: Vec<Box<RawValue>>,
    }

    let Responses { responses } = parse(text, not_json)?;
    let readable = responses.iter().filter_map(|response| serde_json::from_str::<WireResponse>(response.get()).ok());
    Ok(readable.filter_map(|response| Some((response.id.clone(), response.into_response()?))).collect())
}

#[derive(Deserialize)]
struct WireResponse {
    id: String,
    status: u16,
    #[serde(default, deserialize_with = "lenient")]
    headers: Option<BTreeMap<String, String>>,
    #[serde(default)]
    body: Option<Box<RawValue>>,
}

impl WireResponse {
    fn into_response(self) -> Option<PartResponse> {
        let headers: HeaderMap = self.headers.unwrap_or_default().iter().filter_map(header).collect();
        let body = self.body.map_or_else(String::new, |body| body.get().to_owned());
        let status = StatusCode::from_u16(self.status).ok()?;
        Some(PartResponse(Some(HttpResponse { status, headers, body: body.into_bytes() })))
    }
}

fn header((name, value): (&String, &String)) -> Option<(HeaderName, HeaderValue)> {
    Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?))
}

impl PartResponse {
    /// Returns the status of the part. `None` if the batch has no response for it.
    pub(super) fn status(&self) -> Option<u16> {
        self.0.as_ref().map(|response| response.status.as_u16())
    }

    /// Returns the claims that the API requires for this part.
    pub(super) fn claims(&self) -> Option<ClaimsRequest> {
        self.0.as_ref().and_then(claims_request)
    }

    /// Returns the time after which Graph accepts a throttled part again. `None` if the part is not throttled, or the time is
    /// unknown.
    pub(super) fn throttled_for(&self) -> Option<Duration> {
        let response = self.0.as_ref().filter(|response| response.status.as_u16() == 429)?;
        retry_after(&response.headers).map(|seconds| Duration::from_secs(seconds.into()))
    }

    /// Returns the body of the part, or why there is none.
    pub(super) fn into_result(self, address: &Url) -> PartResult {
        let response = self.0.ok_or(AppError::ApiUnexpectedJson)?;
        if !response.status.is_success() {
            let failed = FailedResponse::read(&response, address);
            if failed.status == 404 && failed.code.as_deref().is_some_and(is_absence) {
                return Ok(ResourceBody::Missing(failed.code));
            }
            return Err(PartFailure::of_response(failed, &String::from_utf8_lossy(&response.body)));
        }
        let text = String::from_utf8(response.body).map_err(|_| AppError::ApiUnexpectedJson)?;
        let media_type = response.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if media_type.is_some_and(|media_type| media_type.trim().to_ascii_lowercase().starts_with("image/")) {
            let encoded: String = serde_json::from_str(&text).map_err(|_| AppError::ApiUnexpectedJson)?;
            let bytes = STANDARD.decode(encoded).map_err(|_| AppError::ApiUndecodable { encoding: None })?;
            return Ok(ResourceBody::Binary(bytes.into()));
        }
        Ok(ResourceBody::Json(Arc::from(text)))
    }
}

/// Returns whether the code of a 404 means that the user does not have the item, as opposed to an error.
fn is_absence(code: &str) -> bool {
    ["ImageNotFound", "ErrorItemNotFound", "itemNotFound", "Request_ResourceNotFound", "ResourceNotFound"]
        .contains(&code)
}

#[cfg(test)]
mod tests;
