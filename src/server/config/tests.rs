//! The loader of the settings, tested from outside: an environment in, settings out.

mod b2c;
mod brand;
mod client_credential;
mod cloud;
mod development;
mod dot_env;
mod downstream;
mod finding;
mod managed_identity;
mod mode;
mod named_apis;
mod other_names;
mod protected_api;
mod sample;
mod secret;
mod session_keys;
mod spelling;
mod traces;
mod value;

use super::{Build, Config, Finding, LoadedSettings, Settings};
use crate::pages::config_missing::{FindingWords, words};

const CLIENT_ID: &str = "11111111-2222-4333-8444-555555555555";
const CLIENT_SECRET: &str = "Xy38Q~not-a-real-secret_0123456789abcdef";
const AUTHORITY: &str = "https://login.microsoftonline.com/66666666-7777-4888-9999-aaaaaaaaaaaa";
const REDIRECT_URI: &str = "http://localhost:3000/getAToken";

/// The variables of the tutorial's `.env`, filled in.
const TUTORIAL: [(&str, &str); 4] = [
    ("CLIENT_ID", CLIENT_ID),
    ("CLIENT_SECRET", CLIENT_SECRET),
    ("AUTHORITY", AUTHORITY),
    ("REDIRECT_URI", REDIRECT_URI),
];

/// Returns the facts about a program with or without the dev tenant.
fn build(has_dev_tenant: bool) -> Build {
    Build { has_dev_tenant, reserved_paths: crate::routes::reserved_paths() }
}

/// Reads these variables in a build with the dev tenant. If a name occurs several times, the last value counts.
fn settings_of(variables: &[(&str, &str)]) -> Settings {
    Settings::from_lookup(|name| last_of(variables, name), &build(true))
}

fn last_of(variables: &[(&str, &str)], name: &str) -> Option<String> {
    variables.iter().rev().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned())
}

/// Reads the tutorial's `.env` with these changes. An empty value removes a variable.
fn tutorial_with(changes: &[(&str, &str)]) -> Settings {
    settings_of(&[&TUTORIAL, changes].concat())
}

fn config_of(settings: Settings) -> Config {
    match settings {
        Settings::Configured(config) => *config,
        other => panic!("not configured: {other:?}"),
    }
}

/// Returns the texts of these findings.
fn words_of(findings: &[Finding]) -> Vec<FindingWords> {
    findings.iter().map(words).collect()
}

/// Returns the texts of the findings of incomplete settings.
fn findings_of(settings: Settings) -> Vec<FindingWords> {
    match settings {
        Settings::Incomplete { findings, .. } => words_of(&findings),
        other => panic!("not incomplete: {other:?}"),
    }
}

fn variables_of(settings: Settings) -> Vec<String> {
    findings_of(settings).into_iter().map(|finding| finding.variable).collect()
}

/// A file of session keys, which an app on https requires.
struct KeysFile {
    _folder: tempfile::TempDir,
    path: String,
}

impl KeysFile {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("session-keys");
        crate::server::key_file::make(&path, 0).unwrap();
        let path = path.to_str().unwrap().to_owned();
        Self { _folder: folder, path }
    }

    fn path(&self) -> &str {
        &self.path
    }
}
