//! The checks of this machine: settings, files, credential, session keys. Also the list of checks in the documents.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
};

use leptos_entra::dev_tenant::Running;
use serde_json::json;

use super::{CHECKS, Doctor, start_tenant};
use crate::cast::certificates::{TestKey, VALID, private_file};

/// Returns the doctor of an app with a certificate and its key in one file.
fn with_certificate(tenant: &Running, pem: &str) -> Doctor {
    let doctor = Doctor::of(tenant).without("CLIENT_SECRET");
    let file = private_file(doctor.folder.path(), "app.pem", pem);
    doctor.set("CLIENT_CERTIFICATE_FILE", file.to_str().unwrap())
}

#[tokio::test]
async fn a_missing_setting_is_named_with_an_example() {
    let tenant = start_tenant().await;
    let report = Doctor::of(&tenant).without("CLIENT_ID").report().await;
    report.assert_fails("settings", &["CLIENT_ID is not set", "Application (client) ID", "Example: CLIENT_ID="]);
    report.assert_is("tenant", "skipped");
    let other = Doctor::of(&tenant).without("CLIENT_ID").only("tenant").await;
    other.assert_fails("settings", &["CLIENT_ID is not set"]);
}

#[tokio::test]
async fn a_secret_id_instead_of_its_value_is_named() {
    let tenant = start_tenant().await;
    let doctor = Doctor::of(&tenant).set("CLIENT_SECRET", "0a1b2c3d-0000-4000-8000-00000000000a");
    doctor.report().await.assert_fails("credential", &["ID of a secret and not its value", "Value column"]);
}

#[tokio::test]
async fn an_unreadable_key_file_is_named() {
    let tenant = start_tenant().await;
    let key = TestKey::rsa();
    let doctor = with_certificate(&tenant, &key.certificate(VALID));
    let missing = doctor.path("key.pem");
    let doctor = doctor.set("CLIENT_CERTIFICATE_KEY_FILE", missing.to_str().unwrap());
    let causes = ["CLIENT_CERTIFICATE_KEY_FILE", "cannot be read: it does not exist"];
    doctor.report().await.assert_fails("files", &causes);
    fs::create_dir(&missing).unwrap();
    doctor.report().await.assert_fails("files", &["CLIENT_CERTIFICATE_KEY_FILE", "ls -lL"]);
    fs::remove_dir(&missing).unwrap();
    fs::write(&missing, key.pem()).unwrap();
    fs::set_permissions(&missing, Permissions::from_mode(0o644)).unwrap();
    doctor.report().await.assert_fails("files", &["other users may read", "0644", "chmod 600"]);
    fs::set_permissions(&missing, Permissions::from_mode(0o600)).unwrap();
    doctor.only("files").await.assert_is("files", "ok");
}

#[tokio::test]
async fn a_readable_env_file_gets_a_warning() {
    let tenant = start_tenant().await;
    let doctor = Doctor::of(&tenant).file(".env", "RATE_LIMIT_API=10\n");
    fs::set_permissions(doctor.path(".env"), Permissions::from_mode(0o644)).unwrap();
    let report = doctor.only("files").await;
    report.assert_names("files", "warning", &[".env", "0644", "chmod 600 .env"]);
    assert_eq!(report.code, 0);
}

#[tokio::test]
async fn a_certificate_that_has_expired_is_named() {
    let tenant = start_tenant().await;
    let key = TestKey::rsa();
    let doctor = with_certificate(&tenant, &format!("{}{}", key.certificate(2020..2021), key.pem()));
    doctor.report().await.assert_fails("credential", &["expired at 2021-01-01", "openssl req -x509"]);
}

#[tokio::test]
async fn the_days_of_a_certificate_are_counted() {
    let tenant = start_tenant().await;
    let key = TestKey::rsa();
    let certificate = key.certificate(VALID);
    tenant.control().register_certificate(&certificate).unwrap();
    let report = with_certificate(&tenant, &format!("{certificate}{}", key.pem())).report().await;
    for check in ["credential", "metadata", "credential-accepted"] {
        report.assert_is(check, "ok");
    }
    let line = report.lines("credential").remove(0).to_string();
    assert!(line.contains("2100-01-01") && line.contains(" days"), "{line}");
}

#[tokio::test]
async fn a_token_file_that_has_expired_is_named() {
    let tenant = start_tenant().await;
    let key = TestKey::rsa();
    for (expiry, result) in [(1_600_000_000_u64, "failed"), (4_000_000_000, "ok")] {
        let claims = json!({ "iss": "https://cluster.example/", "sub": "app", "aud": "a", "exp": expiry });
        let token = key.token(&json!({ "alg": "RS256" }), &claims);
        let doctor = Doctor::of(&tenant).without("CLIENT_SECRET").file("token", &token);
        let doctor = doctor.set("CLIENT_ASSERTION_FILE", "token");
        let report = doctor.run(&["--json", "--offline"]).await;
        report.assert_is("credential", result);
        assert!(!report.out.contains(&token), "{}", report.out);
        if result == "failed" {
            report.assert_fails("credential", &["expired at 2020-09-13", "subPath", "kubectl"]);
        }
    }
}

#[tokio::test]
async fn damaged_session_keys_are_named() {
    let tenant = start_tenant().await;
    let doctor = Doctor::of(&tenant).set("SESSION_STORE", "sqlite:sessions.db");
    fs::write(doctor.path("session-keys"), "no key\n").unwrap();
    fs::set_permissions(doctor.path("session-keys"), Permissions::from_mode(0o600)).unwrap();
    doctor.report().await.assert_fails("session-keys", &["line 1", "keys new"]);
    let named = doctor.set("SESSION_KEYS_FILE", "session-keys");
    named.report().await.assert_fails("files", &["SESSION_KEYS_FILE", "line 1"]);
}

#[tokio::test]
async fn without_settings_the_dev_tenant_is_named() {
    let report = Doctor::new().report().await;
    report.assert_is("settings", "ok");
    report.assert_is("tenant", "skipped");
    assert!(report.code == 0 && report.out.contains("built-in dev tenant"), "{}", report.out);
}

#[test]
fn the_documents_explain_every_check() {
    let document = include_str!("../../docs/operate.md");
    for check in CHECKS {
        assert!(document.contains(&format!("\n| `{check}` | ")), "{check}");
    }
}
