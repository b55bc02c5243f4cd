//! The words for a managed identity that cannot be used.

use super::problem_words::ProblemWords;
use crate::server::config::finding::IdentityProblem;

/// Returns the words for a managed identity.
pub fn problem_words(problem: IdentityProblem) -> ProblemWords {
    match problem {
        IdentityProblem::NotClientId => ProblemWords::with_advice(
            "is not a client ID (a GUID)",
            "Copy the Client ID from the Overview of the user-assigned managed identity. A system-assigned identity cannot be \
             the credential of an app registration.",
        ),
        IdentityProblem::IsApplication => ProblemWords::with_advice(
            "is the same as CLIENT_ID",
            "CLIENT_ID is the ID of the app registration. Copy the Client ID of the user-assigned managed identity here.",
        ),
        IdentityProblem::NotLocal(name) => ProblemWords::with_advice(
            format!("cannot be used, because {name} is not an http address on this machine or in 169.254.0.0/16"),
            "Remove that variable, unless Azure sets it. The app sends no request for a token to another host.",
        ),
        IdentityProblem::InvalidHeader => ProblemWords::with_advice(
            "cannot be used, because IDENTITY_HEADER has characters that a header must not have",
            "Azure sets that variable: do not change it.",
        ),
        IdentityProblem::OtherService => ProblemWords::with_advice(
            "cannot be used, because the environment is that of Service Fabric, Azure Arc, Azure Machine Learning or Cloud Shell",
            "Use a certificate there (CLIENT_CERTIFICATE_FILE). Managed identities work in virtual machines, App Service, \
             Functions and Container Apps.",
        ),
    }
}
