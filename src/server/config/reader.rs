//! Reads variables one by one and gathers what is wrong with them, so that everything is said at once.

use std::path::Path;

use super::variable::{ALL, CLIENT_SECRET, CLIENT_SECRET_FILE, Variable};
use crate::model::ConfigFinding;

/// The value is not usable, and a finding says why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reported;

pub(super) struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    findings: Vec<ConfigFinding>,
    /// What stands in the file of `CLIENT_SECRET_FILE`, so that no finding quotes it.
    secret_of_file: Option<String>,
}

impl<'a> Reader<'a> {
    /// Longer than any sensible value, shorter than what would fill the log.
    const LONGEST: usize = 4096;
    /// How much of a value a finding quotes.
    const LONGEST_QUOTE: usize = 60;

    pub(super) fn new(lookup: &'a dyn Fn(&str) -> Option<String>, findings: Vec<ConfigFinding>) -> Self {
        Self { lookup, findings, secret_of_file: None }
    }

    /// Returns the findings in the order of `.env.sample`, those about the file first and those about other names last.
    pub(super) fn into_findings(mut self) -> Vec<ConfigFinding> {
        self.findings.sort_by_key(|finding| match finding.variable.as_str() {
            ".env" => 0,
            name => ALL.iter().position(|variable| variable.name == name).map_or(ALL.len() + 1, |index| index + 1),
        });
        self.findings
    }

    pub(super) fn has_findings(&self) -> bool {
        !self.findings.is_empty()
    }

    pub(super) fn has_finding_on(&self, variable: &Variable) -> bool {
        self.findings.iter().any(|finding| finding.variable == variable.name)
    }

    /// Returns whether the variable exists, even when it is empty.
    pub(super) fn exists(&self, name: &str) -> bool {
        (self.lookup)(name).is_some()
    }

    /// Returns whether the variable has a value; an empty one counts as unset.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// Returns the value without surrounding white space; an empty one counts as unset.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        (self.lookup)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// Reads a setting that is no secret.
    pub(super) fn setting(&mut self, variable: &Variable) -> Result<Option<String>, Reported> {
        let Some(value) = self.value(variable.name) else { return Ok(None) };
        if is_placeholder(&value) || value.split(['/', ' ', ',']).any(is_placeholder_part) || has_brackets(&value) {
            return Err(self.report(variable, "still holds a placeholder, so it counts as missing"));
        }
        self.printable(variable, value).map(Some)
    }

    /// Reads a secret: what a finding says about it never shows any of it.
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
                let problem = format!("names a file that cannot be read: {}", error.kind());
                return Err(self.report(variable, &problem));
            }
        };
        let line = text.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            return Err(self.report(variable, "names a file that is empty"));
        }
        self.secret_of_file = Some(line.to_owned());
        self.check_secret(variable, line.to_owned()).map(Some)
    }

    fn check_secret(&mut self, variable: &Variable, value: String) -> Result<String, Reported> {
        if is_placeholder(&value) {
            return Err(self.report(variable, "still holds a placeholder, so it counts as missing"));
        }
        self.printable(variable, value)
    }

    fn printable(&mut self, variable: &Variable, value: String) -> Result<String, Reported> {
        if value.len() > Self::LONGEST {
            return Err(self.report(variable, "is far too long"));
        }
        if value.chars().any(|character| character.is_control() || character == char::REPLACEMENT_CHARACTER) {
            return Err(self.report(variable, "contains a line break or another control character"));
        }
        Ok(value)
    }

    /// Adds a finding with the variable's own advice.
    pub(super) fn report(&mut self, variable: &Variable, problem: &str) -> Reported {
        self.report_with_advice(variable, problem, variable.advice)
    }

    /// Adds a finding with advice that fits this problem.
    pub(super) fn report_with_advice(&mut self, variable: &Variable, problem: &str, advice: &str) -> Reported {
        self.report_about(variable.name, problem, advice, variable.example)
    }

    /// Adds a finding about a name that is no variable of this app.
    pub(super) fn report_about(&mut self, name: &str, problem: &str, advice: &str, example: &str) -> Reported {
        self.findings.push(ConfigFinding {
            variable: name.to_owned(),
            problem: problem.to_owned(),
            advice: advice.to_owned(),
            example: example.to_owned(),
        });
        Reported
    }

    /// Quotes a value in a finding: cut, escaped, and left out when it could hold something secret.
    ///
    /// Addresses may carry a password before an `@` and a key behind a `?`, and people paste secrets into the wrong line.
    pub(super) fn quote(&self, value: &str) -> String {
        let holds_secret = [&CLIENT_SECRET, &CLIENT_SECRET_FILE]
            .iter()
            .filter_map(|variable| self.value(variable.name))
            .chain(self.secret_of_file.clone())
            .any(|secret| value.contains(&secret) || secret.contains(value));
        if holds_secret || value.contains(['@', '?', '#', '~']) {
            return "(its value is not shown)".to_owned();
        }
        let mut shown: String = value.chars().take(Self::LONGEST_QUOTE).flat_map(char::escape_debug).collect();
        if value.chars().nth(Self::LONGEST_QUOTE).is_some() {
            shown.push('…');
        }
        format!("(\"{shown}\")")
    }
}

/// Returns whether a value is what a tutorial asks to replace: `<…>`, `Enter_the_…_Here`, `your-…`.
fn is_placeholder(value: &str) -> bool {
    let value = value.trim_matches(['"', '\'']).to_ascii_lowercase();
    let is_yours = ["your-", "your_", "your "].iter().any(|beginning| value.starts_with(beginning));
    is_yours || (value.starts_with('<') && value.ends_with('>')) || is_placeholder_part(&value)
}

/// Returns whether a part of an address or a list is such a text. A path of its own may well begin with `your-`.
fn is_placeholder_part(part: &str) -> bool {
    let part = part.to_ascii_lowercase();
    let beginnings =
        ["enter_the_", "enter-the-", "your-tenant", "your_tenant", "your-subdomain", "your-domain", "xxxxxxxx"];
    beginnings.iter().any(|beginning| part.starts_with(beginning))
        || (part.starts_with("enter_") && part.ends_with("_here"))
        || part == "00000000-0000-0000-0000-000000000000"
}

fn has_brackets(text: &str) -> bool {
    text.split_once('<').is_some_and(|(_, rest)| rest.contains('>'))
}
