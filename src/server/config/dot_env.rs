//! The file `.env`: read once at the start. Variables of the environment win over those of the file.

mod encoding;
mod grammar;

use std::{collections::BTreeMap, env, fs, io::ErrorKind, path::Path};

use self::{
    encoding::decoded,
    grammar::{Content, Statement, Value, expanded, statements},
};
use super::finding::ConfigFinding;
use super::variable::ALL;

/// What the file contains.
#[derive(Debug, Default)]
pub(super) struct DotEnv {
    /// `None` is a name without a value.
    variables: BTreeMap<String, Option<String>>,
    /// Why the file cannot be used. The app does not start with these.
    pub(super) findings: Vec<ConfigFinding>,
    /// What the operator should know. The app starts with these.
    pub(super) warnings: Vec<ConfigFinding>,
}

impl DotEnv {
    /// Reads a file; a missing file is the same as an empty one.
    pub(super) fn load(path: &Path, environment: &dyn Fn(&str) -> Option<String>) -> Self {
        match fs::read(path) {
            Ok(bytes) => Self::read(&bytes, environment),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::default(),
            Err(error) => Self::unusable(format!("cannot be read: {}", error.kind()), "Check the rights of the file."),
        }
    }

    /// Reads the content of a file. References such as `${NAME}` are looked up in the environment first.
    pub(super) fn read(bytes: &[u8], environment: &dyn Fn(&str) -> Option<String>) -> Self {
        match decoded(bytes) {
            Ok(text) => Self::of_statements(&statements(&text), environment),
            Err(problem) => Self::unusable(problem, "Save the file as UTF-8."),
        }
    }

    /// Returns the value that the file sets, if it sets one.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.variables.get(name).cloned().flatten()
    }

    /// Returns the names to which the file gives a value other than the empty one.
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
            let is_ours = ALL.iter().any(|variable| variable.name == name);
            if !is_ours && environment(name).is_none() {
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
                    let problem = format!("has a name without a value in line {line}, which is ignored");
                    file.warnings.push(finding(&problem, "Write NAME=value."));
                    file.variables.insert(name.clone(), None);
                    lines.entry(name).or_default().push(*line);
                }
                Content::Comment => {}
                Content::Assignment { .. } | Content::Invalid => {
                    file.findings.push(finding(&format!("has a line that cannot be read: line {line}"), ADVICE));
                }
            }
        }
        for (name, lines) in lines.iter().filter(|(_, lines)| lines.len() > 1) {
            let name = if is_presentable(name, file.value(name).as_deref()) { *name } else { "the same name" };
            let numbers: Vec<_> = lines.iter().map(ToString::to_string).collect();
            let problem = format!("sets {name} {} times (lines {})", lines.len(), numbers.join(", "));
            file.warnings.push(finding(&problem, "The last of these lines counts. Remove the others."));
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

    fn unusable(problem: impl Into<String>, advice: &str) -> Self {
        Self { findings: vec![finding(&problem.into(), advice)], ..Self::default() }
    }
}

const ADVICE: &str = "Write one NAME=value on each line. A value that begins with a quote ends with the same quote.";
/// Longer names are not shown.
const LONGEST_NAME: usize = 40;

/// Says whether a message may show a name of the file. A line that was meant as part of a secret, such as the last line of a
/// key in Base64, looks like an assignment of nothing but `=`.
pub(super) fn is_presentable(name: &str, value: Option<&str>) -> bool {
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    let has_value = value.is_some_and(|value| !value.trim_matches('=').is_empty());
    is_name && has_value && name.len() <= LONGEST_NAME
}

fn finding(problem: &str, advice: &str) -> ConfigFinding {
    ConfigFinding {
        variable: ".env".to_owned(),
        problem: problem.to_owned(),
        advice: advice.to_owned(),
        example: "SCOPE=User.Read".to_owned(),
    }
}
