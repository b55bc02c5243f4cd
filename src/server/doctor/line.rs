//! The result of one check: what was found, why, how to correct it, and where to read more.

use serde::Serialize;

use super::check::Check;

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckOutcome {
    Ok,
    /// The app works, but it may stop working, or does not work as the operator expects.
    Warning,
    Failed,
    /// The check was not made, or its result is not certain.
    Skipped,
}

impl CheckOutcome {
    /// Returns the outcome as a word of the output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

/// The result of one check. Its texts contain no secret.
#[derive(Clone, Debug)]
pub struct Line {
    pub check: Check,
    /// The part of the set-up that the check is about, such as a host, if a check has several.
    pub subject: Option<String>,
    pub outcome: CheckOutcome,
    pub what: String,
    pub why: Option<String>,
    pub fix: Option<String>,
    pub link: Option<String>,
}

impl Line {
    pub fn ok(check: Check, what: impl Into<String>) -> Self {
        Self::new(check, CheckOutcome::Ok, what)
    }

    pub fn warning(check: Check, what: impl Into<String>) -> Self {
        Self::new(check, CheckOutcome::Warning, what)
    }

    pub fn failed(check: Check, what: impl Into<String>) -> Self {
        Self::new(check, CheckOutcome::Failed, what)
    }

    pub fn skipped(check: Check, what: impl Into<String>) -> Self {
        Self::new(check, CheckOutcome::Skipped, what)
    }

    fn new(check: Check, outcome: CheckOutcome, what: impl Into<String>) -> Self {
        Self { check, subject: None, outcome, what: what.into(), why: None, fix: None, link: None }
    }

    #[must_use]
    pub fn about(self, subject: impl Into<String>) -> Self {
        Self { subject: Some(subject.into()), ..self }
    }

    #[must_use]
    pub fn because(self, why: impl Into<String>) -> Self {
        Self { why: Some(why.into()), ..self }
    }

    #[must_use]
    pub fn fix(self, fix: impl Into<String>) -> Self {
        Self { fix: Some(fix.into()), ..self }
    }

    #[must_use]
    pub fn see(self, link: impl Into<String>) -> Self {
        Self { link: Some(link.into()), ..self }
    }
}
