//! The forms of the words about a setting: a problem with its advice, and the words for a whole finding.

use std::{borrow::Cow, io::ErrorKind};

/// The words for a problem of a setting.
pub struct ProblemWords {
    pub problem: Cow<'static, str>,
    /// The advice for this problem. `None` means the general advice for the variable.
    pub advice: Option<Cow<'static, str>>,
}

impl ProblemWords {
    /// Returns the words for a problem for which the general advice of the variable is right.
    pub fn problem(problem: impl Into<Cow<'static, str>>) -> Self {
        Self { problem: problem.into(), advice: None }
    }

    /// Returns the words for a problem that has different advice from the variable's general advice.
    pub fn with_advice(problem: impl Into<Cow<'static, str>>, advice: impl Into<Cow<'static, str>>) -> Self {
        Self { problem: problem.into(), advice: Some(advice.into()) }
    }
}

/// The words for one finding about a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingWords {
    /// The environment variable, e.g. `CLIENT_ID`, or the file `.env`.
    pub variable: String,
    /// The problem, as the rest of a sentence that begins with the name of the variable.
    pub problem: Cow<'static, str>,
    /// The advice about the finding, in whole sentences.
    pub advice: Cow<'static, str>,
    /// One line of `.env` in the right form, to copy and change, e.g. `CLIENT_ID=00000000-…`.
    pub example: String,
}

impl FindingWords {
    /// Returns the problem of the variable as a sentence.
    pub fn sentence(&self) -> String {
        format!("{} {}.", self.variable, self.problem)
    }
}

/// Returns the reason why a file cannot be read, in words.
pub fn reason(kind: ErrorKind) -> Cow<'static, str> {
    match kind {
        ErrorKind::NotFound => "it does not exist".into(),
        ErrorKind::PermissionDenied => "this app has no permission to read it".into(),
        ErrorKind::IsADirectory => "it is a folder".into(),
        ErrorKind::InvalidData => "it is not a text in UTF-8".into(),
        other => other.to_string().into(),
    }
}
