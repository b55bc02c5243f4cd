//! The words for problems of the brand: name, logo, colour and contacts.

use super::{
    problem_words::{ProblemWords, reason},
    value::quoted,
};
use crate::server::config::{Brand, Logo, LogoError, finding::BrandProblem};

/// Returns the words for a setting of the brand that cannot be used.
pub fn problem_words(problem: &BrandProblem) -> ProblemWords {
    match problem {
        BrandProblem::NameTooLong => {
            ProblemWords::problem(format!("is longer than {} characters", Brand::LONGEST_NAME))
        }
        BrandProblem::Logo(error) => of_logo(*error),
        BrandProblem::NotColour(value) => {
            ProblemWords::problem(format!("is not a colour such as #1f5fbf{}", quoted(value.as_ref())))
        }
        BrandProblem::Unreadable { readable } => ProblemWords::with_advice(
            "is a colour on which neither white nor dark text is readable: the contrast is below 4.5:1",
            format!("Choose a lighter or darker colour. The nearest darker one is {readable}."),
        ),
        BrandProblem::NotSupportAddress => {
            ProblemWords::problem("is neither an e-mail address with mailto: nor an address with https://")
        }
        BrandProblem::NotHttps => ProblemWords::problem("is not an address that begins with https://"),
    }
}

fn of_logo(error: LogoError) -> ProblemWords {
    match error {
        LogoError::Read(kind) => {
            ProblemWords::problem(format!("is the path of a file that cannot be read: {}", reason(kind)))
        }
        LogoError::NotRegularFile => ProblemWords::problem("is not the path of a regular file"),
        LogoError::TooLarge => ProblemWords::with_advice(
            format!("is the path of a file with more than {} KiB", Logo::LARGEST / 1024),
            "Reduce the picture: it is shown 28 pixels high, and every first visit loads it.",
        ),
        LogoError::NotPicture => ProblemWords::problem("is the path of a file that is neither an SVG nor a PNG"),
        LogoError::Script => {
            ProblemWords::with_advice("is the path of an SVG with a script", "Export the SVG without scripts.")
        }
    }
}
