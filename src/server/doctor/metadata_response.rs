//! The response to one request for the provider's metadata document, which several checks read.

use reqwest::header::HeaderMap;
use time::OffsetDateTime;

use super::limits::LIMITS;
use crate::server::{
    clock,
    config::Config,
    http::{Http, HttpError, HttpResponse},
};

/// The response, and the time of this machine in the middle of the request.
pub struct MetadataResponse {
    pub response: Result<HttpResponse, HttpError>,
    pub middle: OffsetDateTime,
}

impl MetadataResponse {
    /// Requests the metadata document.
    pub async fn request(config: &Config, http: &Http) -> Self {
        let begun = clock::now();
        let response = http.get(&config.authority.metadata_url(), None, HeaderMap::new(), LIMITS).await;
        let round_trip = clock::now() - begun;
        Self { response, middle: begun + round_trip / 2 }
    }
}
