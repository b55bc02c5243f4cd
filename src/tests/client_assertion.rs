//! Client authentication without a secret: a certificate, or a file with the token of another system.

mod msal;
mod other_providers;

use std::{fs, path::PathBuf, sync::Arc};

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::FederatedCredential,
    server::oidc::{AssertionFile, CertificateFile, CertificatePaths, ClientCredential},
};
use serde_json::json;
use tempfile::TempDir;

use crate::{
    cast::{
        App, Browser, Log,
        certificates::{TestKey, VALID, private_file},
    },
    tokens::{refresh_requests, signed_in_with_an_expired_token},
};

const ISSUER: &str = "https://cluster.example/";
const SUBJECT: &str = "system:serviceaccount:web:app";
const AUDIENCE: &str = "api://AzureADTokenExchange";

/// A folder with the file of a credential.
struct CredentialFile {
    folder: TempDir,
    path: PathBuf,
}

impl CredentialFile {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = private_file(folder.path(), "credential", text);
        Self { folder, path }
    }

    fn replace(&self, text: &str) {
        let new = private_file(self.folder.path(), "new", text);
        fs::rename(new, &self.path).unwrap();
    }

    fn certificate(&self) -> ClientCredential {
        let paths = CertificatePaths { certificate: self.path.clone(), key: None };
        ClientCredential::Certificate(Arc::new(CertificateFile::open(paths, false).unwrap()))
    }

    fn assertion(&self) -> ClientCredential {
        ClientCredential::AssertionFile(AssertionFile::open(self.path.clone()).unwrap())
    }

    async fn app(&self, credential: impl FnOnce(&Self) -> ClientCredential) -> App {
        App::start_with(|config| config.client_credential = credential(self)).await
    }
}

/// Returns the token of a service account.
fn service_account_token(key: &TestKey, subject: &str) -> String {
    let claims = json!({ "iss": ISSUER, "sub": subject, "aud": AUDIENCE, "exp": 4_000_000_000_u64 });
    key.token(&json!({ "alg": "RS256", "kid": "a" }), &claims)
}

fn trust(app: &App, key: &TestKey) {
    let [issuer, subject, audience] = [ISSUER, SUBJECT, AUDIENCE].map(str::to_owned);
    let credential = FederatedCredential { issuer, subject, audience, certificate: Some(key.certificate(VALID)) };
    app.control().trust_issuer(credential).unwrap();
}

async fn assert_signs_in_refreshes_and_calls_graph(app: &App) {
    let mut browser = signed_in_with_an_expired_token(app).await;
    let called = browser.call("/api/call_api").await;
    assert_eq!(called.status, StatusCode::OK, "{}", called.body);
    called.assert_shows("Maya Lindqvist");
    assert_eq!(refresh_requests(app), 1);
}

#[tokio::test]
async fn a_certificate_signs_in_refreshes_and_calls_graph() {
    let key = TestKey::rsa();
    let certificate = key.certificate(VALID);
    let file = CredentialFile::new(&format!("{certificate}{}", key.pem()));
    let app = file.app(CredentialFile::certificate).await;
    app.control().register_certificate(&certificate).unwrap();
    assert_signs_in_refreshes_and_calls_graph(&app).await;
}

#[tokio::test]
async fn a_certificate_of_an_authority_is_sent_with_its_issuer() {
    let key = TestKey::rsa();
    let [certificate, issuer] = key.certificates_by(&TestKey::elliptic_curve());
    let file = CredentialFile::new(&[certificate.as_str(), &issuer, &key.pem()].concat());
    let paths = CertificatePaths { certificate: file.path.clone(), key: None };
    let with_chain = Arc::new(CertificateFile::open(paths, true).unwrap());
    let app = App::start_with(|config| config.client_credential = ClientCredential::Certificate(with_chain)).await;
    app.control().register_certificate(&certificate).unwrap();
    assert_signs_in_refreshes_and_calls_graph(&app).await;
}

#[tokio::test]
async fn an_assertion_file_signs_in_refreshes_and_calls_graph() {
    let key = TestKey::rsa();
    let file = CredentialFile::new(&service_account_token(&key, SUBJECT));
    let app = file.app(CredentialFile::assertion).await;
    trust(&app, &key);
    assert_signs_in_refreshes_and_calls_graph(&app).await;
}

