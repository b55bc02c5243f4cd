//! The words for problems of the file `.env`.

use std::borrow::Cow;

use super::{
    problem_words::{FindingWords, reason},
    variables::assignment,
};
use crate::server::config::{
    Variable,
    finding::{FileProblem, ShownName},
};

/// Returns the words for a problem of the file `.env`.
pub fn words(problem: &FileProblem) -> FindingWords {
    let example = match problem {
        FileProblem::OfAnotherProgram { .. } => Variable::ClientId,
        _ => Variable::Scope,
    };
    FindingWords {
        variable: ".env".to_owned(),
        problem: problem_of(problem),
        advice: advice(problem),
        example: assignment(example),
    }
}

fn problem_of(problem: &FileProblem) -> Cow<'static, str> {
    match problem {
        FileProblem::Unreadable(kind) => format!("cannot be read: {}", reason(*kind)).into(),
        FileProblem::Utf16 => "is encoded as UTF-16, and this app reads UTF-8".into(),
        FileProblem::ZeroBytes => "contains zero bytes, as files in UTF-16 do, and this app reads UTF-8".into(),
        FileProblem::NotUtf8 { line } => format!("is not encoded as UTF-8 (line {line})").into(),
        FileProblem::InvalidLine { line } => format!("has a line that cannot be read: line {line}").into(),
        FileProblem::NameWithoutValue { line } => {
            format!("has a name without a value in line {line}, which is ignored").into()
        }
        FileProblem::SetSeveralTimes { name, lines } => {
            let name = name.as_ref().map_or_else(|| "the same name".to_owned(), ToString::to_string);
            let numbers: Vec<_> = lines.iter().map(ToString::to_string).collect();
            format!("sets {name} {} times (lines {})", lines.len(), numbers.join(", ")).into()
        }
        FileProblem::OfAnotherProgram { names, hidden } => {
            let list = list(names, *hidden);
            format!("has none of this app's settings for a tenant, but these variables: {list}").into()
        }
    }
}

fn advice(problem: &FileProblem) -> Cow<'static, str> {
    match problem {
        FileProblem::Unreadable(_) => "Check the permissions of the file.".into(),
        FileProblem::Utf16 | FileProblem::ZeroBytes | FileProblem::NotUtf8 { .. } => "Save the file as UTF-8.".into(),
        FileProblem::InvalidLine { .. } => {
            "Write one NAME=value on each line. A value that begins with a quote ends with the same quote.".into()
        }
        FileProblem::NameWithoutValue { .. } => "Write NAME=value.".into(),
        FileProblem::SetSeveralTimes { .. } => "The last of these lines counts. Remove the others.".into(),
        FileProblem::OfAnotherProgram { .. } => {
            let names: Vec<_> = Variable::of_tenant().map(Variable::name).collect();
            format!(
                "This app reads {}. They are explained in .env.sample. If the file belongs to another program, start this \
                 app in another folder.",
                names.join(", ")
            )
            .into()
        }
    }
}

fn list(names: &[ShownName], hidden: usize) -> String {
    let shown: Vec<_> = names.iter().map(ToString::to_string).collect();
    let unusual = || format!("{hidden} {} with an unusual form", if hidden == 1 { "name" } else { "names" });
    match (shown.len(), hidden) {
        (0, _) => unusual(),
        (_, 0) => shown.join(", "),
        _ => format!("{}, and {}", shown.join(", "), unusual()),
    }
}
