//! The file `.env`: read once at the start. Variables of the environment win over those of the file.

mod encoding;
mod grammar;

use std::{collections::BTreeMap, env, fs, io::ErrorKind, path::Path};

use self::{
    encoding::decoded,
    grammar::{Content, Statement, Value, expanded, statements},
};
use super::{
    finding::{FileProblem, Finding, ShownName},
    variable::Variable,
};

/// The content of the file `.env`.
#[derive(Debug, Default)]
pub(super) struct DotEnv {
    /// The values by name. `None` means a name without a value.
    variables: BTreeMap<String, Option<String>>,
    /// The errors of the file. With any of them the pages of the app only list the findings.
    pub(super) findings: Vec<Finding>,
    /// The problems of the file that do not prevent the start.
    pub(super) warnings: Vec<Finding>,
}

impl DotEnv {
    /// Reads a file `.env`; a missing file is the same as an empty one.
    pub(super) fn load(path: &Path, environment: &dyn Fn(&str) -> Option<String>) -> Self {
        match fs::read(path) {
            Ok(bytes) => Self::read(&bytes, environment),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::default(),
            Err(error) => Self::unusable(FileProblem::Unreadable(error.kind())),
        }
    }

    /// Reads the content of a file `.env`. References such as `${NAME}` are looked up in the environment first.
    pub(super) fn read(bytes: &[u8], environment: &dyn Fn(&str) -> Option<String>) -> Self {
        match decoded(bytes) {
            Ok(text) => Self::of_statements(&statements(&text), environment),
            Err(problem) => Self::unusable(problem),
        }
    }

    /// Returns the value that the file sets for a variable; `None` if it does not set one.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.variables.get(name).cloned().flatten()
    }

    /// Returns the names to which the file gives a value that is not empty.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.variables().filter(|(_, value)| !value.trim().is_empty()).map(|(name, _)| name)
    }

    /// Returns the names and values that the file sets.
    pub(super) fn variables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_deref()?)))
    }

    /// Puts the variables that this app does not read itself into the environment, for libraries that read it, such as
    /// `SSL_CERT_FILE`. Call it before other threads start.
    pub(super) fn share_with_libraries(&self, environment: &dyn Fn(&str) -> Option<String>) {
        for (name, value) in self.variables() {
            if !Variable::is_name(name) && environment(name).is_none() {
                #[expect(unsafe_code, reason = "there is no safe way to set a variable of the environment")]
                // SAFETY: the caller starts no thread before this, so that no other thread reads the environment.
                unsafe {
                    env::set_var(name, value);
                }
            }
        }
    }

    fn of_statements(statements: &[Statement], environment: &dyn Fn(&str) -> Option<String>) -> Self {
        let mut file = Self::default();
        let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for Statement { line, content } in statements {
            match content {
                Content::Assignment { name, value } if !name.contains('=') => {
                    let value = file.resolved(value, environment);
                    file.variables.insert(name.clone(), Some(value));
                    lines.entry(name).or_default().push(*line);
                }
                Content::NameOnly(name) => {
                    file.warnings.push(Finding::File(FileProblem::NameWithoutValue { line: *line }));
                    file.variables.insert(name.clone(), None);
                    lines.entry(name).or_default().push(*line);
                }
                Content::Comment => {}
                Content::Assignment { .. } | Content::Invalid => {
                    file.findings.push(Finding::File(FileProblem::InvalidLine { line: *line }));
                }
            }
        }
        for (name, lines) in lines.into_iter().filter(|(_, lines)| lines.len() > 1) {
            let name = ShownName::of_assignment(name, file.value(name).as_deref());
            file.warnings.push(Finding::File(FileProblem::SetSeveralTimes { name, lines }));
        }
        file
    }

    fn resolved(&self, value: &Value, environment: &dyn Fn(&str) -> Option<String>) -> String {
        let lookup = |name: &str| {
            let of_file = || self.variables.get(name).map(|value| value.clone().unwrap_or_default());
            environment(name).or_else(of_file)
        };
        match value {
            Value::Literal(text) => text.clone(),
            Value::Expandable(text) => expanded(text, lookup),
        }
    }

    fn unusable(problem: FileProblem) -> Self {
        Self { findings: vec![Finding::File(problem)], ..Self::default() }
    }
}
