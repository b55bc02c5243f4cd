//! Tests that search the sources for code that the app must not contain.

use std::{fs, path::Path};

/// Returns the path and the text of each source file of the app, without tests.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    files.retain(|(path, _)| !path.contains("/tests"));
    files
}

#[test]
fn a_10_no_rule_compares_an_email_address() {
    let files = sources();
    assert!(files.len() > 100, "the files were found");
    // Email addresses are not verified, so the app shows `email` only as a fallback and never compares it.
    for (path, text) in files.iter().filter(|(path, _)| path.contains("/server/") || path.contains("/web/")) {
        for comparison in
            ["email ==", "email.ends_with", "email.split", "email.contains", "username ==", "username.ends_with"]
        {
            assert!(!text.contains(comparison), "{comparison} in {path}");
        }
    }
}

#[test]
fn a_45_the_rsa_crate_handles_no_private_key() {
    let manifest = include_str!("../../../Cargo.toml");
    assert!(!manifest.lines().any(|line| line.starts_with("rsa ") || line.starts_with("jsonwebtoken ")));
    for (path, text) in sources() {
        for use_of_it in ["use rsa", "RsaPrivateKey", "PrivateSigningKey", "CoreHmacKey"] {
            assert!(!text.contains(use_of_it), "{use_of_it} in {path}");
        }
    }
}
