//! Rotation under load: while users sign in, refresh and call Graph, every credential and every key is replaced.

mod rotations;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{self, RefreshMode, Running},
    server::{
        config::SessionStoreSetting,
        oidc::{AssertionFile, CertificateFile, CertificatePaths, ClientCredential, ClientSecretFile},
    },
};
use openidconnect::ClientSecret;
use tokio::{task::JoinSet, time::sleep};

use self::rotations::{Assertions, Certificates, rotate_secret, rotate_session_keys, rotate_signing_key};
use crate::{
    cast::{App, Browser, options},
    configuration::program::Program,
};

/// The number of concurrent users of each app.
const USERS: usize = 5;

/// The kinds of credentials whose files are rotated. Each has an app with two replicas.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Secret,
    Certificate,
    Assertion,
}

impl Kind {
    /// Opens the credential, whose file has the name of its kind in this folder.
    fn credential(self, folder: &Path, tenant: &Running) -> ClientCredential {
        match self {
            Self::Secret => {
                let secret = ClientSecret::new(tenant.client_secret().to_owned());
                ClientCredential::SecretFile(Arc::new(ClientSecretFile::new(folder.join("secret"), secret)))
            }
            Self::Certificate => {
                let paths = CertificatePaths { certificate: folder.join("certificate"), key: None };
                ClientCredential::Certificate(Arc::new(CertificateFile::open(paths, false).unwrap()))
            }
            Self::Assertion => {
                ClientCredential::AssertionFile(AssertionFile::open(folder.join("assertion/token")).unwrap())
            }
        }
    }

    /// Starts two replicas of an app, which share a session store and the file of the session keys.
    fn replicas(self, folder: &Path, tenant: &Running) -> [App; 2] {
        [(); 2].map(|()| {
            App::beside(tenant.clone(), |config| {
                config.client_credential = self.credential(folder, tenant);
                config.session_store = SessionStoreSetting::Sqlite(folder.join(format!("{self:?}.db")));
                config.session_keys_file = Some(folder.join("keys"));
            })
        })
    }
}

/// Signs in again and again, and calls Graph at the other replica each time the access token has expired. Returns the number of
/// sign-ins.
async fn use_app(replicas: [App; 2], kind: Kind, is_over: Arc<AtomicBool>) -> u64 {
    let mut sign_ins = 0;
    while !is_over.load(Ordering::Relaxed) {
        let mut browser = Browser::new(&replicas[0]);
        let landed = browser.sign_in("maya").await;
        if landed.location() != "/" {
            let page = browser.get(landed.location()).await;
            panic!("{kind:?}: {}", page.body);
        }
        sign_ins += 1;
        for number in 1..=3 {
            sleep(Duration::from_millis(1_100)).await;
            browser = browser.at(&replicas[number % 2]);
            let called = browser.call("/api/call_api").await;
            assert_eq!(called.status, StatusCode::OK, "{kind:?}: {}", called.body);
            called.assert_shows("Maya Lindqvist");
        }
    }
    sign_ins
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_request_fails_while_credentials_and_keys_rotate() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    let tenant = dev_tenant::start(options(RefreshMode::Strict)).await.unwrap();
    tenant.control().set_access_token_lifetime(1);
    let keys = place.join("keys");
    assert!(Program::new().run(&["keys", "new", "--file", keys.to_str().unwrap()]).status.success());
    std::fs::write(place.join("secret"), tenant.client_secret()).unwrap();
    let certificates = Certificates::start(place.join("certificate"), &tenant);
    let assertions = Assertions::start(place.join("assertion"), &tenant);

    let is_over = Arc::new(AtomicBool::new(false));
    let mut users = JoinSet::new();
    for kind in [Kind::Secret, Kind::Certificate, Kind::Assertion] {
        let replicas = kind.replicas(place, &tenant);
        for _ in 0..USERS {
            users.spawn(use_app(replicas.clone(), kind, Arc::clone(&is_over)));
        }
    }
    let mut rotations = JoinSet::new();
    rotations.spawn(rotate_secret(place.join("secret"), tenant.clone()));
    rotations.spawn(certificates.rotate());
    rotations.spawn(assertions.rotate());
    rotations.spawn(rotate_session_keys(keys));
    rotations.spawn(rotate_signing_key(tenant.clone()));
    rotations.join_all().await;
    is_over.store(true, Ordering::Relaxed);

    let sign_ins = users.join_all().await;
    let tries = tenant.control().counters();
    let (signed_in, refreshed) = (sign_ins.iter().sum::<u64>(), tries.refreshes);
    assert!(signed_in >= 20 && refreshed >= 60, "{signed_in} sign-ins and {refreshed} refreshes prove little");
    let sent = tries.token_requests["authorization_code"] + tries.token_requests["refresh_token"];
    assert!(sent > signed_in + refreshed, "no credential was rejected, so no retry was needed");
}
