//! The parts of settings that a finding may contain: values and names that cannot be secrets.

use std::fmt;

use crate::server::config::variable::{Holds, Variable};

/// A value that messages may show. Only a variable whose values are never secret has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownValue(String);

impl ShownValue {
    /// Upper bound in characters. Longer values are cut.
    const LONGEST: usize = 60;

    /// Returns the value, cut and escaped. Returns `None` if the variable may hold a secret, or if the value and one of the
    /// `credentials` contain each other, because a secret may have been written into the wrong variable.
    pub(in crate::server::config) fn new(
        variable: Variable,
        value: &str,
        mut credentials: impl Iterator<Item = String>,
    ) -> Option<Self> {
        let has_credential = credentials.any(|credential| value.contains(&credential) || credential.contains(value));
        if variable.holds() != Holds::Plain || has_credential {
            return None;
        }
        let mut shown: String = value.chars().take(Self::LONGEST).flat_map(char::escape_debug).collect();
        if value.chars().nth(Self::LONGEST).is_some() {
            shown.push('…');
        }
        Some(Self(shown))
    }
}

impl fmt::Display for ShownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A name in `.env` or a name that another program uses for a variable, if messages may show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownName(String);

impl ShownName {
    /// Upper bound in bytes. Longer names are not shown.
    const LONGEST: usize = 40;

    /// Returns the name of an assignment in `.env`. Returns `None` if the line may be part of a secret: the last line
    /// of a key in Base64 looks like an assignment of nothing but `=`.
    pub(in crate::server::config) fn of_assignment(name: &str, value: Option<&str>) -> Option<Self> {
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
        let has_value = value.is_some_and(|value| !value.trim_matches('=').is_empty());
        (is_name && has_value && name.len() <= Self::LONGEST).then(|| Self(name.to_owned()))
    }

    /// Returns a name whose letters are in the table of other programs' names. A name of this table is never part of a secret.
    pub(in crate::server::config) fn of_table(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl fmt::Display for ShownName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
