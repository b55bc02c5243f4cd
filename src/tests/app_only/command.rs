//! `leptos-entra job`, run with the built program against the dev tenant.

use std::process::{Command, Output};

use leptos_entra::{
    dev_tenant::{self, ApplicationRecord, RefreshMode, Running},
    server::config::Variable,
};
use serde_json::Value;

use crate::cast::{CALLBACK, options};

/// Runs the job with the settings of an app at this dev tenant, and with these changes. Returns whether it succeeded, its output and
/// its error.
async fn run(tenant: &Running, arguments: &[&str], changes: &[(&str, &str)]) -> (bool, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_leptos-entra"));
    command.current_dir(folder.path()).env_clear().args([&["job"], arguments].concat());
    command.env("CLIENT_ID", tenant.client_id()).env("CLIENT_SECRET", tenant.client_secret());
    command.env("AUTHORITY", tenant.authority()).env("REDIRECT_URI", CALLBACK).env("ENDPOINT", tenant.endpoint());
    for (name, value) in changes {
        command.env(name, value);
    }
    let Output { status, stdout, stderr } =
        tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    drop(folder);
    (status.success(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_job_lists_the_credentials_of_the_registration() {
    let tenant = dev_tenant::start(options(RefreshMode::Strict)).await.unwrap();
    let (is_done, out, error) = run(&tenant, &["credentials"], &[]).await;
    assert!(is_done, "{error}");
    assert!(out.starts_with("EXPIRES") && out.contains("secret") && out.contains("the secret of this start"), "{out}");
    let (is_done, out, error) = run(&tenant, &["credentials", "--json"], &[]).await;
    assert!(is_done, "{error}");
    let listed: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(listed[0]["kind"], "secret", "{listed}");
    assert!(listed[0]["expires"].as_str().unwrap().ends_with('Z'), "{listed}");
    for text in [out, error] {
        assert!(!text.contains("eyJ") && !text.contains(tenant.client_secret()), "{text}");
    }
    assert_eq!(tenant.control().counters().token_requests["client_credentials"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_fails_names_the_reason() {
    let tenant = dev_tenant::start(options(RefreshMode::Strict)).await.unwrap();
    let (is_done, _, error) = run(&tenant, &["credentials"], &[("CLIENT_SECRET", "wrong")]).await;
    assert!(!is_done && error.contains("issued no token") && error.contains("invalid_client"), "{error}");
    tenant.control().set_application_record(ApplicationRecord { is_readable: false, ..ApplicationRecord::default() });
    let (is_done, out, error) = run(&tenant, &["credentials"], &[]).await;
    assert!(!is_done && out.is_empty() && error.contains("status 403"), "{error}");
    let (is_done, _, error) = run(&tenant, &["credentials"], &[("CLIENT_ID", "")]).await;
    assert!(!is_done && error.contains(Variable::ClientId.name()), "{error}");
}
