//! The context of an operator's job. Only the command line may use this module, and `.make/house/borders.mjs` enforces it.

use std::sync::Arc;

use url::Url;

use crate::server::{
    auth::RelyingParty,
    config::Config,
    graph_of_app::GraphOfApp,
    http::{AllowList, Http, Limits},
    services::CallLimits,
};

/// The context of an operator's job, a command of the command line. It is made from the settings, which handlers of requests do not
/// have.
pub struct Job {
    relying_party: RelyingParty,
    http: Arc<Http>,
    graph: Option<Url>,
    limits: Limits,
    /// The ID of the tenant in which the job acts. `None` is the tenant of `AUTHORITY`.
    tenant: Option<String>,
}

impl Job {
    /// Prepares a job. Nothing is requested yet.
    pub fn new(config: &Config) -> Self {
        Self::with_http(config, Http::default())
    }

    /// As [`Self::new`], with the caller's outbound client.
    pub fn with_http(config: &Config, http: Http) -> Self {
        let graph = config.graph();
        let addresses: Vec<_> = std::iter::once(config.authority.metadata_url()).chain(graph.clone()).collect();
        let (http, limits) = (Arc::new(http.limited_to(AllowList::new(&addresses))), CallLimits::default());
        let relying_party = RelyingParty::new(config, Arc::clone(&http), limits.provider);
        Self { relying_party, http, graph, limits: limits.api, tenant: None }
    }

    /// Names the tenant by its ID. An app for several tenants needs it, and `ALLOWED_TENANTS` must list the tenant.
    #[must_use]
    pub fn in_tenant(self, tenant_id: &str) -> Self {
        Self { tenant: Some(tenant_id.to_owned()), ..self }
    }

    pub(super) const fn relying_party(&self) -> &RelyingParty {
        &self.relying_party
    }

    pub(super) fn tenant(&self) -> Option<&str> {
        self.tenant.as_deref()
    }

    pub(super) fn graph(&self) -> GraphOfApp<'_> {
        GraphOfApp { http: &self.http, root: self.graph.as_ref(), limits: self.limits }
    }
}
