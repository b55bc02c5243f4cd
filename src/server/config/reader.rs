//! Reads variables one by one and collects what is wrong with them, so that the operator sees everything at once.

use std::path::Path;

use super::finding::ConfigFinding;
use super::{
    dot_env::{DotEnv, is_presentable},
    placeholder,
    variable::{ALL, Group, Holds, Variable},
};

/// The value is not usable, and a finding says why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reported;

pub(super) struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    /// The names that `.env` gives a value and this app does not read.
    foreign_names: Vec<String>,
    findings: Vec<ConfigFinding>,
    warnings: Vec<ConfigFinding>,
    /// The content of the file of `CLIENT_SECRET_FILE`, so that no finding quotes it.
    content_of_file: Option<String>,
}

/// Names that libraries read. Programs of any kind set them, so they say nothing about this app.
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
    /// Longer than any sensible value, shorter than what would fill the log.
    const LONGEST: usize = 4096;
    /// How much of a value a finding quotes.
    const LONGEST_QUOTE: usize = 60;

    /// Reads variables from `lookup`. What is known of `.env` comes first among the findings.
    pub(super) fn new(lookup: &'a dyn Fn(&str) -> Option<String>, file: &DotEnv) -> Self {
        let is_ours = |name: &str| ALL.iter().any(|variable| variable.name == name);
        let is_foreign =
            |name: &&str| !is_ours(name) && !READ_BY_LIBRARIES.contains(name) && !name.starts_with("LEPTOS_");
        let foreign_names = file.names().filter(is_foreign).map(str::to_owned).collect();
        let (findings, warnings) = (file.findings.clone(), file.warnings.clone());
        Self { lookup, foreign_names, findings, warnings, content_of_file: None }
    }

    /// Returns the findings in the order of `.env.sample`, those about the file first and those about other names last.
    pub(super) fn into_findings(mut self) -> Vec<ConfigFinding> {
        self.findings.sort_by_key(|finding| match finding.variable.as_str() {
            ".env" => 0,
            name => ALL.iter().position(|variable| variable.name == name).map_or(ALL.len() + 1, |index| index + 1),
        });
        self.findings
    }

    /// Takes the warnings, with which the app starts.
    pub(super) fn take_warnings(&mut self) -> Vec<ConfigFinding> {
        std::mem::take(&mut self.warnings)
    }

    pub(super) fn has_findings(&self) -> bool {
        !self.findings.is_empty()
    }

    pub(super) fn has_finding_on(&self, variable: &Variable) -> bool {
        self.findings.iter().any(|finding| finding.variable == variable.name)
    }

    /// Says whether the variable exists, even if it is empty.
    pub(super) fn exists(&self, name: &str) -> bool {
        (self.lookup)(name).is_some()
    }

    /// Says whether the variable has a value; an empty one counts as unset.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// Returns the names that `.env` sets for another program, apart from those that libraries read.
    pub(super) fn foreign_names(&self) -> &[String] {
        &self.foreign_names
    }

    /// Says whether messages may show a name of `.env`.
    pub(super) fn may_show_name(&self, name: &str) -> bool {
        is_presentable(name, (self.lookup)(name).as_deref())
    }

    /// Returns the value without surrounding white space; an empty one counts as unset.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        (self.lookup)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// Reads a setting that is not a secret.
    pub(super) fn setting(&mut self, variable: &Variable) -> Result<Option<String>, Reported> {
        let Some(value) = self.value(variable.name) else { return Ok(None) };
        if placeholder::is_in(&value) {
            return Err(self.report(variable, "still has a placeholder, so it counts as missing"));
        }
        self.usable(variable, value).map(Some)
    }

    /// Reads a secret.
    pub(super) fn secret(&mut self, variable: &Variable) -> Result<Option<String>, Reported> {
        let Some(value) = self.value(variable.name) else { return Ok(None) };
        self.check_secret(variable, value).map(Some)
    }

    /// Reads the secret in the file that the variable names; one trailing line break is not part of it.
    pub(super) fn secret_file(&mut self, variable: &Variable) -> Result<Option<String>, Reported> {
        let Some(path) = self.setting(variable)? else { return Ok(None) };
        let text = match std::fs::read_to_string(Path::new(&path)) {
            Ok(text) => text,
            Err(error) => {
                let problem = format!("is the path of a file that cannot be read: {}", error.kind());
                return Err(self.report(variable, &problem));
            }
        };
        let line = text.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            return Err(self.report(variable, "is the path of a file that is empty"));
        }
        self.content_of_file = Some(line.to_owned());
        self.check_secret(variable, line.to_owned()).map(Some)
    }

    fn check_secret(&mut self, variable: &Variable, value: String) -> Result<String, Reported> {
        if placeholder::is_whole(&value) {
            return Err(self.report(variable, "still has a placeholder, so it counts as missing"));
        }
        self.usable(variable, value)
    }

    fn usable(&mut self, variable: &Variable, value: String) -> Result<String, Reported> {
        if value.len() > Self::LONGEST {
            return Err(self.report(variable, "is far too long"));
        }
        if value.chars().any(|character| character.is_control() || character == char::REPLACEMENT_CHARACTER) {
            return Err(self.report(variable, "contains a line break or another control character"));
        }
        // Docker's --env-file passes on the quotes that other readers of such files remove.
        let is_quoted =
            ['"', '\''].iter().any(|quote| value.strip_prefix(*quote).is_some_and(|rest| rest.ends_with(*quote)));
        if is_quoted {
            let advice = "Remove the quotes around the value: docker run --env-file passes them on as part of it.";
            return Err(self.report_with_advice(variable, "has quotes around its value", advice));
        }
        Ok(value)
    }

    /// Adds a finding with the variable's own advice.
    pub(super) fn report(&mut self, variable: &Variable, problem: &str) -> Reported {
        self.report_with_advice(variable, problem, variable.advice)
    }

    /// Adds a finding with advice that fits this problem.
    pub(super) fn report_with_advice(&mut self, variable: &Variable, problem: &str, advice: &str) -> Reported {
        self.report_about(variable.name, problem, advice, variable)
    }

    /// Adds a finding about a name that this app does not read, or about the file; `meant` is the variable of the example.
    pub(super) fn report_about(&mut self, name: &str, problem: &str, advice: &str, meant: &Variable) -> Reported {
        self.findings.push(finding(name, problem, advice, meant));
        Reported
    }

    /// Adds a warning: the app starts all the same.
    pub(super) fn warn(&mut self, variable: &Variable, problem: &str, advice: &str) {
        self.warnings.push(finding(variable.name, problem, advice, variable));
    }

    /// Returns the value in quotes and brackets, cut and escaped, with a space before it. Returns an empty text unless the
    /// variable is one that cannot contain a secret.
    pub(super) fn quote(&self, variable: &Variable, value: &str) -> String {
        // A secret may have been written into the wrong variable.
        let credentials = ALL.iter().filter(|variable| variable.holds == Holds::Credential);
        let has_credential = credentials
            .filter_map(|variable| self.value(variable.name))
            .chain(self.content_of_file.clone())
            .any(|credential| value.contains(&credential) || credential.contains(value));
        if variable.holds != Holds::Plain || has_credential {
            return String::new();
        }
        let mut shown: String = value.chars().take(Self::LONGEST_QUOTE).flat_map(char::escape_debug).collect();
        if value.chars().nth(Self::LONGEST_QUOTE).is_some() {
            shown.push('…');
        }
        format!(" (\"{shown}\")")
    }
}

/// Returns the variables that this app reads for a tenant, as one text.
pub(super) fn names_of_tenant_variables() -> String {
    let names: Vec<_> =
        ALL.iter().filter(|variable| variable.group == Group::Tenant).map(|variable| variable.name).collect();
    names.join(", ")
}

fn finding(name: &str, problem: &str, advice: &str, meant: &Variable) -> ConfigFinding {
    ConfigFinding {
        variable: name.to_owned(),
        problem: problem.to_owned(),
        advice: advice.to_owned(),
        example: meant.assignment(),
    }
}
