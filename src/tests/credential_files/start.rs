//! Faults of files at the start: a finding names the variable and the fault.

use std::path::PathBuf;

use axum::http::StatusCode;
use leptos_entra::server::{config::Settings, key_file};
use serde_json::json;
use tempfile::TempDir;

use super::{FAULTS, Fault, write};
use crate::{
    cast::certificates::{TestKey, VALID},
    configuration::{build, get},
};

/// A variable with the path of a file, the valid text of the file, and the other variables that it needs.
struct Case {
    variable: &'static str,
    path: PathBuf,
    text: String,
    others: Vec<(&'static str, String)>,
    /// The words of the findings for a part of the text and for an empty file. `None` if the file is accepted.
    half_written: Option<&'static str>,
    empty: &'static str,
    must_be_private: bool,
}

fn cases(folder: &TempDir) -> [Case; 5] {
    let path = |name: &str| folder.path().join(name);
    let key = TestKey::rsa();
    let certificate = key.certificate(VALID);
    write(&path("public.pem"), &certificate, 0o644);
    key_file::make(&path("keys"), 0).unwrap();
    let keys = std::fs::read_to_string(path("keys")).unwrap();
    let keys = keys.lines().filter(|line| !line.starts_with('#')).collect::<String>() + "\n";
    let case = |variable, name: &str, text: &str| Case {
        variable,
        path: path(name),
        text: text.to_owned(),
        others: Vec::new(),
        half_written: None,
        empty: "",
        must_be_private: true,
    };
    let of_key = ("CLIENT_CERTIFICATE_FILE", path("public.pem").to_str().unwrap().to_owned());
    let secret = ("CLIENT_SECRET", "8rTKmwz-q3~end".to_owned());
    let token = key.token(&json!({ "alg": "RS256" }), &json!({ "exp": 4_000_000_000_u64, "sub": "a".repeat(400) }));
    [
        Case { empty: "empty", must_be_private: false, ..case("CLIENT_SECRET_FILE", "secret", "8rTKmwz-q3~end\n") },
        Case {
            half_written: Some("damaged"),
            empty: "without a certificate",
            ..case("CLIENT_CERTIFICATE_FILE", "app.pem", &format!("{certificate}{}", key.pem()))
        },
        Case {
            half_written: Some("damaged"),
            empty: "without a private key",
            others: vec![of_key],
            ..case("CLIENT_CERTIFICATE_KEY_FILE", "key.pem", &key.pem())
        },
        Case {
            half_written: Some("does not contain a signed token"),
            empty: "does not contain a signed token",
            must_be_private: false,
            ..case("CLIENT_ASSERTION_FILE", "token", &token)
        },
        Case {
            half_written: Some("line 1"),
            empty: "contains no key",
            others: vec![secret],
            ..case("SESSION_KEYS_FILE", "keys", &keys)
        },
    ]
}

impl Case {
    fn settings(&self) -> Settings {
        let common = [
            ("CLIENT_ID", "5f0c2a9e-7d41-4b86-9c3a-1e2d3f405162"),
            ("AUTHORITY", "https://login.microsoftonline.com/66666666-7777-4888-9999-aaaaaaaaaaaa"),
            ("REDIRECT_URI", "http://localhost:3000/getAToken"),
            (self.variable, self.path.to_str().unwrap()),
        ];
        let others = self.others.iter().map(|(name, value)| (*name, value.as_str()));
        let variables: Vec<_> = common.into_iter().chain(others).collect();
        let lookup =
            |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
        Settings::from_lookup(lookup, &build())
    }

    /// Returns what the finding about a fault says. `None` if the file is accepted.
    fn words(&self, fault: Fault) -> Option<&'static str> {
        let is_keys = self.variable == "SESSION_KEYS_FILE";
        match fault {
            Fault::Missing if is_keys => Some("entity not found"),
            Fault::Missing => Some("it does not exist"),
            Fault::Unreadable => Some("cannot be read"),
            Fault::Directory if is_keys => Some("not a regular file"),
            Fault::Directory => Some("a folder or a device"),
            Fault::Large => Some("64 KiB or more"),
            Fault::HalfWritten => self.half_written,
            Fault::Empty => Some(self.empty),
            Fault::OpenToOthers => self.must_be_private.then_some("its mode is 0644"),
        }
    }
}

#[tokio::test]
async fn each_fault_of_each_file_is_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    for case in cases(&folder) {
        let variable = case.variable;
        write(&case.path, &case.text, 0o600);
        assert!(matches!(case.settings(), Settings::Configured(_)), "{variable}");
        for fault in FAULTS {
            fault.apply(&case.path, &case.text);
            let settings = case.settings();
            let Some(words) = case.words(fault) else {
                assert!(matches!(settings, Settings::Configured(_)), "{variable} {fault:?}");
                fault.undo(&case.path, &case.text);
                continue;
            };
            let (status, page) = get(&settings, "/sign-in").await;
            assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{variable} {fault:?}");
            assert!(page.contains(variable) && page.contains(words), "{variable} {fault:?}: {page}");
            assert!(!page.contains(folder.path().to_str().unwrap()) && !page.contains("q3~end"), "{variable}: {page}");
            fault.undo(&case.path, &case.text);
        }
    }
}

#[test]
fn crlf_and_a_byte_order_mark_are_accepted_in_each_file() {
    let folder = tempfile::tempdir().unwrap();
    for case in cases(&folder) {
        let text = format!("\u{feff}{}\r\n", case.text.trim_end().replace('\n', "\r\n"));
        write(&case.path, &text, 0o600);
        let settings = case.settings();
        assert!(matches!(settings, Settings::Configured(_)), "{}: {settings:?}", case.variable);
    }
}
