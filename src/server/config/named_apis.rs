//! `API_<NAME>_ENDPOINT` and `API_<NAME>_SCOPES`: the APIs that the app calls by name.

use std::{collections::BTreeMap, sync::Arc};

use openidconnect::Scope;
use url::Url;

use super::{
    address::{graph_problem, web_address},
    downstream::{knows_apis, scopes},
    finding::{AddressProblem, DownstreamProblem, Finding, Missing, ShownName},
    reader::{Reader, Reported},
    variable::Variable,
};
use crate::server::{
    entra::{Authority, Cloud},
    http::is_loopback,
    named_apis::{ALL, ApiVariables},
    oidc::ApiScopes,
};

/// The settings of one API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiSettings {
    /// The root of the API's resources. Access tokens are sent to this address and to paths below it only.
    pub endpoint: Url,
    /// The scopes of the access tokens. All are of one API.
    pub scopes: Vec<Scope>,
}

/// The settings of the APIs that the app calls, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedApiSettings(BTreeMap<&'static str, Arc<ApiSettings>>);

impl NamedApiSettings {
    /// Reads the settings of all known APIs, and reports settings of unknown ones. An API without settings is left out.
    pub(super) fn read(reader: &mut Reader<'_>, authority: Option<&Authority>, is_b2c: bool) -> Result<Self, Reported> {
        let mut rejected = None;
        for name in reader.unknown_api_names() {
            rejected = Some(reader.report_finding(Finding::UnknownApi { name: ShownName::of_table(&name) }));
        }
        let mut all = BTreeMap::new();
        for api in ALL {
            match read(reader, *api, Tokens { authority, is_b2c }) {
                Ok(settings) => all.extend(settings.map(|settings| (api.name, Arc::new(settings)))),
                Err(reported) => rejected = Some(reported),
            }
        }
        rejected.map_or(Ok(Self(all)), Err)
    }

    /// Adds the settings of an API.
    #[must_use]
    pub fn with(mut self, name: &'static str, settings: ApiSettings) -> Self {
        self.0.insert(name, Arc::new(settings));
        self
    }

    /// Returns the settings of an API. `None` if it has none.
    pub fn get(&self, name: &str) -> Option<&Arc<ApiSettings>> {
        self.0.get(name)
    }

    /// Returns the endpoints of all APIs.
    pub fn endpoints(&self) -> impl Iterator<Item = &Url> {
        self.0.values().map(|api| &api.endpoint)
    }

    /// Returns the scopes of all APIs.
    pub fn scopes(&self) -> impl Iterator<Item = &Scope> {
        self.0.values().flat_map(|api| &api.scopes)
    }

    /// Returns the names of all APIs with their settings.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &ApiSettings)> {
        self.0.iter().map(|(name, api)| (*name, api.as_ref()))
    }
}

/// The authority whose access tokens the APIs get.
#[derive(Clone, Copy)]
struct Tokens<'a> {
    /// `None` for the dev tenant, or if the authority is invalid.
    authority: Option<&'a Authority>,
    is_b2c: bool,
}

fn read(reader: &mut Reader<'_>, api: ApiVariables, tokens: Tokens<'_>) -> Result<Option<ApiSettings>, Reported> {
    let (of_endpoint, of_scopes) = (Variable::ApiEndpoint(api), Variable::ApiScopes(api));
    let endpoint = endpoint(reader, of_endpoint, tokens);
    let scopes = scopes(reader, of_scopes, tokens.authority);
    let (endpoint, scopes) = match (endpoint?, scopes?) {
        (None, None) => return Ok(None),
        (Some(_), None) => return Err(reader.report(of_scopes, Missing::Beside(of_endpoint))),
        (None, Some(_)) => return Err(reader.report(of_endpoint, Missing::Beside(of_scopes))),
        (Some(endpoint), Some(scopes)) => (endpoint, scopes),
    };
    match tokens.problem(&endpoint, &scopes) {
        Some(problem) => Err(reader.report(of_scopes, problem)),
        None => Ok(Some(ApiSettings { endpoint, scopes })),
    }
}

fn endpoint(reader: &mut Reader<'_>, variable: Variable, tokens: Tokens<'_>) -> Result<Option<Url>, Reported> {
    let Some(text) = reader.setting(variable)? else { return Ok(None) };
    let url = web_address(reader, variable, &text)?;
    if url.query().is_some() {
        return Err(reader.report(variable, AddressProblem::Query));
    }
    let cloud = tokens.authority.and_then(Authority::cloud);
    match graph_problem(&url, cloud, tokens.is_b2c) {
        Some(problem) => Err(reader.report(variable, problem)),
        None => Ok(Some(url)),
    }
}

impl Tokens<'_> {
    /// Returns why tokens for these scopes must not be sent to the endpoint. A token for Microsoft Graph goes to Graph only, and no
    /// other token goes there.
    fn problem(self, endpoint: &Url, scopes: &[Scope]) -> Option<DownstreamProblem> {
        if scopes.is_empty() {
            return Some(DownstreamProblem::NoScopeOfNamedApi);
        }
        if !knows_apis(self.authority) {
            return None;
        }
        let [of_api] = &*ApiScopes::of_resources(scopes.iter().cloned()) else {
            return Some(DownstreamProblem::ScopesOfSeveralApis);
        };
        let is_at_graph = endpoint.host_str().and_then(Cloud::of_graph_host).is_some();
        // A Graph on this machine belongs to a provider on this machine, such as the dev tenant.
        let is_stand_in = is_loopback(endpoint) && self.is_provider_here();
        let fits = if of_api.are_of_graph() { is_at_graph || is_stand_in } else { !is_at_graph };
        (!fits).then_some(DownstreamProblem::OtherApiThanEndpoint)
    }

    fn is_provider_here(self) -> bool {
        self.authority.is_none_or(|authority| Url::parse(authority.address()).is_ok_and(|url| is_loopback(&url)))
    }
}
