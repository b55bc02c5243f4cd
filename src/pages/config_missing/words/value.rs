//! The words for a setting whose value does not have the form that its variable requires.

use super::problem_words::ProblemWords;
use crate::server::config::finding::{ShownValue, ValueProblem};

/// Returns the words for an invalid value.
pub fn problem_words(problem: &ValueProblem) -> ProblemWords {
    match problem {
        ValueProblem::Placeholder => ProblemWords::problem("still has a placeholder, so it counts as missing"),
        ValueProblem::TooLong => ProblemWords::problem("is longer than any valid value"),
        ValueProblem::ControlCharacter => ProblemWords::problem("contains a line break or another control character"),
        ValueProblem::Quoted => ProblemWords::with_advice(
            "has quotes around its value",
            "Remove the quotes: docker run --env-file passes them on as part of the value.",
        ),
        ValueProblem::NotExpanded => ProblemWords::with_advice(
            "has a reference to another variable, which was not replaced by its value",
            "Write the value itself. References such as ${NAME} work in .env only, outside single quotes.",
        ),
        ValueProblem::OutsideAscii => ProblemWords::problem("contains a character outside ASCII"),
        ValueProblem::SpaceOrOutsideAscii => ProblemWords::problem("contains a space or a character outside ASCII"),
        ValueProblem::NotApplicationId => ProblemWords::problem("is not an application ID (a GUID)"),
        ValueProblem::NotApplicationIds => ProblemWords::problem("is not a list of application IDs (GUIDs)"),
        ValueProblem::NotAudiences => ProblemWords::problem("is not a list of audiences"),
        ValueProblem::NotTenantIds => ProblemWords::problem("is not a list of tenant IDs (GUIDs)"),
        ValueProblem::NotKeyword { keywords, value } => {
            ProblemWords::problem(format!("{}{}", not_among(keywords), quoted(value.as_ref())))
        }
        ValueProblem::NotWholeNumber(value) => with_value("is not a whole number", value.as_ref()),
        ValueProblem::NotWithin(bounds, value) => ProblemWords::problem(format!(
            "is not a whole number from {} to {}{}",
            bounds.start(),
            bounds.end(),
            quoted(value.as_ref())
        )),
        ValueProblem::LongerThan(other) => ProblemWords::problem(format!("is a longer time than {}", other.name())),
        ValueProblem::NotPort => ProblemWords::problem("is not a port number"),
        ValueProblem::NotSocketAddress(value) => with_value("is not an IP address with a port", value.as_ref()),
        ValueProblem::NotLoopback => ProblemWords::problem("is not a loopback address"),
        ValueProblem::NotHostName(value) => with_value("is not a host name", value.as_ref()),
        ValueProblem::NotNetwork(value) => with_value("has a part that is not an address or a network", value.as_ref()),
        ValueProblem::EveryAddress => ProblemWords::problem("has a network that includes every address"),
        ValueProblem::NotPairs => ProblemWords::problem("is not a list of name=value"),
        ValueProblem::NotSampler(value) => with_value("is not the name of a sampler", value.as_ref()),
        ValueProblem::NotRatio(value) => with_value("is not a number from 0 to 1", value.as_ref()),
        ValueProblem::NotLogFilter => ProblemWords::problem("is not a valid filter, so it is ignored"),
    }
}

/// Returns the words for a value that is not one of these keywords.
fn not_among(keywords: &[&str]) -> String {
    match keywords {
        [one, other] => format!("is neither {one} nor {other}"),
        _ => format!("is none of {}", keywords.join(", ")),
    }
}

/// Returns the words of a problem with the value, if it may be shown.
fn with_value(problem: &str, value: Option<&ShownValue>) -> ProblemWords {
    ProblemWords::problem(format!("{problem}{}", quoted(value)))
}

/// Returns the value in quotes and brackets, with a space before it. Empty if the value must not be shown.
pub fn quoted(value: Option<&ShownValue>) -> String {
    value.map(|value| format!(" (\"{value}\")")).unwrap_or_default()
}
