//! The words for the scopes and the addresses of APIs that do not fit together.

use super::{
    problem_words::{FindingWords, ProblemWords},
    variables,
};
use crate::server::{
    config::{Variable, finding::DownstreamProblem},
    named_apis::ALL,
};

/// Returns the words for a setting of an API that this app does not call.
pub fn of_unknown_api(name: String) -> FindingWords {
    let known: Vec<_> = ALL.iter().flat_map(|api| [api.endpoint, api.scopes]).collect();
    FindingWords {
        variable: name,
        problem: "is not the setting of an API that this app calls".into(),
        advice: format!("Correct the name, or remove the variable. This app reads {}.", known.join(", ")).into(),
        example: ALL.first().map(|api| variables::assignment(Variable::ApiEndpoint(*api))).unwrap_or_default(),
    }
}

/// Returns the words for a problem of the settings for the downstream API.
pub fn problem_words(problem: DownstreamProblem) -> ProblemWords {
    match problem {
        DownstreamProblem::NotScope => ProblemWords::problem("has a part that is not a scope"),
        DownstreamProblem::NoScopeForB2c => ProblemWords::problem(
            "has no scope of the API, and without one Azure AD B2C issues no access token for ENDPOINT",
        ),
        DownstreamProblem::NoScopeOfGraph => ProblemWords::with_advice(
            "has scopes of other APIs only, but ENDPOINT is Microsoft Graph, which rejects tokens for other APIs",
            "Add a scope of Graph, such as User.Read. Or write the address of your API into ENDPOINT, or leave ENDPOINT \
             empty.",
        ),
        DownstreamProblem::NoScopeOfEndpoint => ProblemWords::with_advice(
            "has no scope of the API at ENDPOINT, so the app gets no access token for it",
            "Add a scope of that API, such as api://<application ID>/Orders.Read. If ENDPOINT is a gateway in front of \
             Microsoft Graph, set ENDPOINT_API=graph.",
        ),
        DownstreamProblem::NoScopeOfNamedApi => ProblemWords::problem("has no scope of an API"),
        DownstreamProblem::ScopesOfSeveralApis => ProblemWords::with_advice(
            "has scopes of several APIs, but an access token is for one API",
            "List the scopes of the API at the endpoint only. Give every other API another name.",
        ),
        DownstreamProblem::OtherApiThanEndpoint => ProblemWords::with_advice(
            "has scopes of another API than the one at the endpoint",
            "Scopes without an address are those of Microsoft Graph. They need an endpoint at Graph, and Graph needs them.",
        ),
        DownstreamProblem::ApiWithoutScope => ProblemWords::problem("is not an API of which SCOPE has a scope"),
        DownstreamProblem::EndpointIsGraph => ProblemWords::with_advice(
            "is not graph, but ENDPOINT is Microsoft Graph",
            "Remove ENDPOINT_API, or write the address of the API into ENDPOINT.",
        ),
        DownstreamProblem::GraphWithB2c => ProblemWords::with_advice(
            "is Microsoft Graph, which rejects the tokens of Azure AD B2C",
            "Write the address of an API that is registered in the tenant, with its scopes in SCOPE, or leave ENDPOINT empty.",
        ),
        DownstreamProblem::OtherCloud { graph, authority, path } => ProblemWords::with_advice(
            format!("is Graph of {}, but the authority is in {}", graph.name, authority.name),
            format!("Use https://{}{path}, or the authority of the cloud of ENDPOINT.", authority.graph_host()),
        ),
    }
}
