//! The warnings in the log before a credential expires.

use std::{sync::Arc, time::Duration};

use leptos_entra::server::{
    clock,
    oidc::{CertificateFile, CertificatePaths, ClientCredential},
};
use tokio::time::timeout;

use crate::cast::{
    App, Log,
    certificates::{TestKey, private_file},
};

const DAY: i64 = 24 * 60 * 60;

#[tokio::test]
async fn a_warning_names_the_file_and_the_days_at_the_start() {
    let (folder, now) = (tempfile::tempdir().unwrap(), clock::unix_now());
    let key = TestKey::rsa();
    let text = format!("{}{}", key.certificate_between(now - 300 * DAY, now + 13 * DAY + 3_600), key.pem());
    let certificate = private_file(folder.path(), "app.pem", &text);
    let paths = CertificatePaths { certificate, key: None };
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
async fn a_client_secret_causes_no_warning() {
    let app = App::start().await;
    let (log, _guard) = Log::begin();
    assert!(timeout(Duration::from_millis(100), app.services.warn_before_credentials_expire()).await.is_err());
    assert!(!String::from_utf8(log.bytes()).unwrap().contains("credential_expire"));
    assert_eq!(app.services.credential_expiry(), []);
}
