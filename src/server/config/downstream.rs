//! The downstream API: `SCOPE`, `ENDPOINT` and `ENDPOINT_API`.
//!
//! At Microsoft an access token is for one API. The settings must say for which API the token for `ENDPOINT` is, because a token
//! that reaches the server of another API can be misused there.

use openidconnect::Scope;
use url::Url;

use super::{
    address,
    finding::{DownstreamProblem, Missing},
    list,
    reader::{Reader, Reported},
    variable::Variable,
};
use crate::server::{
    entra::{Authority, AuthorityKind, Cloud},
    http::is_loopback,
    oidc::ApiScopes,
};

/// Scopes that every sign-in requests (OpenID Connect Core 1.0 §3.1.2.1, §5.4 and §11).
const OF_EVERY_SIGN_IN: [&str; 3] = ["openid", "profile", "offline_access"];
/// The value of `ENDPOINT_API` for a gateway in front of Microsoft Graph.
const GRAPH: &str = "graph";
/// The scope of the signed-in user's profile, which the default `ENDPOINT` needs.
const DEFAULT_SCOPE: &str = "User.Read";

/// The settings of the downstream API.
pub(super) struct Downstream {
    /// The scopes to request, without the scopes of every sign-in. The scopes of the API at the endpoint come first.
    pub(super) scopes: Vec<Scope>,
    pub(super) endpoint: Option<Url>,
    pub(super) endpoint_is_graph: bool,
}

/// The API that the access tokens sent to `ENDPOINT` are for.
enum ApiAtEndpoint {
    Graph,
    /// An API with this name: the part of its scopes before their last slash.
    Named(String),
    /// The provider does not distinguish APIs.
    Any,
}

impl Downstream {
    /// Reads `SCOPE`, `ENDPOINT` and `ENDPOINT_API`. Without `ENDPOINT`, Microsoft Graph is the default at Microsoft's
    /// own authorities only.
    pub(super) fn read(reader: &mut Reader<'_>, authority: Option<&Authority>, is_b2c: bool) -> Result<Self, Reported> {
        let endpoint = address::endpoint(reader, authority, is_b2c);
        let scopes = scopes(reader, Variable::Scope, authority);
        let endpoint_api = reader.setting(Variable::EndpointApi);
        let (endpoint, scopes, endpoint_api) = (endpoint?, scopes?, endpoint_api?);
        let Some(endpoint) = endpoint else {
            let scopes = scopes.unwrap_or_else(|| default_scopes(!is_b2c && knows_apis(authority)));
            return Ok(Self { scopes, endpoint: None, endpoint_is_graph: false });
        };
        if is_b2c && scopes.as_ref().is_none_or(Vec::is_empty) {
            return Err(reader.report(Variable::Scope, DownstreamProblem::NoScopeForB2c));
        }
        let settings = EndpointSettings { endpoint: &endpoint, scopes: scopes.as_deref(), authority };
        let api = settings.api(reader, endpoint_api.as_deref())?;
        let endpoint_is_graph = matches!(api, ApiAtEndpoint::Graph);
        let scopes = ordered(scopes.unwrap_or_else(|| default_scopes(endpoint_is_graph)), &api);
        Ok(Self { scopes, endpoint: Some(endpoint), endpoint_is_graph })
    }
}

/// The settings that decide which API is at the endpoint.
struct EndpointSettings<'a> {
    endpoint: &'a Url,
    /// `None` if `SCOPE` is not set.
    scopes: Option<&'a [Scope]>,
    authority: Option<&'a Authority>,
}

