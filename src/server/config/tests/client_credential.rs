//! The client credential: one kind at a time, and findings that name the variable and the command.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
    path::Path,
};

use serde_json::json;
use tempfile::TempDir;

use super::{
    CLIENT_ID, CLIENT_SECRET, LoadedSettings, Settings, TUTORIAL, build, config_of, findings_of, last_of,
    tutorial_with, words_of,
};
use crate::{
    pages::config_missing::FindingWords,
    server::oidc::{
        ClientCredential,
        test_certificates::{TestKey, VALID, private_file},
    },
};

const NO_SECRET: (&str, &str) = ("CLIENT_SECRET", "");

/// A folder with a certificate, its key, both in one file, and a token.
struct Files {
    folder: TempDir,
    certificate: String,
    key: String,
    both: String,
    token: String,
}

impl Files {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = TestKey::rsa();
        let certificate = key.certificate(VALID);
        let file = |name: &str, text: &str| text_of(&private_file(folder.path(), name, text));
        Self {
            certificate: file("cert.pem", &certificate),
            key: file("key.pem", &key.pem()),
            both: file("both.pem", &format!("{certificate}{}", key.pem())),
            token: file("token", &key.token(&json!({ "alg": "RS256" }), &json!({}))),
            folder,
        }
    }

    fn with(&self, name: &str, text: &str) -> String {
        text_of(&private_file(self.folder.path(), name, text))
    }
}

