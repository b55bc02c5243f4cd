//! The JSON body of a request to the protected API.

use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::de::DeserializeOwned;

use super::ProblemDetails;

/// The longest accepted JSON body, in bytes.
const LONGEST: usize = 16 * 1024;

/// A JSON body of a request. Other content types and invalid bodies are rejected with problem details.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Response;

    async fn from_request(request: Request, _: &S) -> Result<Self, Response> {
        let rejected = |status, detail: String| ProblemDetails::new(status).detail(detail).into_response();
        if !is_json(request.headers()) {
            let detail = "The content type of the body must be application/json.".to_owned();
            return Err(rejected(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
        }
        let body = to_bytes(request.into_body(), LONGEST).await.map_err(|_| {
            rejected(StatusCode::PAYLOAD_TOO_LARGE, format!("The body must not be longer than {LONGEST} bytes."))
        })?;
        // The message of the parser may repeat a part of the body, so that only the position is reported.
        serde_json::from_slice(&body).map(Self).map_err(|error| {
            let position = format!("line {}, column {}", error.line(), error.column());
            rejected(StatusCode::BAD_REQUEST, format!("The body is not the JSON that this route needs ({position})."))
        })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    content_type.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}
