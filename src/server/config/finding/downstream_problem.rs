//! The problems of the settings for the downstream API and the APIs by name.

use crate::server::entra::Cloud;

/// How the scopes and the addresses of APIs contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DownstreamProblem {
    NotScope,
    NoScopeForB2c,
    NoScopeOfGraph,
    NoScopeOfEndpoint,
    /// `ENDPOINT_API` is not an API of which `SCOPE` has a scope.
    ApiWithoutScope,
    /// `ENDPOINT_API` is not `graph`, but `ENDPOINT` is Microsoft Graph.
    EndpointIsGraph,
    /// `ENDPOINT` is Microsoft Graph, which rejects the tokens of Azure AD B2C.
    GraphWithB2c,
    /// `ENDPOINT` is Graph of another cloud than the authority.
    OtherCloud {
        graph: &'static Cloud,
        authority: &'static Cloud,
        /// The path of the signed-in user's profile in Graph.
        path: &'static str,
    },
    /// `API_<NAME>_SCOPES` has no scope of an API.
    NoScopeOfNamedApi,
    /// `API_<NAME>_SCOPES` has scopes of several APIs, but an access token is for one.
    ScopesOfSeveralApis,
    /// Only one of `API_<NAME>_SCOPES` and `API_<NAME>_ENDPOINT` is of Microsoft Graph.
    OtherApiThanEndpoint,
}
