//! The scopes of each request: the configured scopes (`SCOPE`), grouped by resource, and the scopes that a sign-in needs.

use openidconnect::Scope;
use url::Url;

use crate::server::{
    entra::AuthorityKind,
    oidc::{ApiScopes, ClaimsRequest, ProviderMetadata, TokenRequestParameters},
};

/// The scopes of OpenID Connect (Core 1.0 §5.4). They request claims about the user, and belong to no API.
const OF_OPENID_CONNECT: [&str; 3] = ["email", "address", "phone"];

/// The configured scopes, and the provider's rules for them.
pub struct Scopes {
    rules: Rules,
    /// All configured scopes, in the configured order.
    configured: Vec<Scope>,
    of_openid_connect: Vec<Scope>,
    /// The configured scopes of APIs, one entry for each resource.
    apis: Vec<ApiScopes>,
    /// The API scopes of the code exchange.
    first: ApiScopes,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rules {
    /// An authorization request names the scopes of all resources, a token request those of one resource.
    Entra,
    /// Each request names the scopes of one resource. Users give no consent.
    B2c,
    /// Scopes belong to no resource.
    Plain,
}

impl Scopes {
    /// Groups the configured scopes by resource. The code exchange requests the scopes of the resource at `endpoint`.
    pub fn new(kind: &AuthorityKind, configured: &[Scope], endpoint: Option<&Url>) -> Self {
        let rules = match kind {
            AuthorityKind::Workforce { .. } | AuthorityKind::MultiTenant { .. } | AuthorityKind::External => {
                Rules::Entra
            }
            AuthorityKind::B2c { .. } => Rules::B2c,
            AuthorityKind::OpenId => Rules::Plain,
        };
        let is_of_openid_connect = |scope: &Scope| OF_OPENID_CONNECT.contains(&scope.as_str());
        let (of_openid_connect, of_apis) = configured.iter().cloned().partition(is_of_openid_connect);
        let mut scopes = Self {
            rules,
            configured: configured.to_vec(),
            of_openid_connect,
            apis: Vec::new(),
            first: ApiScopes::default(),
        };
        scopes.apis = scopes.by_resource(of_apis);
        scopes.first = endpoint.map_or_else(|| scopes.first_configured(), |endpoint| scopes.of_endpoint(endpoint));
        scopes
    }

    /// Returns the configured scopes, unchanged.
    pub fn configured(&self) -> &[Scope] {
        &self.configured
    }

    /// Groups scopes by resource by the provider's rules, because an access token is for one resource.
    pub fn by_resource(&self, scopes: Vec<Scope>) -> Vec<ApiScopes> {
        match self.rules {
            Rules::Entra | Rules::B2c => ApiScopes::of_resources(scopes),
            Rules::Plain if scopes.is_empty() => Vec::new(),
            Rules::Plain => vec![ApiScopes::of_one(scopes)],
        }
    }

    /// Returns the configured scopes of the resource that a URL belongs to. If no resource matches, returns those of
    /// the first resource, because the settings list the API at `ENDPOINT` first.
    ///
    /// Microsoft Graph gets a token for Graph also without a configured scope of Graph, so that no token of another API is sent
    /// to it.
    pub fn of_endpoint(&self, endpoint: &Url) -> ApiScopes {
        if self.rules == Rules::Plain {
            return self.first_configured();
        }
        let without_scopes = ApiScopes::default();
        match self.apis.iter().find(|api| api.are_for(endpoint)) {
            Some(api) => api.clone(),
            None if without_scopes.are_for(endpoint) => without_scopes,
            None => self.first_configured(),
        }
    }

    /// Returns the scopes of the access tokens that cover these scopes: one token for each resource. A token also
    /// covers the configured scopes of its resource.
    pub fn wanted(&self, scopes: &[Scope]) -> Vec<ApiScopes> {
        let with_configured = |wanted: ApiScopes| {
            let others = self.apis.iter().find(|api| api.have_same_resource_as(&wanted)).cloned().unwrap_or_default();
            if others.scopes().is_empty() { wanted } else { others.with(&wanted) }
        };
        self.by_resource(scopes.to_vec()).into_iter().map(with_configured).collect()
    }

    /// Returns the scopes of the access token for a request to the API at this URL: the given `scopes` of its resource,
    /// or without `scopes` the configured scopes of that resource.
    pub fn of_api_request(&self, address: &Url, scopes: &[Scope]) -> ApiScopes {
        let mut wanted = self.wanted(scopes);
        match wanted.iter().position(|api| api.are_for(address)) {
            Some(index) => wanted.swap_remove(index),
            None => wanted.into_iter().next().unwrap_or_else(|| self.of_endpoint(address)),
        }
    }

