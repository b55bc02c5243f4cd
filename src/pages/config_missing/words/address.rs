//! The words for settings with an invalid address or path.

use super::problem_words::ProblemWords;
use crate::server::config::{
    Variable,
    finding::{AddressProblem, PathProblem},
};

const OTHER_REDIRECT_URI: &str =
    "Choose a path that nothing else uses, such as /getAToken, and register the same address in the portal.";

/// Returns the words for an invalid address.
pub fn problem_words(variable: Variable, problem: &AddressProblem) -> ProblemWords {
    match problem {
        AddressProblem::NotAbsolute => ProblemWords::problem("is not an absolute address"),
        AddressProblem::NotHttps => ProblemWords::with_advice(
            "must begin with https://",
            "Write https:// instead of http://, which is for localhost, 127.0.0.1 and [::1] only.",
        ),
        AddressProblem::UserOrFragment => ProblemWords::with_advice(
            "contains a user name, a password or a fragment",
            "Leave out the user name and the password (before @) and the fragment (after #).",
        ),
        AddressProblem::Query if variable == Variable::RedirectUri => {
            ProblemWords::with_advice("has a query, which a redirect URI of this app must not have", OTHER_REDIRECT_URI)
        }
        AddressProblem::Query => ProblemWords::problem("has a query"),
        AddressProblem::TooLong => ProblemWords::with_advice("is longer than 256 characters", OTHER_REDIRECT_URI),
        AddressProblem::OutsidePublicUrl => ProblemWords::with_advice(
            "is not below PUBLIC_URL",
            "Choose a path below that of PUBLIC_URL, and register the same address in the portal.",
        ),
        AddressProblem::OtherOrigin => ProblemWords::with_advice(
            "has another origin than REDIRECT_URI",
            "Give both the same scheme, host and port, because the browser returns a cookie only to the host that set it.",
        ),
        AddressProblem::OtherPort { port, listen, is_forwarded } => ProblemWords::with_advice(
            format!("leads to port {port} of this machine, but the app listens on {listen} (LEPTOS_SITE_ADDR)"),
            if *is_forwarded {
                "This works only if a proxy or a container forwards requests from one to the other."
            } else {
                "Write the same address and port into both, and register the redirect URI. If a proxy on this machine \
                 forwards requests from one to the other, set PUBLIC_URL, too."
            },
        ),
    }
}

/// Returns the words for an invalid path.
pub fn of_path(variable: Variable, problem: PathProblem) -> ProblemWords {
    let is_redirect_uri = variable == Variable::RedirectUri;
    let problem = match problem {
        PathProblem::NoSlash => "does not begin with a slash: it is a path, not an address".into(),
        PathProblem::NotPlain => "has characters in its path other than letters, digits, and - . _ ~".into(),
        PathProblem::Taken if is_redirect_uri => "has a path that this app uses itself".into(),
        PathProblem::Taken => "is a path that this app uses itself".into(),
        PathProblem::SameAs(Variable::RedirectUri) => "is the path of REDIRECT_URI".into(),
        PathProblem::SameAs(other) => format!("is the same as {}", other.name()).into(),
    };
    ProblemWords { problem, advice: is_redirect_uri.then(|| OTHER_REDIRECT_URI.into()) }
}