fn text_of(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn credential_of(changes: &[(&str, &str)]) -> ClientCredential {
    config_of(tutorial_with(&[&[NO_SECRET], changes].concat())).client_credential
}

/// Returns the only finding.
fn finding_of(changes: &[(&str, &str)]) -> FindingWords {
    let mut findings = findings_of(tutorial_with(&[&[NO_SECRET], changes].concat()));
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.remove(0)
}

#[test]
fn a_certificate_may_be_in_one_file_with_its_key_or_in_two() {
    let files = Files::new();
    let one: &[_] = &[("CLIENT_CERTIFICATE_FILE", files.both.as_str())];
    let two = &[
        ("CLIENT_CERTIFICATE_FILE", files.certificate.as_str()),
        ("CLIENT_CERTIFICATE_KEY_FILE", files.key.as_str()),
        ("CLIENT_CERTIFICATE_SEND_CHAIN", "on"),
    ];
    assert!(matches!(credential_of(one), ClientCredential::Certificate(_)));
    let ClientCredential::Certificate(file) = credential_of(two) else { panic!("no certificate") };
    assert!(format!("{file:?}").contains("sends_chain: true"));
}

#[test]
fn two_kinds_of_credentials_are_a_finding_that_names_both() {
    let files = Files::new();
    let all = [
        ("CLIENT_SECRET", CLIENT_SECRET),
        ("CLIENT_SECRET_FILE", &files.token),
        ("CLIENT_CERTIFICATE_FILE", &files.both),
        ("CLIENT_ASSERTION_FILE", &files.token),
        ("MANAGED_IDENTITY_CLIENT_ID", "99999999-2222-4333-8444-555555555555"),
    ];
    for (index, first) in all.iter().enumerate() {
        for second in &all[index + 1..] {
            let finding = finding_of(&[*first, *second]);
            assert_eq!(finding.sentence(), format!("{} is set together with {}.", second.0, first.0));
        }
    }
}

#[test]
fn a_certificate_setting_alone_names_the_missing_variable() {
    for (name, value) in [("CLIENT_CERTIFICATE_KEY_FILE", "key.pem"), ("CLIENT_CERTIFICATE_SEND_CHAIN", "on")] {
        let finding = finding_of(&[(name, value)]);
        assert_eq!(finding.sentence(), format!("CLIENT_CERTIFICATE_FILE is not set, but {name} is."));
    }
}

#[test]
fn an_invalid_certificate_is_a_finding_with_a_command() {
    let files = Files::new();
    let key = TestKey::rsa();
    let other = files.with("other.pem", &TestKey::rsa().pem());
    let expired = files.with("expired.pem", &format!("{}{}", key.certificate(2020..2021), key.pem()));
    let future = files.with("future.pem", &format!("{}{}", key.certificate(2090..2100), key.pem()));
    let curve = TestKey::elliptic_curve();
    let curve = files.with("curve.pem", &format!("{}{}", curve.certificate(VALID), curve.pem()));
    let encrypted = files.with("encrypted.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
    let (file, key_file) = ("CLIENT_CERTIFICATE_FILE", "CLIENT_CERTIFICATE_KEY_FILE");
    let folder = text_of(files.folder.path());
    for (certificate, key, about, problem, command) in [
        (&expired, "", file, "expired at 2021-01-01T00:00:00Z", "openssl req -x509"),
        (&future, "", file, "not valid before 2090-01-01T00:00:00Z", "date -u"),
        (&curve, "", file, "not an RSA key", "openssl req -x509"),
        (&files.certificate, "", file, "without a private key", "CLIENT_CERTIFICATE_KEY_FILE"),
        (&files.key, "", file, "without a certificate", "openssl pkcs12"),
        (&files.certificate, &other, key_file, "belongs to another certificate", "openssl x509"),
        (&files.certificate, &encrypted, key_file, "encrypted private key", "openssl pkey"),
        (&files.certificate, &folder, key_file, "a folder or a device", "ls -lL"),
        (&files.certificate, "/nowhere", key_file, "it does not exist", "path"),
    ] {
        let finding = finding_of(&[(file, certificate), (key_file, key)]);
        assert_eq!(finding.variable, about, "{finding:?}");
        assert!(finding.problem.contains(problem) && finding.advice.contains(command), "{finding:?}");
        assert!(!format!("{finding:?}").contains(&folder), "{finding:?}");
    }
}

#[test]
fn a_key_that_other_users_can_read_is_a_finding() {
    let files = Files::new();
    fs::set_permissions(&files.both, Permissions::from_mode(0o644)).unwrap();
    let finding = finding_of(&[("CLIENT_CERTIFICATE_FILE", &files.both)]);
    assert!(finding.problem.contains("its mode is 0644") && finding.advice.contains("chmod 600"), "{finding:?}");
}

#[test]
fn an_assertion_file_contains_a_token() {
    let files = Files::new();
    let named = credential_of(&[("CLIENT_ASSERTION_FILE", &files.token)]);
    assert!(matches!(named, ClientCredential::AssertionFile(_)));
    for (path, problem) in [(files.both.as_str(), "does not contain a signed token"), ("/nowhere", "does not exist")] {
        let finding = finding_of(&[("CLIENT_ASSERTION_FILE", path)]);
        assert_eq!(finding.variable, "CLIENT_ASSERTION_FILE");
        assert!(finding.problem.contains(problem), "{finding:?}");
    }
}

#[test]
fn azure_means_the_token_file_of_the_pod() {
    let files = Files::new();
    let azure = ("CLIENT_ASSERTION_FILE", "azure");
    let in_pod = credential_of(&[azure, ("AZURE_FEDERATED_TOKEN_FILE", &files.token)]);
    let ClientCredential::AssertionFile(file) = in_pod else { panic!("no assertion") };
    assert_eq!(*file.read().unwrap(), fs::read_to_string(&files.token).unwrap());
    let elsewhere = finding_of(&[azure]);
    assert!(elsewhere.problem.contains("AZURE_FEDERATED_TOKEN_FILE is not set"), "{elsewhere:?}");
    assert!(elsewhere.advice.contains("azure.workload.identity/use"), "{elsewhere:?}");
}

/// Returns the warnings of settings that are valid.
fn warnings_of(changes: &[(&str, &str)]) -> Vec<String> {
    let variables = [&TUTORIAL[..], &[NO_SECRET], changes].concat();
    let loaded = LoadedSettings::from_file(b"", |name| last_of(&variables, name), &build(true));
    assert!(matches!(loaded.settings, Settings::Configured(_)), "{:?}", loaded.settings);
    words_of(&loaded.warnings).iter().map(FindingWords::sentence).collect()
}

#[test]
fn another_application_of_the_service_account_is_a_warning() {
    let files = Files::new();
    let with = |id: &str| {
        let pod = ("AZURE_FEDERATED_TOKEN_FILE", files.token.as_str());
        warnings_of(&[("CLIENT_ASSERTION_FILE", "azure"), pod, ("AZURE_CLIENT_ID", id)])
    };
    assert_eq!(with(&CLIENT_ID.to_ascii_uppercase()), Vec::<String>::new());
    let [warning] = &with("99999999-2222-4333-8444-555555555555")[..] else { panic!("no warning") };
    assert!(warning.starts_with("CLIENT_ID is not the application of the service account"), "{warning}");
}

#[test]
fn a_secret_file_that_other_users_can_read_is_a_warning() {
    let files = Files::new();
    let secret = files.with("secret", CLIENT_SECRET);
    assert_eq!(warnings_of(&[("CLIENT_SECRET_FILE", &secret)]), Vec::<String>::new());
    fs::set_permissions(&secret, Permissions::from_mode(0o444)).unwrap();
    let [warning] = &warnings_of(&[("CLIENT_SECRET_FILE", &secret)])[..] else { panic!("no warning") };
    assert!(warning.contains("other users may read or change (its mode is 0444)"), "{warning}");
}

#[test]
fn each_wrong_secret_file_is_a_finding() {
    let files = Files::new();
    let folder = text_of(files.folder.path());
    let large = files.with("large", &"a".repeat(70_000));
    let utf16 = text_of(&files.folder.path().join("utf16"));
    fs::write(&utf16, b"\xff\xfea\0").unwrap();
    for (path, problem) in [
        (&folder, "a folder or a device"),
        (&large, "of 64 KiB or more"),
        (&utf16, "not a text in UTF-8"),
        (&files.with("empty", "\n"), "empty"),
        (&files.with("two-lines", "a\nb"), "line break"),
    ] {
        let finding = finding_of(&[("CLIENT_SECRET_FILE", path)]);
        assert_eq!(finding.variable, "CLIENT_SECRET_FILE");
        assert!(finding.problem.contains(problem), "{finding:?}");
    }
    let with_mark = files.with("mark", &format!("\u{feff}{CLIENT_SECRET}\r\n"));
    assert!(
        matches!(credential_of(&[("CLIENT_SECRET_FILE", &with_mark)]), ClientCredential::SecretFile(file) if file.secret().secret() == CLIENT_SECRET)
    );
}
