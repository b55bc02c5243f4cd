//! The header `client-request-id`, by which Microsoft's support finds a request of this app in the logs of Graph.

use std::fmt;

use reqwest::header::{HeaderName, HeaderValue};
use uuid::Uuid;

/// The ID of one `GET` request to the downstream API. It is a new GUID for each request, as Microsoft's
/// [best practices for Graph](https://learn.microsoft.com/graph/best-practices-concept#reliability-and-support) demand.
#[derive(Clone, Copy)]
pub(super) struct ClientRequestId(Uuid);

impl ClientRequestId {
    pub(super) const HEADER: HeaderName = HeaderName::from_static("client-request-id");

    pub(super) fn new_random() -> Self {
        Self(Uuid::new_v4())
    }

    /// Returns the value of the header. It is never `None`, because a GUID has only letters, digits and hyphens.
    pub(super) fn header_value(self) -> Option<HeaderValue> {
        HeaderValue::from_str(&self.0.to_string()).ok()
    }
}

impl fmt::Display for ClientRequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::{ClientRequestId, Uuid};

    #[test]
    fn every_request_has_another_guid() {
        let [first, second] = [(); 2].map(|()| ClientRequestId::new_random().header_value().unwrap());
        assert_ne!(first, second);
        assert_eq!(Uuid::try_parse_ascii(first.as_bytes()).unwrap().get_version_num(), 4);
    }
}
