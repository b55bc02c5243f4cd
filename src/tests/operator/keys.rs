//! `leptos-entra keys`: session keys are created once, rotated and listed, and never shown.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use leptos_entra::server::clock;

use super::Operator;

/// Returns the ID and the state of each key in the output of `keys list`.
fn keys(operator: &Operator) -> Vec<(String, String)> {
    let listed = operator.done(&["keys", "list"]);
    let rows = listed.lines().skip(1).map(|row| {
        let (id, rest) = row.split_once("  ").unwrap();
        (id.to_owned(), rest.split_once("  ").unwrap().1.trim().to_owned())
    });
    rows.collect()
}

fn states(operator: &Operator) -> Vec<String> {
    keys(operator).into_iter().map(|(_, state)| state).collect()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn new_keys_are_for_their_owner_only_and_never_overwritten() {
    let operator = Operator::new();
    let made = operator.done(&["keys", "new", "--file", "keys"]);
    assert!(made.starts_with("Created keys with the key ") && made.contains("SESSION_KEYS_FILE"), "{made}");
    let text = fs::read_to_string(operator.path("keys")).unwrap();
    assert_eq!(mode(&operator.path("keys")), 0o600);
    let refused = operator.refused(&["keys", "new", "--file", "keys"]);
    assert!(refused.contains("it already exists"), "{refused}");
    assert_eq!(fs::read_to_string(operator.path("keys")).unwrap(), text);
}

#[test]
fn a_command_without_a_file_uses_the_configured_file() {
    let operator = Operator::new().with("SESSION_KEYS_FILE", "mine").with("REDIRECT_URI", "https://example.org/a");
    operator.done(&["keys", "new"]);
    assert!(operator.path("mine").exists());
    let by_dot_env = Operator::new();
    fs::write(by_dot_env.path(".env"), "SESSION_KEYS_FILE=theirs\n").unwrap();
    by_dot_env.done(&["keys", "new"]);
    assert!(by_dot_env.path("theirs").exists());
    let beside = Operator::new().with("SESSION_STORE", "sqlite:somewhere/sessions.db");
    beside.done(&["keys", "new"]);
    assert!(beside.path("somewhere/session-keys").exists());
    let dev_tenant = Operator::new();
    dev_tenant.done(&["keys", "new"]);
    assert!(dev_tenant.path("target/dev-tenant/session-keys").exists());
}

#[test]
fn a_rotation_adds_a_key_that_seals_later_or_now() {
    let operator = Operator::new().with("SESSION_KEYS_FILE", "keys");
    operator.done(&["keys", "new"]);
    operator.done(&["keys", "rotate"]);
    assert_eq!(states(&operator), ["encrypts", "will encrypt"]);
    operator.done(&["keys", "rotate", "--in", "2h"]);
    assert_eq!(states(&operator), ["encrypts", "will encrypt", "will encrypt"]);
    let now = operator.done(&["keys", "rotate", "--now"]);
    assert_eq!(states(&operator), ["decrypts only", "encrypts", "will encrypt", "will encrypt"]);
    assert!(now.contains(&keys(&operator)[1].0) && !now.contains("Removed"), "{now}");
    assert_eq!(mode(&operator.path("keys")), 0o600);
}

#[test]
fn a_rotation_drops_the_keys_that_no_session_needs() {
    let operator = Operator::new().with("SESSION_KEYS_FILE", "keys");
    operator.done(&["keys", "new"]);
    operator.done(&["keys", "rotate", "--now"]);
    let before = keys(&operator);
    // Changes the times in the key file, so that both keys are years old.
    let text = fs::read_to_string(operator.path("keys")).unwrap();
    let year_ago: String = text
        .lines()
        .map(|line| match line.split_once(' ') {
            Some((time, key)) if time.contains('T') => format!("2020{} {key}\n", &time[4..]),
            _ => format!("{line}\n"),
        })
        .collect();
    fs::write(operator.path("keys"), year_ago).unwrap();
    let rotated = operator.done(&["keys", "rotate", "--now"]);
    let (dropped, kept) = (&before[0].0, &before[1].0);
    assert!(rotated.contains(&format!("Removed the key {dropped}")), "{rotated}");
    let after = keys(&operator);
    assert_eq!((after.len(), &after[0].0), (2, kept), "the one that sealed until now stays");
}

#[test]
fn a_rotation_keeps_keys_for_the_configured_lifetime() {
    for (hours, is_kept) in [("12", false), ("48", true), ("invalid", true)] {
        let operator = Operator::new().with("SESSION_HOURS", hours);
        operator.done(&["keys", "new", "--file", "keys"]);
        operator.done(&["keys", "rotate", "--file", "keys", "--now"]);
        // Changes the start times in the file, so that the second key replaced the first key 20 hours ago.
        let text = fs::read_to_string(operator.path("keys")).unwrap();
        let keys: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        let [first, second] = keys.as_slice() else { panic!("{text}") };
        let key = |line: &str| line.split_once(' ').unwrap().1.to_owned();
        let then = clock::rfc3339(clock::unix_now() - 20 * 3600);
        let changed = format!("2020-01-01T00:00:00Z {}\n{then} {}\n", key(first), key(second));
        fs::write(operator.path("keys"), changed).unwrap();
        let rotated = operator.done(&["keys", "rotate", "--file", "keys", "--now"]);
        assert_eq!(!rotated.contains("Removed the key"), is_kept, "{hours}: {rotated}");
    }
}

#[test]
fn no_command_shows_a_key() {
    let operator = Operator::new().with("SESSION_KEYS_FILE", "keys");
    let mut said = operator.done(&["keys", "new"]);
    said += &operator.done(&["keys", "rotate", "--now"]);
    said += &operator.done(&["keys", "list"]);
    fs::set_permissions(operator.path("keys"), fs::Permissions::from_mode(0o644)).unwrap();
    said += &operator.refused(&["keys", "list"]);
    fs::set_permissions(operator.path("keys"), fs::Permissions::from_mode(0o600)).unwrap();
    let text = fs::read_to_string(operator.path("keys")).unwrap();
    fs::write(operator.path("keys"), format!("{text}2026-01-01T00:00:00Z what-is-no-key\n")).unwrap();
    said += &operator.refused(&["keys", "rotate"]);
    assert!(
        said.contains("its mode is 0644") && said.contains("line 6 contains a key that is not base64url"),
        "{said}"
    );
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        assert!(!said.contains(line.split_once(' ').unwrap().1));
    }
    assert!(!said.contains("what-is-no-key"));
}
