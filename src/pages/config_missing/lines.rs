//! The findings of the loader of the settings as lines of the doctor, sorted by what they are about: settings, files, credential.

use super::words::words;
use crate::server::{
    config::{
        Finding, LoadedSettings, Settings,
        finding::{FileProblem, Problem, SecretProblem},
    },
    doctor::{Check, Line},
    oidc::{AssertionFileError, CertificateError},
};

/// Returns a line for each finding and each warning, or one line that there are none.
pub fn lines(loaded: &LoadedSettings) -> Vec<Line> {
    let findings = match &loaded.settings {
        Settings::Incomplete { findings, .. } => findings.as_slice(),
        Settings::Configured(_) | Settings::DevTenant(_) => &[],
    };
    let failed = findings.iter().map(|finding| line(finding, Line::failed));
    let mut lines: Vec<_> = failed.chain(loaded.warnings.iter().map(|warning| line(warning, Line::warning))).collect();
    if !lines.iter().any(|line| line.check == Check::Settings) {
        lines.push(Line::ok(Check::Settings, summary(&loaded.settings)));
    }
    lines
}

const fn summary(settings: &Settings) -> &'static str {
    match settings {
        Settings::DevTenant(_) => "no tenant is configured, so the app starts with its built-in dev tenant.",
        Settings::Configured(_) => "all settings are valid.",
        Settings::Incomplete { .. } => "the other settings are valid.",
    }
}

fn line(finding: &Finding, line: fn(Check, String) -> Line) -> Line {
    let words = words(finding);
    line(check_of(finding), words.sentence())
        .about(words.variable.clone())
        .fix(format!("{} Example: {}", words.advice, words.example))
}

fn check_of(finding: &Finding) -> Check {
    let problem = match finding {
        Finding::File(FileProblem::Unreadable(_)) => return Check::Files,
        Finding::Variable(_, problem) => problem,
        Finding::File(_) | Finding::OtherName { .. } | Finding::UnknownApi { .. } => return Check::Settings,
    };
    match problem {
        Problem::KeysFile(_)
        | Problem::Secret(SecretProblem::File(_) | SecretProblem::FileEmpty)
        | Problem::Certificate(CertificateError::CertificateFile(_) | CertificateError::KeyFile(_))
        | Problem::AssertionFile(AssertionFileError::File(_)) => Check::Files,
        Problem::Certificate(_)
        | Problem::AssertionFile(_)
        | Problem::Identity(_)
        | Problem::Secret(SecretProblem::Id) => Check::Credential,
        _ => Check::Settings,
    }
}
