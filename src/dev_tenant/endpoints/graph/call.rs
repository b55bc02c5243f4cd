//! The order of a request to Graph: an armed fault comes first, then the check of the access token, then the resource.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;

use crate::dev_tenant::endpoints::graph::access::{Caller, admitted};
use crate::dev_tenant::endpoints::graph::broken;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse, Ids};
use crate::dev_tenant::state::faults::GraphFault;
use crate::dev_tenant::state::tenant::SharedTenant;

/// A request to Graph, with what each resource needs to respond.
pub struct GraphCall {
    pub tenant: SharedTenant,
    pub headers: HeaderMap,
    /// The query of the request's URL. Empty if the URL has no query.
    pub query: String,
    ids: Ids,
}

impl FromRequestParts<SharedTenant> for GraphCall {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, tenant: &SharedTenant) -> Result<Self, Self::Rejection> {
        Ok(Self {
            tenant: tenant.clone(),
            headers: parts.headers.clone(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            ids: Ids::of(&parts.headers),
        })
    }
}

impl GraphCall {
    /// Responds with a resource that needs this scope in the access token, unless a fault is armed for the resources of
    /// Graph.
    pub async fn respond(
        &self,
        scope: &str,
        resource: impl FnOnce(&Caller) -> Result<GraphResponse, GraphError>,
    ) -> Response {
        let fault = broken::strike(&self.tenant, &self.headers).await;
        self.respond_unless(fault, Some(scope), resource).await
    }

    /// Responds with a resource if `fault` is `None`. `scope` is `None` if every valid access token is sufficient.
    pub async fn respond_unless(
        &self,
        fault: Option<GraphFault>,
        scope: Option<&str>,
        resource: impl FnOnce(&Caller) -> Result<GraphResponse, GraphError>,
    ) -> Response {
        let response = match broken::response(&self.tenant, fault).await {
            Some(broken) => broken,
            None => admitted(&self.tenant, &self.headers, scope)
                .await
                .and_then(|caller| resource(&caller))
                .unwrap_or_else(GraphResponse::Error),
        };
        response.into_response(&self.tenant, &self.ids)
    }
}
