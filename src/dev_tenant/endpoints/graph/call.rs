//! The order of a request to Graph: an armed fault comes first, then the check of the access token, then the resource.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;

use crate::dev_tenant::endpoints::graph::access::{Caller, admitted, admitted_to};
use crate::dev_tenant::endpoints::graph::broken;
use crate::dev_tenant::endpoints::graph::resource::Resource;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse, Ids};
use crate::dev_tenant::state::tenant::SharedTenant;

/// A request to Graph, with what each resource needs to respond.
pub struct GraphCall {
    pub tenant: SharedTenant,
    pub headers: HeaderMap,
    /// The query of the request's URL. Empty if the URL has no query.
    pub query: String,
    path: String,
    is_part: bool,
    ids: Ids,
}

/// Marks the request of a part of a batch, in the extensions of the request.
#[derive(Clone, Copy, Debug)]
pub struct PartOfBatch;

impl FromRequestParts<SharedTenant> for GraphCall {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, tenant: &SharedTenant) -> Result<Self, Self::Rejection> {
        let path = parts.uri.path();
        Ok(Self {
            tenant: tenant.clone(),
            headers: parts.headers.clone(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            path: path.strip_prefix("/graph").unwrap_or(path).to_owned(),
            is_part: parts.extensions.get::<PartOfBatch>().is_some(),
            ids: Ids::of(&parts.headers),
        })
    }
}

impl GraphCall {
    /// Returns the path from the version on: `/v1.0/me`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Responds with a resource. The access token needs one of its scopes. An armed fault comes first.
    pub async fn respond(
        &self,
        resource: &Resource,
        content: impl FnOnce(&Caller) -> Result<GraphResponse, GraphError>,
    ) -> Response {
        self.tenant.switches.count_graph_request(resource.name, self.is_part);
        let response = if let Some(broken) = broken::response(&self.tenant, &self.headers, resource).await {
            broken
        } else {
            let caller = admitted_to(resource, &self.tenant, &self.headers).await;
            caller.and_then(|caller| content(&caller)).unwrap_or_else(GraphResponse::Error)
        };
        self.finish(response)
    }

    /// Responds with an error to every valid access token.
    pub async fn refuse(&self, error: GraphError) -> Response {
        let refused = match admitted(&self.tenant, &self.headers).await {
            Ok(_) => error,
            Err(invalid) => invalid,
        };
        self.finish(GraphResponse::Error(refused))
    }

    /// Adds the IDs of the request to a response.
    pub fn finish(&self, response: GraphResponse) -> Response {
        response.into_response(&self.tenant, &self.ids)
    }
}
