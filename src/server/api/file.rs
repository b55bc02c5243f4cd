//! Files of an API, such as images: of a bounded size, and of a type that the app accepts.

use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};

use super::{ApiError, body::media_type};
use crate::server::http::HttpResponse;

/// The files that the app accepts.
///
/// List only types that are safe on the app's own pages. SVG and HTML can contain scripts.
#[derive(Clone, Copy, Debug)]
pub struct FileRules {
    /// The media types in lower case, such as `image/png`.
    pub media_types: &'static [&'static str],
    pub most_bytes: usize,
}

/// A file of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiFile {
    /// One of the accepted media types.
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// Returns the header with the accepted media types.
pub(super) fn accept(rules: FileRules) -> HeaderMap {
    let value = HeaderValue::from_str(&rules.media_types.join(", ")).ok();
    value.map(|value| (ACCEPT, value)).into_iter().collect()
}

/// Returns the file of a response if its media type is accepted.
pub(super) fn read(response: HttpResponse, rules: FileRules) -> Result<ApiFile, ApiError> {
    let sent = media_type(&response.headers);
    match rules.media_types.iter().find(|accepted| sent.as_deref() == Some(**accepted)) {
        Some(media_type) => Ok(ApiFile { media_type, bytes: response.body }),
        None => Err(ApiError::UnexpectedType { media_type: sent }),
    }
}
