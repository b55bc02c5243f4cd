//! Findings: what is wrong with the settings, as data. The page `config_missing` puts them into words.

mod brand_problem;
mod credential_problem;
mod downstream_problem;
mod problem;
mod shown;

pub use self::{
    brand_problem::BrandProblem,
    credential_problem::{IdentityProblem, SecretProblem},
    downstream_problem::DownstreamProblem,
    problem::{AddressProblem, FileProblem, Missing, PathProblem, Problem, SessionStoreProblem, ValueProblem},
    shown::{ShownName, ShownValue},
};
use super::variable::Variable;

/// One thing that is wrong with the settings. It contains no value that may be a secret.
#[derive(Clone, Debug)]
pub enum Finding {
    /// A problem of the file `.env` as a whole, or of one of its lines.
    File(FileProblem),
    /// A problem of a variable that this app reads.
    Variable(Variable, Problem),
    /// A name that this app does not read, and the missing variable that it means.
    OtherName { name: ShownName, meant: Variable },
    /// A setting of an API by name that this app does not have.
    UnknownApi { name: ShownName },
}

impl Finding {
    /// Says whether the finding is about this variable.
    pub(super) fn is_about(&self, variable: Variable) -> bool {
        matches!(self, Self::Variable(about, _) if *about == variable)
    }

    /// Returns the finding's position in the list: first the file, then the variables in the order of `.env.sample`,
    /// then other names.
    pub(super) fn position(&self) -> usize {
        match self {
            Self::File(_) => 0,
            Self::Variable(Variable::ApiEndpoint(_) | Variable::ApiScopes(_), _) | Self::UnknownApi { .. } => {
                position(Variable::EndpointApi)
            }
            Self::Variable(about, _) => position(*about),
            Self::OtherName { .. } => Variable::ALL.len() + 1,
        }
    }
}

/// Returns the position of the findings about a variable.
fn position(about: Variable) -> usize {
    let index = Variable::ALL.iter().position(|variable| *variable == about);
    index.map_or(Variable::ALL.len(), |index| index + 1)
}