impl EndpointSettings<'_> {
    fn api(&self, reader: &mut Reader<'_>, endpoint_api: Option<&str>) -> Result<ApiAtEndpoint, Reported> {
        let is_at_graph = self.endpoint.host_str().and_then(Cloud::of_graph_host).is_some();
        if is_at_graph && endpoint_api.is_some_and(|api| !api.eq_ignore_ascii_case(GRAPH)) {
            return Err(reader.report(Variable::EndpointApi, DownstreamProblem::EndpointIsGraph));
        }
        let is_graph = is_at_graph || endpoint_api.is_some_and(|api| api.eq_ignore_ascii_case(GRAPH));
        if is_graph {
            return self.graph(reader);
        }
        if !knows_apis(self.authority) {
            let is_graph = self.is_stand_in_of_graph() && self.apis().iter().all(ApiScopes::are_of_graph);
            return Ok(if is_graph { ApiAtEndpoint::Graph } else { ApiAtEndpoint::Any });
        }
        match endpoint_api {
            Some(named) => self.named(reader, named),
            None => self.only_api(reader),
        }
    }

    fn graph(&self, reader: &mut Reader<'_>) -> Result<ApiAtEndpoint, Reported> {
        let apis = self.apis();
        if knows_apis(self.authority) && !apis.is_empty() && !apis.iter().any(ApiScopes::are_of_graph) {
            return Err(reader.report(Variable::Scope, DownstreamProblem::NoScopeOfGraph));
        }
        Ok(ApiAtEndpoint::Graph)
    }

    fn named(&self, reader: &mut Reader<'_>, named: &str) -> Result<ApiAtEndpoint, Reported> {
        let named = named.trim_end_matches('/');
        let apis = self.apis();
        let mut resources = apis.iter().filter_map(ApiScopes::resource);
        let found = resources.find(|resource| resource.eq_ignore_ascii_case(named)).map(str::to_owned);
        found
            .map(ApiAtEndpoint::Named)
            .ok_or_else(|| reader.report(Variable::EndpointApi, DownstreamProblem::ApiWithoutScope))
    }

    /// Finds the API if `ENDPOINT_API` is not set: the API whose name is an address at the origin of `ENDPOINT`, or the
    /// only API that is not Microsoft Graph.
    fn only_api(&self, reader: &mut Reader<'_>) -> Result<ApiAtEndpoint, Reported> {
        let apis = self.apis();
        let others: Vec<&str> = apis.iter().filter_map(ApiScopes::resource).collect();
        let at_endpoint = apis.iter().find(|api| api.are_for(self.endpoint)).and_then(ApiScopes::resource);
        if let Some(name) = at_endpoint {
            return Ok(ApiAtEndpoint::Named(name.to_owned()));
        }
        let is_local = self.is_stand_in_of_graph();
        match others.as_slice() {
            [] if is_local => Ok(ApiAtEndpoint::Graph),
            [] => Err(reader.report(Variable::Scope, DownstreamProblem::NoScopeOfEndpoint)),
            [only] if !is_local || apis.len() == 1 => Ok(ApiAtEndpoint::Named((*only).to_owned())),
            _ => Err(reader.report(Variable::EndpointApi, Missing::SeveralApis)),
        }
    }

    /// Returns the scopes of `SCOPE`, grouped by API.
    fn apis(&self) -> Vec<ApiScopes> {
        ApiScopes::of_resources(self.scopes.unwrap_or_default().iter().cloned())
    }

    /// Says whether the endpoint may be a local imitation of Graph, such as the dev tenant in another process. The
    /// provider must be on this machine, too, so that no token of Microsoft can get there.
    fn is_stand_in_of_graph(&self) -> bool {
        let is_provider_here =
            self.authority.is_some_and(|authority| Url::parse(authority.address()).is_ok_and(|url| is_loopback(&url)));
        is_provider_here && is_loopback(self.endpoint) && self.endpoint.path().contains("/v1.0/")
    }
}

/// Says whether each token of the provider is for one API, whose name is in the names of its scopes. Returns `true`
/// without a valid authority, because that has a separate finding.
pub(super) fn knows_apis(authority: Option<&Authority>) -> bool {
    authority.is_none_or(|authority| *authority.kind() != AuthorityKind::OpenId)
}

/// Says whether this is meant as a scope of Microsoft Graph, but has characters that none of its scopes has. Then another
/// separator was used, such as `User.Read|Mail.Read` or `User.Read%20Mail.Read`.
fn is_no_scope_of_graph(scope: &str) -> bool {
    let is_of_graph = ApiScopes::of_resources([Scope::new(scope.to_owned())]).iter().all(ApiScopes::are_of_graph);
    let name = scope.rsplit('/').next().unwrap_or_default();
    is_of_graph && !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

fn default_scopes(is_graph: bool) -> Vec<Scope> {
    if is_graph { vec![Scope::new(DEFAULT_SCOPE.to_owned())] } else { Vec::new() }
}

/// Puts the scopes of the API at the endpoint first, because the token for the first API is sent there.
fn ordered(scopes: Vec<Scope>, api: &ApiAtEndpoint) -> Vec<Scope> {
    let is_first = |scope: &Scope| {
        let apis = ApiScopes::of_resources([scope.clone()]);
        let resource = apis.first().and_then(ApiScopes::resource);
        match api {
            ApiAtEndpoint::Graph => resource.is_none(),
            ApiAtEndpoint::Named(name) => resource.is_some_and(|resource| resource.eq_ignore_ascii_case(name)),
            ApiAtEndpoint::Any => true,
        }
    };
    let (mut first, others): (Vec<_>, Vec<_>) = scopes.into_iter().partition(is_first);
    first.extend(others);
    first
}

/// Reads a list of scopes, without the scopes of every sign-in; `None` if it is not set.
pub(super) fn scopes(
    reader: &mut Reader<'_>,
    variable: Variable,
    authority: Option<&Authority>,
) -> Result<Option<Vec<Scope>>, Reported> {
    let Some(text) = reader.setting(variable)? else { return Ok(None) };
    // Microsoft's scopes contain no commas, but those of other providers may (RFC 6749 §3.3).
    let separated: Vec<&str> = if knows_apis(authority) || list::is_in_brackets(&text) {
        list::items(&text).collect()
    } else {
        text.split_ascii_whitespace().collect()
    };
    let mut scopes: Vec<Scope> = Vec::new();
    for scope in separated {
        let is_scope = scope.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\'));
        if !is_scope || (knows_apis(authority) && is_no_scope_of_graph(scope)) {
            return Err(reader.report(variable, DownstreamProblem::NotScope));
        }
        if !OF_EVERY_SIGN_IN.contains(&scope) && scopes.iter().all(|known| known.as_str() != scope) {
            scopes.push(Scope::new(scope.to_owned()));
        }
    }
    Ok(Some(scopes))
}
