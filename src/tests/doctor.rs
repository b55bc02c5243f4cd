//! `leptos-entra doctor`, run with the built program against the dev tenant: each check passes once and fails once.

mod client;
mod expiry;
mod network;
mod other_clouds;
mod other_providers;
mod provider;
pub mod proxy;
mod registration;
mod settings;
mod store;

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
    time::{Duration, Instant},
};

use leptos_entra::dev_tenant::{self, Options, RefreshMode, Running};
use serde_json::Value;
use tempfile::TempDir;
use url::Url;

use crate::cast::{self, CALLBACK};

/// The names of all checks, which are part of the interface.
const CHECKS: [&str; 15] = [
    "settings",
    "files",
    "credential",
    "session-keys",
    "store",
    "network",
    "clock",
    "tenant",
    "metadata",
    "signing-keys",
    "app-id",
    "credential-accepted",
    "redirect-uri",
    "registration",
    "api",
];

/// The doctor before it runs: the working directory and the environment variables of the app.
pub struct Doctor {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

/// The result of a run.
pub struct Report {
    pub code: i32,
    pub out: String,
    pub error: String,
    pub duration: Duration,
}

impl Doctor {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), variables: Vec::new() }
    }

    /// Returns the doctor of an app that is registered at this dev tenant.
    pub fn of(tenant: &Running) -> Self {
        Self::new()
            .set("CLIENT_ID", tenant.client_id())
            .set("CLIENT_SECRET", tenant.client_secret())
            .set("AUTHORITY", &tenant.authority())
            .set("REDIRECT_URI", CALLBACK)
            .set("ENDPOINT", &tenant.endpoint())
    }

    /// Sets a variable of the app, instead of an earlier value.
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(set, _)| set != name);
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.variables.retain(|(set, _)| set != name);
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(self, name: &str, content: &str) -> Self {
        fs::write(self.path(name), content).unwrap();
        self
    }

    /// Runs the doctor with these arguments. The dev tenant of the test continues to run.
    pub async fn run(&self, arguments: &[&str]) -> Report {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leptos-entra"));
        command.current_dir(self.folder.path()).env_clear().envs(self.variables.iter().cloned());
        command.arg("doctor").args(arguments);
        let begun = Instant::now();
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        let duration = begun.elapsed();
        let Output { status, stdout, stderr } = output;
        let [out, error] = [stdout, stderr].map(|text| String::from_utf8(text).unwrap());
        Report { code: status.code().unwrap(), out, error, duration }
    }

    /// Runs all checks.
    pub async fn report(&self) -> Report {
        self.run(&["--json"]).await
    }

    /// Runs one check.
    pub async fn only(&self, check: &str) -> Report {
        self.run(&["--json", "--only", check]).await
    }
}

impl Report {
    fn document(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}{}", self.out, self.error))
    }

    /// Returns the lines about a check.
    pub fn lines(&self, check: &str) -> Vec<Value> {
        let all = self.document()["checks"].as_array().unwrap().clone();
        all.into_iter().filter(|line| line["check"] == check).collect()
    }

    /// Asserts that all lines about a check have this result.
    pub fn assert_is(&self, check: &str, result: &str) {
        let lines = self.lines(check);
        assert!(!lines.is_empty() && lines.iter().all(|line| line["result"] == result), "{check}: {}", self.out);
    }

    /// Asserts that a line about the check failed, and that it names the cause and says how to correct it.
    pub fn assert_fails(&self, check: &str, causes: &[&str]) {
        self.assert_names(check, "failed", causes);
        assert_eq!((self.code, &self.document()["result"]), (1, &Value::from("failed")), "{}", self.out);
    }

    /// Asserts that a line about the check has this result, names the cause, and says how to correct it.
    pub fn assert_names(&self, check: &str, result: &str, causes: &[&str]) {
        let lines = self.lines(check);
        let line = lines.iter().find(|line| line["result"] == result);
        let line = line.unwrap_or_else(|| panic!("{check} is not {result}: {}{}", self.out, self.error));
        let text = line.to_string();
        for cause in causes {
            assert!(text.contains(cause), "{check} does not name {cause}: {line:#}");
        }
        assert!(line["fix"].as_str().is_some_and(|fix| fix.len() > 10), "{check} has no correction: {line:#}");
    }
}

