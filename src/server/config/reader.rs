//! Reads variables one by one and collects their findings, so that the operator sees all of them at once.

use std::{collections::BTreeSet, path::Path};

use super::{
    build::Build,
    dot_env::DotEnv,
    finding::{Finding, Problem, SecretProblem, ShownName, ShownValue, ValueProblem},
    placeholder,
    variable::{Holds, Variable},
};
use crate::server::{named_apis::ApiVariables, secret_file};

/// The error of a value that is not usable. The reader has already added a finding about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reported;

pub(super) struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    /// The names that `.env` gives a value and this app does not read.
    foreign_names: Vec<String>,
    /// The names of variables that have the form of a setting of an API by name, and belong to no known API.
    unknown_api_names: BTreeSet<String>,
    findings: Vec<Finding>,
    warnings: Vec<Finding>,
    /// The paths of the app's routes.
    reserved_paths: &'a [String],
    /// The content of the file of `CLIENT_SECRET_FILE`, so that no finding quotes it.
    content_of_file: Option<String>,
}

/// Names that libraries read. Programs of any kind set them, so they do not mean a variable of this app.
const READ_BY_LIBRARIES: [&str; 12] = [
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    "NO_COLOR",
    "RUST_BACKTRACE",
];

impl<'a> Reader<'a> {
    /// Upper bound of a value in bytes. Longer values are rejected.
    const LONGEST: usize = 4096;

    /// Reads variables from `lookup`. The findings about `.env` come first.
    pub(super) fn new(lookup: &'a dyn Fn(&str) -> Option<String>, file: &DotEnv, build: &'a Build) -> Self {
        let is_foreign =
            |name: &&str| !Variable::is_name(name) && !READ_BY_LIBRARIES.contains(name) && !name.starts_with("LEPTOS_");
        let foreign_names = file.names().filter(is_foreign).map(str::to_owned).collect();
        let unknown_api_names = unknown_api_names(file.names());
        let (findings, warnings) = (file.findings.clone(), file.warnings.clone());
        let reserved_paths = &build.reserved_paths;
        Self { lookup, foreign_names, unknown_api_names, findings, warnings, reserved_paths, content_of_file: None }
    }

