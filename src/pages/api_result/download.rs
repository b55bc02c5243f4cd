//! The response of the downstream API as a file.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use crate::{
    model::{ApiBody, ApiResponse},
    server::clock,
};

/// Returns the body as the API sent it. Browsers save it and never show it, whatever it contains.
///
/// The name of the file has the date, and no data of the user.
pub fn file(response: ApiResponse) -> Response {
    let (media_type, ending) = match response.body {
        ApiBody::Json { .. } => ("application/json", "json"),
        ApiBody::Text { .. } | ApiBody::Empty => ("text/plain; charset=utf-8", "txt"),
        // The type that the API states is not repeated, because it may be active, such as that of an SVG picture.
        ApiBody::Binary { .. } => ("application/octet-stream", "bin"),
    };
    let disposition = format!("attachment; filename=\"response-{}.{ending}\"", clock::now().date());
    let headers = [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, response.received).into_response()
}