pub async fn start_tenant() -> Running {
    start_with(|_| ()).await
}

/// Starts a dev tenant with changed options. Waits for its signing keys, because creating them may take longer than the
/// doctor waits for a response.
pub async fn start_with(change: impl FnOnce(&mut Options)) -> Running {
    let mut options = cast::options(RefreshMode::Entra);
    change(&mut options);
    let tenant = dev_tenant::start(options).await.unwrap();
    let authority = Url::parse(&tenant.authority()).unwrap();
    let keys = format!("http://{}{}/discovery/v2.0/keys", tenant.listens_on(), authority.path());
    assert!(cast::front::direct().get(keys).send().await.unwrap().status().is_success());
    tenant.control().reset();
    tenant
}

#[tokio::test]
async fn a_complete_set_up_passes_every_check() {
    let tenant = start_tenant().await;
    let report = Doctor::of(&tenant).report().await;
    for check in CHECKS {
        report.assert_is(check, "ok");
    }
    assert_eq!((report.code, report.error.as_str(), &report.document()["result"]), (0, "", &Value::from("ok")));
    assert!(report.duration < Duration::from_secs(15), "{:?}", report.duration);
    assert_eq!(report.lines("redirect-uri").len(), 2, "the second redirect URI is that of the admin consent");
}

#[tokio::test]
async fn the_text_has_a_line_for_each_check_and_no_colours() {
    let tenant = start_tenant().await;
    let report = Doctor::of(&tenant).run(&[]).await;
    for check in CHECKS {
        let start = format!("ok       {check}");
        assert!(report.out.lines().any(|line| line.starts_with(&start)), "{check}: {}", report.out);
    }
    assert!(!report.out.contains('\u{1b}') && report.out.contains("0 failed"), "{}", report.out);
}

#[tokio::test]
async fn only_the_selected_checks_run() {
    let tenant = start_tenant().await;
    let report = Doctor::of(&tenant).run(&["--json", "--only", "clock,store"]).await;
    let checks: Vec<_> =
        report.document()["checks"].as_array().unwrap().iter().map(|line| line["check"].clone()).collect();
    assert_eq!(checks, ["store", "clock"]);
    assert_eq!(tenant.control().counters().token_requests.len(), 0, "the credential was not sent");
}

#[tokio::test]
async fn a_wrong_command_line_exits_with_2() {
    for arguments in [["--only", "nothing"], ["--json", "--every"]] {
        let report = Doctor::new().run(&arguments).await;
        assert_eq!(report.code, 2, "{}", report.error);
        assert!(report.out.is_empty() && !report.error.is_empty());
    }
}

#[tokio::test]
async fn offline_no_connection_is_made() {
    let tenant = start_tenant().await;
    let report = Doctor::of(&tenant).run(&["--json", "--offline"]).await;
    assert!(report.code == 0 && report.duration < Duration::from_secs(5), "{:?} {}", report.duration, report.out);
    for check in ["settings", "files", "credential", "session-keys", "store"] {
        report.assert_is(check, "ok");
    }
    for check in &CHECKS[5..] {
        report.assert_is(check, "skipped");
    }
    let counters = tenant.control().counters();
    assert!(counters.keys_requests == 0 && counters.token_requests.is_empty(), "{counters:?}");
}

#[tokio::test]
async fn no_secret_is_printed() {
    const WRONG: &str = "8rTKmwz-q3~wrong";
    const PASSWORD: &str = "pass-7d41-word";
    let tenant = start_tenant().await;
    let store = format!("postgres://app:{PASSWORD}@127.0.0.1:1/app?sslmode=disable");
    let doctor = Doctor::of(&tenant).set("CLIENT_SECRET", WRONG).set("SESSION_STORE", &store);
    let right = Doctor::of(&tenant);
    let pasted = Doctor::of(&tenant).set("CLIENT_ID", WRONG).set("AUTHORITY", &format!("https://{WRONG}"));
    for (doctor, secret) in [(doctor, WRONG), (right, tenant.client_secret()), (pasted, WRONG)] {
        for arguments in [&["--json"][..], &[]] {
            let report = doctor.run(arguments).await;
            for secret in [secret, PASSWORD] {
                assert!(!format!("{}{}", report.out, report.error).contains(secret), "{}", report.out);
            }
        }
    }
}
