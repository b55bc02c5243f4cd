//! The data of the welcome view.

use crate::server::{
    Services, SignedIn,
    entra::ProviderKind,
    graph,
    session::{Journey, session_key},
};

/// The data that the welcome view shows.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// The name of the user: `name` of the ID token, or the next best name. Never empty.
    pub display_name: String,
    /// `preferred_username` of the ID token, which is only displayed.
    pub username: Option<String>,
    pub provider: ProviderKind,
    /// The host of the provider's authority.
    pub authority_host: String,
    /// The tenant's ID (`tid`) if the provider is Microsoft's.
    pub tenant_id: Option<String>,
    /// The name of the user's organization, once a page of this session has loaded it.
    pub organization: Option<String>,
    /// Whether users can edit their profile at the provider.
    pub edit_profile: bool,
    /// The downstream API that the view's button calls; `None` if `ENDPOINT` is empty.
    pub api: Option<DownstreamApi>,
    /// Whether the provider is the development tenant.
    pub dev_tenant: bool,
}

/// The downstream API that the welcome view's button calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DownstreamApi {
    /// The address of the API without its query, e.g. `https://graph.microsoft.com/v1.0/me`.
    pub endpoint: String,
    /// The scopes of the access token for the API, e.g. `["User.Read"]`.
    pub scopes: Vec<String>,
}

impl Welcome {
    /// Returns the welcome view of a signed-in user.
    pub fn of(user: &SignedIn) -> Self {
        let (services, session) = (user.services(), user.user());
        let authority = services.auth.relying_party.provider().authority();
        let facts = services.graph_cache.header_facts(session_key(user.session_id()));
        Self {
            display_name: session.display_name.clone(),
            username: session.username.clone(),
            provider: authority.provider(),
            authority_host: authority.host(),
            tenant_id: session.tenant_id.clone(),
            organization: facts.organization.as_deref().map(str::to_owned),
            edit_profile: services.auth.relying_party.offers(Journey::EditProfile),
            api: downstream_api(services),
            dev_tenant: services.dev_tenant,
        }
    }
}

impl DownstreamApi {
    /// Returns the host of the downstream API, with its port.
    pub fn host(&self) -> &str {
        let rest = self.endpoint.split_once("://").map_or(self.endpoint.as_str(), |(_, rest)| rest);
        rest.split(['/', '?', '#']).next().unwrap_or(rest)
    }
}

fn downstream_api(services: &Services) -> Option<DownstreamApi> {
    let endpoint = services.endpoint.as_ref()?;
    let scopes = services.auth.relying_party.scopes().of_endpoint(endpoint);
    let scopes = scopes.scopes().iter().map(|scope| scope.to_string()).collect();
    Some(DownstreamApi { endpoint: graph::without_query(endpoint), scopes })
}
