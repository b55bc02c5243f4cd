//! Faults of files while the app runs: signed-in users continue, and the app uses the previous content unless it would be outdated.

use std::{path::PathBuf, time::Duration};

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{self, RefreshMode, Running},
    server::{config::SessionStoreSetting, key_file},
};
use tempfile::TempDir;
use tokio::time::sleep;

use super::{
    FAULTS, Fault,
    kinds::{Kind, registered},
};
use crate::cast::{App, Browser, options};

/// Returns the text on the page of a sign-in that fails because of a fault. `None` if the sign-in succeeds.
fn expected(kind: Kind, fault: Fault) -> Option<&'static str> {
    // A copy of a token would soon be outdated. A token is also accepted if others can read it: see `AssertionFile::read`.
    (kind == Kind::AssertionFile && fault != Fault::OpenToOthers).then_some("CLIENT_ASSERTION_FILE")
}

/// Signs in with a new browser. Checks that the sign-in succeeds, or that its page explains the fault.
async fn sign_in(app: &App, failure: Option<&str>, what: &str) {
    let page = Browser::new(app).sign_in_to_page("maya").await;
    match failure {
        None => assert_eq!(page.status, StatusCode::OK, "{what}: {}", page.body),
        Some(words) => {
            assert_eq!(page.status, StatusCode::BAD_GATEWAY, "{what}: {}", page.body);
            page.assert_shows(words);
        }
    }
}

/// Checks that a signed-in user can call Graph and see the sessions.
async fn continues(browser: &mut Browser, what: &str) {
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK, "{what}");
    browser.get("/account/sessions").await.assert_shows("This session");
}

async fn tenant() -> Running {
    dev_tenant::start(options(RefreshMode::Strict)).await.unwrap()
}

#[tokio::test]
async fn signed_in_users_continue_during_each_fault_of_a_credential() {
    for kind in [Kind::SecretFile, Kind::Certificate, Kind::CertificateAndKeyFile, Kind::AssertionFile] {
        let tenant = tenant().await;
        let registered = registered(kind, &tenant);
        let (path, text) = registered.file.clone().unwrap();
        let app = App::beside(tenant, |config| config.client_credential = registered.value.clone());
        let mut browser = Browser::new(&app);
        browser.sign_in("maya").await;
        for fault in FAULTS {
            let what = format!("{kind:?} {fault:?}");
            fault.apply(&path, &text);
            sign_in(&app, expected(kind, fault), &what).await;
            continues(&mut browser, &what).await;
            fault.undo(&path, &text);
            sign_in(&app, None, &what).await;
        }
    }
}

/// Starts an app that keeps its sessions in a file and their keys in another file. Returns the second file with its text.
async fn app_with_session_keys(folder: &TempDir) -> (App, PathBuf, String) {
    let path = folder.path().join("keys");
    key_file::make(&path, 0).unwrap();
    let app = App::beside(tenant().await, |config| {
        config.session_store = SessionStoreSetting::Sqlite(folder.path().join("sessions.db"));
        config.session_keys_file = Some(path.clone());
    });
    let text = std::fs::read_to_string(&path).unwrap();
    (app, path, text)
}

#[tokio::test]
async fn signed_in_users_continue_during_each_fault_of_session_keys() {
    let folder = tempfile::tempdir().unwrap();
    let (app, path, text) = app_with_session_keys(&folder).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    for fault in FAULTS {
        let what = format!("{fault:?}");
        fault.apply(&path, &text);
        // The app checks the file every three seconds.
        sleep(Duration::from_millis(3_100)).await;
        continues(&mut browser, &what).await;
        sign_in(&app, None, &what).await;
        fault.undo(&path, &text);
    }
    continues(&mut browser, "afterwards").await;
}
