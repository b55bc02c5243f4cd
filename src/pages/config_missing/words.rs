//! The words for each finding about a setting: the problem, the advice and an example. The page and the command line
//! use them.

mod address;
mod authority;
mod brand;
mod credential;
mod downstream;
mod file;
mod identity;
mod problem_words;
mod session_store;
#[cfg(test)]
mod tests;
mod value;
mod variables;

use std::borrow::Cow;

pub use self::problem_words::FindingWords;
use self::problem_words::ProblemWords;
#[cfg(test)]
pub use self::variables::example;
use crate::server::config::{
    Finding, Variable,
    finding::{Missing, Problem},
};

/// Returns the words for a finding about a setting.
pub fn words(finding: &Finding) -> FindingWords {
    match finding {
        Finding::File(problem) => file::words(problem),
        Finding::Variable(variable, problem) => {
            let ProblemWords { problem, advice } = problem_words(*variable, problem);
            FindingWords {
                variable: variable.name().to_owned(),
                problem,
                advice: advice.unwrap_or_else(|| variables::advice(*variable).into()),
                example: variables::assignment(*variable),
            }
        }
        Finding::OtherName { name, meant } => FindingWords {
            variable: name.to_string(),
            problem: format!("is set, but this app reads {}, which is not set", meant.name()).into(),
            advice: format!("Did you mean {}? {}", meant.name(), variables::advice(*meant)).into(),
            example: variables::assignment(*meant),
        },
        Finding::UnknownApi { name } => downstream::of_unknown_api(name.to_string()),
    }
}

fn problem_words(variable: Variable, problem: &Problem) -> ProblemWords {
    match problem {
        Problem::Missing(missing) => ProblemWords::problem(missing_because(*missing)),
        Problem::Value(problem) => value::problem_words(problem),
        Problem::Secret(problem) => credential::of_secret(*problem),
        Problem::Certificate(error) => credential::of_certificate(*error),
        Problem::AssertionFile(error) => credential::of_assertion_file(*error),
        Problem::NoAzureTokenFile => credential::no_azure_token_file(),
        Problem::OtherAzureClient => credential::other_azure_client(),
        Problem::Identity(problem) => identity::problem_words(*problem),
        Problem::Address(problem) => address::problem_words(variable, problem),
        Problem::Path(problem) => address::of_path(variable, *problem),
        Problem::Authority(problem) => authority::problem_words(*problem),
        Problem::Downstream(problem) => downstream::problem_words(*problem),
        Problem::SessionStore(problem) => session_store::problem_words(*problem),
        Problem::Brand(problem) => brand::problem_words(problem),
        Problem::KeysFile(error) => {
            ProblemWords::problem(format!("is the path of a file that cannot be used: {error}"))
        }
        Problem::SetTogetherWith(other) => {
            ProblemWords::with_advice(format!("is set together with {}", other.name()), "Remove one of the two.")
        }
        Problem::NoClaimsMapping => ProblemWords::with_advice(
            "is on, but Azure AD B2C has no claims mapping",
            "Remove this variable: a B2C policy always uses its own keys.",
        ),
        Problem::FormPostWithoutRedirectUri => ProblemWords::with_advice(
            "is form_post, but REDIRECT_URI is not set",
            "Set REDIRECT_URI as well, or remove RESPONSE_MODE.",
        ),
        Problem::DevTenantNotLoopback => ProblemWords::with_advice(
            "is not a loopback address, and the dev tenant is for this machine only",
            "Listen on 127.0.0.1. In a container, set DEV_TENANT_ALLOW_HOST as well.",
        ),
    }
}

fn missing_because(missing: Missing) -> Cow<'static, str> {
    match missing {
        Missing::Always => "is not set".into(),
        Missing::Beside(other) => format!("is not set, but {} is", other.name()).into(),
        Missing::SecretOfRedirectUri => "is not set, but a sign-in with REDIRECT_URI needs it".into(),
        Missing::NoDeviceCode => "is not set, and Azure AD B2C has no sign-in by device code".into(),
        Missing::ManyTenants => "is not set, but AUTHORITY is for many tenants".into(),
        Missing::SeveralApis => {
            "is not set, but SCOPE has scopes of several APIs, and the app cannot tell which of them is at ENDPOINT"
                .into()
        }
        Missing::KeysOnHttps => {
            "is not set, but an app on https needs a file with the keys that encrypt the sessions".into()
        }
        Missing::NoDefault => "is not set and has no default here".into(),
    }
}