#[tokio::test]
async fn no_key_assertion_or_path_is_logged() {
    let key = TestKey::rsa();
    let (of_certificate, of_token) = (
        CredentialFile::new(&format!("{}{}", key.certificate(VALID), key.pem())),
        CredentialFile::new(&service_account_token(&key, "system:serviceaccount:other:app")),
    );
    let (log, _guard) = Log::begin();
    let mut shown = Vec::new();
    for app in [of_certificate.app(CredentialFile::certificate).await, of_token.app(CredentialFile::assertion).await] {
        trust(&app, &key);
        shown.push(format!("{:?} {:?}", app.config, app.config.client_credential));
        assert!(Browser::new(&app).sign_in("maya").await.location().starts_with("/sign-in-failed"));
    }
    let text = String::from_utf8(log.bytes()).unwrap();
    assert!(text.contains("the provider rejected the client certificate"), "{text}");
    let paths = [&of_certificate, &of_token].map(|file| file.path.to_str().unwrap().to_owned());
    // Every token begins with `{"alg"`, and every RSA key in PKCS#8 with the same bytes.
    for secret in ["eyJhbGci", "MIIEv", &paths[0], &paths[1]] {
        assert!(![&text].into_iter().chain(&shown).any(|output| output.contains(secret)), "{secret}");
    }
}

#[tokio::test]
async fn an_unregistered_certificate_is_explained_by_its_number() {
    let key = TestKey::rsa();
    let file = CredentialFile::new(&format!("{}{}", key.certificate(VALID), key.pem()));
    let app = file.app(CredentialFile::certificate).await;
    let page = Browser::new(&app).sign_in_to_page("maya").await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    page.assert_shows("AADSTS700027").assert_shows("does not have the certificate of CLIENT_CERTIFICATE_FILE");
}

#[tokio::test]
async fn a_wrong_subject_of_a_token_is_explained_by_its_number() {
    let key = TestKey::rsa();
    for (subject, number) in [("system:serviceaccount:web:App", "AADSTS7002138"), ("repo:a/b", "AADSTS700213")] {
        let file = CredentialFile::new(&service_account_token(&key, subject));
        let app = file.app(CredentialFile::assertion).await;
        trust(&app, &key);
        Browser::new(&app).sign_in_to_page("maya").await.assert_shows(number);
    }
}

#[tokio::test]
async fn given_an_unregistered_certificate_then_the_older_one_signs() {
    let (old, new) = (TestKey::rsa(), TestKey::rsa());
    let certificates = [old.certificate(2020..2100), new.certificate(2021..2100)];
    let file = CredentialFile::new(&[certificates.concat(), old.pem(), new.pem()].concat());
    let app = file.app(CredentialFile::certificate).await;
    app.control().register_certificate(&certificates[0]).unwrap();
    let mut browser = signed_in_with_an_expired_token(&app).await;
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    let tries = app.control().counters().token_requests;
    assert_eq!((tries["authorization_code"], tries["refresh_token"]), (2, 2), "the other certificate is tried once");
}

#[tokio::test]
async fn a_rotation_of_the_file_needs_no_restart() {
    let (old, new) = (TestKey::rsa(), TestKey::rsa());
    let file = CredentialFile::new(&format!("{}{}", old.certificate(VALID), old.pem()));
    let app = file.app(CredentialFile::certificate).await;
    app.control().register_certificate(&old.certificate(VALID)).unwrap();
    let mut browser = signed_in_with_an_expired_token(&app).await;
    // The old certificate is removed from the registration.
    app.control().reset();
    app.control().register_certificate(&new.certificate(VALID)).unwrap();
    file.replace(&format!("{}{}", new.certificate(VALID), new.pem()));
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_missing_assertion_file_fails_new_sign_ins_only() {
    let key = TestKey::rsa();
    let file = CredentialFile::new(&service_account_token(&key, SUBJECT));
    let app = file.app(CredentialFile::assertion).await;
    trust(&app, &key);
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    fs::remove_file(&file.path).unwrap();
    let page = Browser::new(&app).sign_in_to_page("maya").await;
    page.assert_shows("This app is not set up correctly for signing in.");
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    file.replace(&service_account_token(&key, SUBJECT));
    assert_eq!(Browser::new(&app).sign_in_to_page("maya").await.status, StatusCode::OK);
}
