//! The ID of a request, by which its log entries, its failure page and its requests to Microsoft are found.

use std::fmt;

use opentelemetry::Context;
use reqwest::header::{HeaderName, HeaderValue};
use uuid::Uuid;

/// The ID of a request to this app. Outbound requests send it as `client-request-id`, so that Microsoft's support finds
/// them. It is a GUID, because [Microsoft requires one](https://learn.microsoft.com/graph/best-practices-concept#reliability-and-support).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(Uuid);

impl RequestId {
    pub const HEADER: HeaderName = HeaderName::from_static("client-request-id");

    pub fn new_random() -> Self {
        Self(Uuid::new_v4())
    }

    /// Returns the ID of the request in this context. In a background task, which has no request, each call returns a new
    /// ID.
    pub(super) fn of(context: &Context) -> Self {
        context.get().copied().unwrap_or_else(Self::new_random)
    }

    /// Returns the value of the header. It is never `None`, because a GUID has only letters, digits and hyphens.
    pub(super) fn header_value(self) -> Option<HeaderValue> {
        HeaderValue::from_str(&self.0.to_string()).ok()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, RequestId, Uuid};

    #[test]
    fn the_id_is_that_of_the_context_or_a_new_guid() {
        let id = RequestId::new_random();
        assert_eq!(RequestId::of(&Context::new().with_value(id)), id);
        let [first, second] = [(); 2].map(|()| RequestId::of(&Context::new()).header_value().unwrap());
        assert_ne!(first, second);
        assert_eq!(Uuid::try_parse_ascii(first.as_bytes()).unwrap().get_version_num(), 4);
    }
}