    /// Adds the names of the variables of the process, so that settings of an unknown API are found there, too.
    #[must_use]
    pub(super) fn with_names<'n>(mut self, names: impl Iterator<Item = &'n str>) -> Self {
        self.unknown_api_names.extend(unknown_api_names(names));
        self
    }

    /// Returns the names of settings of unknown APIs that have a value.
    pub(super) fn unknown_api_names(&self) -> Vec<String> {
        self.unknown_api_names.iter().filter(|name| self.is_set(name)).cloned().collect()
    }

    /// Returns the findings in the order of `.env.sample`: first the file, then the variables, then other names.
    pub(super) fn into_findings(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(Finding::position);
        self.findings
    }

    /// Takes the warnings, which do not prevent the start.
    pub(super) fn take_warnings(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.warnings)
    }

    pub(super) fn has_findings(&self) -> bool {
        !self.findings.is_empty()
    }

    pub(super) fn has_finding_on(&self, variable: Variable) -> bool {
        self.findings.iter().any(|finding| finding.is_about(variable))
    }

    /// Returns the paths of the app's routes.
    pub(super) fn reserved_paths(&self) -> &'a [String] {
        self.reserved_paths
    }

    /// Says whether the variable exists, even if it is empty.
    pub(super) fn exists(&self, name: &str) -> bool {
        (self.lookup)(name).is_some()
    }

    /// Says whether the variable has a value; an empty value counts as unset.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// Returns the names that `.env` sets for another program, without the names that libraries read.
    pub(super) fn foreign_names(&self) -> &[String] {
        &self.foreign_names
    }

    /// Returns a name of `.env` if messages may show it.
    pub(super) fn shown_name(&self, name: &str) -> Option<ShownName> {
        ShownName::of_assignment(name, (self.lookup)(name).as_deref())
    }

    /// Returns the value without surrounding white space; an empty value counts as unset.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        (self.lookup)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// Reads a setting that is not a secret.
    pub(super) fn setting(&mut self, variable: Variable) -> Result<Option<String>, Reported> {
        let Some(value) = self.value(variable.name()) else { return Ok(None) };
        if placeholder::is_in(&value) {
            return Err(self.report(variable, ValueProblem::Placeholder));
        }
        if placeholder::has_reference(&value) {
            return Err(self.report(variable, ValueProblem::NotExpanded));
        }
        self.usable(variable, value).map(Some)
    }

    /// Reads a secret.
    pub(super) fn secret(&mut self, variable: Variable) -> Result<Option<String>, Reported> {
        let Some(value) = self.value(variable.name()) else { return Ok(None) };
        self.check_secret(variable, value).map(Some)
    }

    /// Reads the secret in the file that the variable names; one trailing line break is not part of it.
    pub(super) fn secret_file(&mut self, variable: Variable) -> Result<Option<String>, Reported> {
        let Some(path) = self.setting(variable)? else { return Ok(None) };
        let path = Path::new(&path);
        let text = match secret_file::read(path) {
            Ok(text) => text,
            Err(error) => return Err(self.report(variable, SecretProblem::File(error))),
        };
        // Docker mounts secrets as 0444, so a file that other users can read is only a warning.
        if let Err(error) = secret_file::read_private(path) {
            self.warn(variable, SecretProblem::File(error));
        }
        let line = text.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            return Err(self.report(variable, SecretProblem::FileEmpty));
        }
        self.content_of_file = Some(line.to_owned());
        self.check_secret(variable, line.to_owned()).map(Some)
    }

    fn check_secret(&mut self, variable: Variable, value: String) -> Result<String, Reported> {
        if placeholder::is_whole(&value) {
            return Err(self.report(variable, ValueProblem::Placeholder));
        }
        if placeholder::is_reference(&value) {
            return Err(self.report(variable, ValueProblem::NotExpanded));
        }
        self.usable(variable, value)
    }

    fn usable(&mut self, variable: Variable, value: String) -> Result<String, Reported> {
        if value.len() > Self::LONGEST {
            return Err(self.report(variable, ValueProblem::TooLong));
        }
        if value.chars().any(|character| character.is_control() || character == char::REPLACEMENT_CHARACTER) {
            return Err(self.report(variable, ValueProblem::ControlCharacter));
        }
        // Docker's --env-file passes on the quotes that other readers of such files remove.
        let is_quoted =
            ['"', '\''].iter().any(|quote| value.strip_prefix(*quote).is_some_and(|rest| rest.ends_with(*quote)));
        if is_quoted {
            return Err(self.report(variable, ValueProblem::Quoted));
        }
        Ok(value)
    }

    /// Adds a finding about a variable, so that the settings count as incomplete.
    pub(super) fn report(&mut self, variable: Variable, problem: impl Into<Problem>) -> Reported {
        self.report_finding(Finding::Variable(variable, problem.into()))
    }

    /// Adds a finding.
    pub(super) fn report_finding(&mut self, finding: Finding) -> Reported {
        self.findings.push(finding);
        Reported
    }

    /// Adds a warning, which does not prevent the start.
    pub(super) fn warn(&mut self, variable: Variable, problem: impl Into<Problem>) {
        self.warnings.push(Finding::Variable(variable, problem.into()));
    }

    /// Returns the value if messages may show it.
    pub(super) fn shown(&self, variable: Variable, value: &str) -> Option<ShownValue> {
        let credentials = Variable::ALL.into_iter().filter(|variable| variable.holds() == Holds::Credential);
        let values = credentials.filter_map(|variable| self.value(variable.name()));
        ShownValue::new(variable, value, values.chain(self.content_of_file.clone()))
    }
}

fn unknown_api_names<'n>(names: impl Iterator<Item = &'n str>) -> BTreeSet<String> {
    names.filter(|name| ApiVariables::is_pattern(name) && !ApiVariables::is_known(name)).map(str::to_owned).collect()
}
