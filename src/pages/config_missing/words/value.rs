//! The words for a setting whose value does not have the form that its variable requires.

use super::said::Said;
use crate::server::config::finding::{ShownValue, ValueProblem};

/// Returns the words for an invalid value.
pub fn said(problem: &ValueProblem) -> Said {
    match problem {
        ValueProblem::Placeholder => Said::problem("still has a placeholder, so it counts as missing"),
        ValueProblem::TooLong => Said::problem("is longer than any valid value"),
        ValueProblem::ControlCharacter => Said::problem("contains a line break or another control character"),
        ValueProblem::Quoted => Said::with_advice(
            "has quotes around its value",
            "Remove the quotes: docker run --env-file passes them on as part of the value.",
        ),
        ValueProblem::NotExpanded => Said::with_advice(
            "has a reference to another variable, which was not replaced by its value",
            "Write the value itself. References such as ${NAME} work in .env only, outside single quotes.",
        ),
        ValueProblem::OutsideAscii => Said::problem("contains a character outside ASCII"),
        ValueProblem::SpaceOrOutsideAscii => Said::problem("contains a space or a character outside ASCII"),
        ValueProblem::NotApplicationId => Said::problem("is not an application ID (a GUID)"),
        ValueProblem::NotTenantIds => Said::problem("is not a list of tenant IDs (GUIDs)"),
        ValueProblem::NotKeyword { keywords: [one, other], value } => {
            Said::problem(format!("is neither {one} nor {other}{}", quoted(value.as_ref())))
        }
        ValueProblem::NotWholeNumber(value) => {
            Said::problem(format!("is not a whole number{}", quoted(value.as_ref())))
        }
        ValueProblem::NotPort => Said::problem("is not a port number"),
        ValueProblem::NotSocketAddress(value) => {
            Said::problem(format!("is not an IP address with a port{}", quoted(value.as_ref())))
        }
        ValueProblem::NotLoopback => Said::problem("is not a loopback address"),
        ValueProblem::NotHostName(value) => Said::problem(format!("is not a host name{}", quoted(value.as_ref()))),
        ValueProblem::NotNetwork(value) => {
            Said::problem(format!("has a part that is not an address or a network{}", quoted(value.as_ref())))
        }
        ValueProblem::EveryAddress => Said::problem("has a network that includes every address"),
        ValueProblem::NotLogFilter => Said::problem("is not a valid filter, so it is ignored"),
    }
}

/// Returns the value in quotes and brackets, with a space before it. Empty if the value must not be shown.
fn quoted(value: Option<&ShownValue>) -> String {
    value.map(|value| format!(" (\"{value}\")")).unwrap_or_default()
}
