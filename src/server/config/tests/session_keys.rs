//! The file of session keys: required on https, created on http, and read before the app starts.

use std::{fs, os::unix::fs::PermissionsExt as _, path::PathBuf};

use super::{
    AUTHORITY, Settings, TUTORIAL, build, config_of, findings_of, last_of, settings_of, tutorial_with, words_of,
};
use crate::server::{
    config::{OperatorSettings, SessionStoreSetting},
    key_file,
};

const HTTPS: (&str, &str) = ("REDIRECT_URI", "https://example.org/getAToken");

/// Returns the problem and the advice of the only finding.
fn said_of_keys(settings: Settings) -> (String, String) {
    let findings = findings_of(settings);
    let [finding] = findings.as_slice() else { panic!("not one: {findings:?}") };
    assert_eq!(finding.variable, "SESSION_KEYS_FILE");
    (finding.problem.to_string(), finding.advice.to_string())
}

fn with_file(path: &str) -> Settings {
    tutorial_with(&[HTTPS, ("SESSION_KEYS_FILE", path)])
}

#[test]
fn on_https_a_session_key_file_is_required() {
    for public in [HTTPS, ("PUBLIC_URL", "https://example.org")] {
        let (problem, advice) = said_of_keys(tutorial_with(&[("REDIRECT_URI", ""), public]));
        assert!(problem.contains("is not set, but an app on https needs a file"), "{problem}");
        assert!(advice.contains("leptos-entra keys new --file "), "{advice}");
    }
    let in_memory = config_of(tutorial_with(&[HTTPS, ("SESSION_STORE", "memory:")]));
    assert_eq!(in_memory.session_keys_file, None, "sessions that end with the process need no keys that outlive it");
}

#[test]
fn on_this_machine_the_default_file_is_beside_the_sessions() {
    let config = config_of(settings_of(&TUTORIAL));
    assert_eq!(config.session_keys_file, None);
    assert_eq!(config.session_store.own_keys_file(), Some(PathBuf::from("data/session-keys")));
    assert_eq!(SessionStoreSetting::Memory.own_keys_file(), None);
    let Settings::DevTenant(settings) = settings_of(&[]) else { panic!("not the dev tenant") };
    assert_eq!(settings.session_store.own_keys_file(), Some(PathBuf::from("target/dev-tenant/session-keys")));
}

#[test]
fn the_session_key_file_must_exist_and_contain_keys() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    let name = path.to_str().unwrap();
    assert!(said_of_keys(with_file(name)).0.contains("cannot be read: entity not found"));
    assert!(said_of_keys(with_file("/run/secrets/<file>")).0.contains("placeholder"));
    key_file::make(&path, 0).unwrap();
    assert_eq!(config_of(with_file(name)).session_keys_file, Some(path.clone()));
    let Settings::DevTenant(settings) = settings_of(&[("SESSION_KEYS_FILE", name)]) else {
        panic!("not the dev tenant")
    };
    assert_eq!(settings.session_keys_file, Some(path.clone()));

    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(said_of_keys(with_file(name)).0.contains("its mode is 0644, and should be 0600"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}2026-01-01T00:00:00Z very-secret-key\n")).unwrap();
    let (problem, advice) = said_of_keys(with_file(name));
    assert!(problem.ends_with("line 5 contains a key that is not base64url"), "{problem}");
    assert!(!format!("{problem}{advice}").contains("very-secret"));
}

#[test]
fn the_operators_commands_read_the_same_settings() {
    let read =
        |variables: &[(&str, &str)]| OperatorSettings::from_lookup(|name| last_of(variables, name), &build(true));
    let nothing_set = read(&[]).unwrap();
    assert_eq!(nothing_set.keys_file(), PathBuf::from("target/dev-tenant/session-keys"));
    assert_eq!((nothing_set.tenant_id, nothing_set.session_keys_file), (None, None));
    let half_set = read(&[("AUTHORITY", AUTHORITY), HTTPS]).unwrap();
    assert_eq!(half_set.session_store, SessionStoreSetting::Sqlite("data/sessions.db".into()));
    assert_eq!(half_set.tenant_id.as_deref(), Some("66666666-7777-4888-9999-aaaaaaaaaaaa"));
    let named = read(&[("SESSION_KEYS_FILE", "/no/such/file"), ("SESSION_STORE", "sqlite:a/b.db")]).unwrap();
    assert_eq!(named.keys_file(), PathBuf::from("/no/such/file"));
    let findings = read(&[("SESSION_STORE", "paper:")]).unwrap_err();
    assert_eq!(words_of(&findings)[0].variable, "SESSION_STORE");
}
