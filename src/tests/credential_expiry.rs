//! The warnings in the log before a credential expires.

use std::{path::PathBuf, sync::Arc, time::Duration};

use leptos_entra::{
    dev_tenant::ApplicationRecord,
    server::{
        clock,
        oidc::{CertificateFile, CertificatePaths, ClientCredential},
    },
};
use tempfile::TempDir;
use tokio::time::timeout;

use crate::{
    cast::{
        App, Log,
        certificates::{TestKey, private_file},
    },
    configuration::program::Program,
};

const DAY: i64 = 24 * 60 * 60;

/// Writes a certificate that expires in this number of days, and one hour, with its key.
fn certificate_for(days: i64, folder: &TempDir) -> PathBuf {
    let (key, now) = (TestKey::rsa(), clock::unix_now());
    let text = format!("{}{}", key.certificate_between(now - 300 * DAY, now + days * DAY + 3_600), key.pem());
    private_file(folder.path(), "app.pem", &text)
}

#[tokio::test]
async fn a_warning_names_the_file_and_the_days_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let paths = CertificatePaths { certificate: certificate_for(13, &folder), key: None };
    let file = Arc::new(CertificateFile::open(paths, false).unwrap());
    let app = App::start_with(|config| config.client_credential = ClientCredential::Certificate(file)).await;
    let (log, _guard) = Log::begin();
    assert!(timeout(Duration::from_millis(300), app.services.warn_before_credentials_expire()).await.is_err());
    let text = String::from_utf8(log.bytes()).unwrap();
    let warnings: Vec<_> = text.lines().filter(|line| line.contains("credential_expires")).collect();
    let [warning] = warnings[..] else { panic!("not one warning: {text}") };
    for part in ["WARN", "app.pem", "client certificate", "days=13"] {
        assert!(warning.contains(part), "{warning}");
    }
    assert!(!text.contains("MIIEv") && !text.contains("-----"), "{text}");
}

#[tokio::test]
async fn a_client_secret_of_unknown_expiry_causes_no_warning() {
    let app = App::start().await;
    app.control().set_application_record(ApplicationRecord { is_readable: false, ..ApplicationRecord::default() });
    let (log, _guard) = Log::begin();
    assert!(timeout(Duration::from_millis(100), app.services.warn_before_credentials_expire()).await.is_err());
    assert!(!String::from_utf8(log.bytes()).unwrap().contains("credential_expire"));
    assert_eq!(app.services.credential_expiry(), []);
}

#[test]
fn the_program_warns_at_its_start() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::new()
        .set("CLIENT_ID", "app")
        .set("OIDC_AUTHORITY", "http://localhost:9")
        .set("REDIRECT_URI", "http://localhost:3000/getAToken")
        .set("CLIENT_CERTIFICATE_FILE", certificate_for(2, &folder).to_str().unwrap());
    let mut program = program.start();
    let printed = program.stop_after("credential_expires");
    let warning = printed.lines().find(|line| line.contains("credential_expires"));
    assert!(warning.is_some_and(|line| line.contains("days=2")), "{printed}");
}
