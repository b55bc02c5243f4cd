//! A part of a batch: the resource that a page requests, and the permission that it needs.

use std::time::Duration;

use super::failure::PartFailure;
use crate::server::{graph::resource::Resource, graph_cache::ResourceBody};

/// A resource that a page requests, with the permission that it needs.
#[derive(Clone, Debug)]
pub struct PagePart {
    /// The name of the resource on the page, the ID of the request in the batch, and the key in the cache.
    pub name: &'static str,
    /// The delegated permission of Graph. A part is not sent without it.
    pub scope: &'static str,
    pub resource: Resource,
    /// The time during which cached data is shown without a request.
    pub fresh_for: Duration,
}

/// The result of a part: the body of the resource, or the reason why there is none.
pub type PartResult = Result<ResourceBody, PartFailure>;
