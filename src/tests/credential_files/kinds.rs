//! Each kind of credential: a sign-in, a refresh, a call of Graph, and a token for the app itself.

use std::{path::PathBuf, sync::Arc};

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{self, FederatedCredential, RefreshMode, Running},
    server::{
        AppOnly,
        http::LocalUrl,
        job::Job,
        oidc::{
            AssertionFile, CertificateFile, CertificatePaths, ClientCredential, ClientSecretFile, IdentityEndpoint,
            ManagedIdentity,
        },
    },
};
use openidconnect::ClientSecret;
use serde_json::json;
use tempfile::TempDir;

use super::write;
use crate::{
    app_only::ReadGraph,
    cast::{
        App,
        certificates::{TestKey, VALID},
        options,
    },
    tokens::{refresh_requests, signed_in_with_an_expired_token},
};

const AUDIENCE: &str = "api://AzureADTokenExchange";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Secret,
    SecretFile,
    Certificate,
    CertificateAndKeyFile,
    CertificateWithChain,
    AssertionFile,
    Imds,
    AppService,
}

pub const KINDS: [Kind; 8] = [
    Kind::Secret,
    Kind::SecretFile,
    Kind::Certificate,
    Kind::CertificateAndKeyFile,
    Kind::CertificateWithChain,
    Kind::AssertionFile,
    Kind::Imds,
    Kind::AppService,
];

/// A credential that is registered at a dev tenant, and the files from which the app reads it.
pub struct Credential {
    pub value: ClientCredential,
    /// The file that is replaced when the credential is rotated, with its text. `None` without a file.
    pub file: Option<(PathBuf, String)>,
    _folder: TempDir,
}

/// Makes a credential of this kind, and registers it at the dev tenant.
pub fn registered(kind: Kind, tenant: &Running) -> Credential {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        write(&path, text, 0o600);
        (path, text.to_owned())
    };
    let secret = || ClientSecret::new(tenant.client_secret().to_owned());
    let (value, file) = match kind {
        Kind::Secret => (ClientCredential::Secret(secret()), None),
        Kind::SecretFile => {
            let file = file("secret", &format!("{}\n", tenant.client_secret()));
            (ClientCredential::SecretFile(Arc::new(ClientSecretFile::new(file.0.clone(), secret()))), Some(file))
        }
        Kind::Certificate | Kind::CertificateAndKeyFile | Kind::CertificateWithChain => {
            let key = TestKey::rsa();
            let [certificate, issuer] = key.certificates_by(&TestKey::elliptic_curve());
            tenant.control().register_certificate(&certificate).unwrap();
            let (paths, file) = if kind == Kind::CertificateAndKeyFile {
                let (certificate, key) = (file("cert.pem", &certificate), file("key.pem", &key.pem()));
                (CertificatePaths { certificate: certificate.0, key: Some(key.0.clone()) }, key)
            } else {
                let both = file("app.pem", &[certificate, issuer, key.pem()].concat());
                (CertificatePaths { certificate: both.0.clone(), key: None }, both)
            };
            let opened = CertificateFile::open(paths, kind == Kind::CertificateWithChain).unwrap();
            (ClientCredential::Certificate(Arc::new(opened)), Some(file))
        }
        Kind::AssertionFile => {
            let file = file("token", &federated(tenant));
            (ClientCredential::AssertionFile(AssertionFile::open(file.0.clone()).unwrap()), Some(file))
        }
        Kind::Imds | Kind::AppService => (managed_identity(kind, tenant), None),
    };
    Credential { value, file, _folder: folder }
}

/// Registers an issuer. Returns its token for the application.
fn federated(tenant: &Running) -> String {
    let key = TestKey::rsa();
    let (issuer, subject) = ("https://cluster.example/", "system:serviceaccount:web:app");
    let claims = json!({ "iss": issuer, "sub": subject, "aud": AUDIENCE, "exp": 4_000_000_000_u64 });
    let [issuer, subject, audience] = [issuer, subject, AUDIENCE].map(str::to_owned);
    let certificate = Some(key.certificate(VALID));
    tenant.control().trust_issuer(FederatedCredential { issuer, subject, audience, certificate }).unwrap();
    key.token(&json!({ "alg": "RS256" }), &claims)
}

fn managed_identity(kind: Kind, tenant: &Running) -> ClientCredential {
    tenant.control().trust_issuer(tenant.identity_credential()).unwrap();
    let endpoint = if kind == Kind::Imds {
        IdentityEndpoint::Imds(LocalUrl::parse(&tenant.imds()).unwrap())
    } else {
        let (url, header) = tenant.app_service_identity();
        IdentityEndpoint::app_service(LocalUrl::parse(&url).unwrap(), header).unwrap()
    };
    ClientCredential::ManagedIdentity(Arc::new(ManagedIdentity::new(endpoint, tenant.identity_client_id(), AUDIENCE)))
}

/// Requests a token for the app itself.
async fn request_own_token(app: &App) {
    let job = Job::new(&app.config);
    AppOnly::<ReadGraph>::of_job(&job).token(None).await.map(drop).unwrap();
}

#[tokio::test]
async fn each_kind_signs_in_refreshes_and_calls_graph() {
    for kind in KINDS {
        let tenant = dev_tenant::start(options(RefreshMode::Strict)).await.unwrap();
        let registered = registered(kind, &tenant);
        let app = App::beside(tenant, |config| config.client_credential = registered.value.clone());
        let mut browser = signed_in_with_an_expired_token(&app).await;
        let called = browser.call("/api/call_api").await;
        assert_eq!(called.status, StatusCode::OK, "{kind:?}: {}", called.body);
        called.assert_shows("Maya Lindqvist");
        request_own_token(&app).await;
        let tries = app.control().counters().token_requests;
        assert_eq!(refresh_requests(&app), 1, "{kind:?}");
        assert_eq!((tries["authorization_code"], tries["client_credentials"]), (1, 1), "{kind:?}");
    }
}