    /// Returns the scopes of a sign-in by device code, which can request one resource only.
    pub fn of_device(&self, further: &[Scope]) -> ApiScopes {
        self.wanted(further).into_iter().next().unwrap_or_else(|| self.first.clone())
    }

    /// Returns the API scopes of the access token that a sign-in yields.
    pub fn of_sign_in(&self, further: &[Scope]) -> ApiScopes {
        match self.rules {
            Rules::Plain => self.first.clone().with(&ApiScopes::of_one(further.iter().cloned())),
            Rules::Entra | Rules::B2c => self.first.clone(),
        }
    }

    /// Returns the scopes of an authorization request, apart from `openid`: all configured scopes, so that users consent once,
    /// and the further scopes.
    pub fn at_authorization(&self, metadata: &ProviderMetadata, further: &[Scope]) -> Vec<Scope> {
        let mut scopes = self.identity_scopes(Some(metadata));
        if self.rules == Rules::B2c {
            scopes.extend(self.first.scopes().iter().cloned());
            return scopes;
        }
        scopes.extend(self.apis.iter().flat_map(ApiScopes::scopes).cloned());
        with_new(scopes, further)
    }

    /// Returns the scopes of an admin consent: those of every sign-in, and `further` scopes. Only Microsoft has an endpoint for it.
    pub fn at_admin_consent(&self, further: &[Scope]) -> Vec<Scope> {
        let own = std::iter::once(openid()).chain(self.identity_scopes(None));
        let apis = self.apis.iter().flat_map(ApiScopes::scopes).cloned();
        with_new(own.chain(apis).collect(), further)
    }

    /// Returns the scopes of a token request: the scopes of one resource, and the scopes that a sign-in needs.
    pub fn at_token_endpoint(&self, metadata: &ProviderMetadata, api: &ApiScopes) -> Vec<Scope> {
        let identity_scopes = self.identity_scopes(Some(metadata));
        std::iter::once(openid()).chain(identity_scopes).chain(api.scopes().iter().cloned()).collect()
    }

    /// Returns the parameters of a code exchange. Entra ID requires the scopes of one resource here. Other providers
    /// get no scopes, because RFC 6749 §4.1.3 has no such parameter.
    pub fn at_exchange(&self, metadata: &ProviderMetadata, api: &ApiScopes) -> TokenRequestParameters {
        let named = (self.rules == Rules::Entra)
            .then(|| TokenRequestParameters::scopes(&self.at_token_endpoint(metadata, api)));
        TokenRequestParameters { claims: self.claims(None), ..named.unwrap_or_default() }
    }

    /// Returns the `claims` parameter of a request to the provider: the requested claims, and for Entra ID the
    /// capabilities of this app.
    pub fn claims(&self, required: Option<&ClaimsRequest>) -> Option<ClaimsRequest> {
        match self.rules {
            Rules::Entra => Some(ClaimsRequest::with_capabilities(required)),
            Rules::B2c | Rules::Plain => required.cloned(),
        }
    }

    /// Whether every sign-in requests these scopes, because they are configured.
    pub fn include(&self, api: &ApiScopes) -> bool {
        api.scopes().is_empty() || self.apis.iter().any(|configured| configured.cover(api))
    }

    fn first_configured(&self) -> ApiScopes {
        self.apis.first().cloned().unwrap_or_default()
    }

    /// Returns the scopes for the user's claims, and `offline_access` if the provider accepts it.
    fn identity_scopes(&self, metadata: Option<&ProviderMetadata>) -> Vec<Scope> {
        let supports_offline_access =
            self.rules != Rules::Plain || metadata.is_none_or(ProviderMetadata::supports_offline_access);
        let offline_access = supports_offline_access.then_some("offline_access");
        let own = std::iter::once("profile").chain(offline_access).map(|scope| Scope::new(scope.to_owned()));
        own.chain(self.of_openid_connect.iter().cloned()).collect()
    }
}

/// Adds the scopes that the list does not contain yet.
fn with_new(mut scopes: Vec<Scope>, further: &[Scope]) -> Vec<Scope> {
    for scope in further {
        if !scopes.contains(scope) {
            scopes.push(scope.clone());
        }
    }
    scopes
}

fn openid() -> Scope {
    Scope::new("openid".to_owned())
}

#[cfg(test)]
mod tests;
