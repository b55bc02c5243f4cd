//! The size limits of request addresses and headers. A larger request is rejected before any other code reads it.

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use crate::{error::AppError, web::Page};

/// The longest accepted address in bytes: twice the longest authorization response. This app creates no longer
/// addresses.
const LONGEST_ADDRESS: usize = 32 * 1024;
/// The largest accepted size of all headers in bytes. Browsers may send hundreds of cookies of 4 kB each, but the
/// cookies of this app are few and short.
const MOST_HEADERS: usize = 32 * 1024;

/// Rejects a request whose address (414, RFC 9110 §15.5.15) or headers (431, RFC 6585 §5) are too large.
pub fn oversized(request: &Request) -> Option<Response> {
    let status = if request.uri().path_and_query().is_some_and(|address| address.as_str().len() > LONGEST_ADDRESS) {
        StatusCode::URI_TOO_LONG
    } else if size(request.headers()) > MOST_HEADERS {
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE
    } else {
        return None;
    };
    Some(Page::from(AppError::RequestTooLarge).status(status).into_response())
}

fn size(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
}
