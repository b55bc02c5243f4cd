//! The page `/setup` of the built program: the results of the checks in development, and the response of an unknown address for all
//! other requests.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    thread,
    time::{Duration, Instant},
};

use leptos_entra::dev_tenant::Running as RunningTenant;
use tokio::time::sleep;

use crate::{
    cast::{CALLBACK, broken_server::unused_origin},
    configuration::program::{Program, Running},
    doctor::start_tenant,
};

const HERE: &str = "Host: localhost:3000\r\n";

/// Returns the program as an app in development that is registered at this dev tenant.
fn app_of(tenant: &RunningTenant) -> Program {
    Program::new()
        .set("CLIENT_ID", tenant.client_id())
        .set("CLIENT_SECRET", tenant.client_secret())
        .set("AUTHORITY", &tenant.authority())
        .set("REDIRECT_URI", CALLBACK)
        .set("ENDPOINT", &tenant.endpoint())
        .set("SESSION_STORE", "sqlite:sessions.db")
}

/// Returns the response of `/setup`, without hydration markers.
fn page_of(program: &Running) -> String {
    program.request("GET /setup", HERE).replace("<!>", "")
}

/// Asserts that the page names the check as a problem, and shows these texts.
fn assert_names(page: &str, check: &str, texts: &[&str]) {
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("no-store"), "{page}");
    let (_, problems) = page.split_once("class=\"findings\"").unwrap_or_else(|| panic!("no problem: {page}"));
    let (problems, _) = problems.split_once("</ul>").unwrap();
    let problem = problems.split("<li>").find(|item| item.contains(&format!("<code>{check}</code>")));
    let problem = problem.unwrap_or_else(|| panic!("{check} is no problem: {problems}"));
    for text in texts {
        assert!(problem.contains(text), "{check} does not show {text}: {problem}");
    }
}

/// Returns whether no run has begun: a run sends an authorization request.
fn has_no_probe(tenant: &RunningTenant) -> bool {
    tenant.control().last_authorization_request().is_empty()
}

fn token_requests(tenant: &RunningTenant) -> u64 {
    tenant.control().counters().token_requests.get("client_credentials").copied().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complete_set_up_passes_without_a_secret_on_the_page() {
    let tenant = start_tenant().await;
    let app = app_of(&tenant).start();
    let page = page_of(&app);
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("0 failed, 0 with a warning, "), "{page}");
    for check in ["settings", "files", "credential", "session-keys", "store", "network", "redirect-uri", "api"] {
        assert!(page.contains(&format!("<code>{check}</code>")), "{check}: {page}");
    }
    assert!(!page.contains(tenant.client_secret()) && !page.contains("class=\"findings\""), "{page}");
    // The checks have not disturbed the store of the app. The app fetches the metadata in the background.
    let is_ready = || app.request("GET /health/ready", HERE).starts_with("HTTP/1.1 200");
    let started = Instant::now();
    while !is_ready() {
        assert!(started.elapsed() < Duration::from_secs(20), "{}", app.request("GET /health/ready", HERE));
        sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fault_is_shown_with_its_reason_and_correction() {
    let tenant = start_tenant().await;
    let secret = app_of(&tenant).set("CLIENT_SECRET", "8rTKmwz-q3~wrong").start();
    let page = page_of(&secret);
    let reset = format!("az ad app credential reset --id {}", tenant.client_id());
    assert_names(&page, "credential-accepted", &["Failed: ", "AADSTS7000215", &reset, "error?code=7000215"]);
    assert!(page.contains("1 failed") && !page.contains("8rTKmwz-q3~wrong"), "{page}");
    let other = app_of(&tenant).set("REDIRECT_URI", "http://localhost:3000/other").set("SESSION_STORE", "memory:");
    let page = page_of(&other.start());
    assert_names(&page, "redirect-uri", &["AADSTS50011", "http://localhost:3000/other", "--web-redirect-uris"]);
    assert_names(&page, "store", &["Warning: ", "in memory", "SESSION_STORE=sqlite:"]);
    let blocked = unused_origin().await;
    let blocked = app_of(&tenant).set("AUTHORITY", "").set("OIDC_AUTHORITY", &blocked);
    let page = page_of(&blocked.start());
    assert_names(&page, "network", &["(TCP)", "firewall"]);
    assert_names(&page, "metadata", &["could not be fetched"]);
    assert!(page.contains("Not checked"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_readable_env_file_is_a_warning_on_the_page() {
    let tenant = start_tenant().await;
    let app = app_of(&tenant).file(".env", "RATE_LIMIT_API=10\n");
    fs::set_permissions(app.path(".env"), fs::Permissions::from_mode(0o644)).unwrap();
    assert_names(&page_of(&app.start()), "files", &["0644", "chmod 600 .env"]);
}

#[test]
fn an_incomplete_configuration_links_to_its_checks() {
    let secret = "8rTKmwz-q3~of-this-app";
    let app = Program::new().set("CLIENT_SECRET", secret).start();
    let missing = app.request("GET /", HERE);
    assert!(missing.starts_with("HTTP/1.1 503") && missing.contains("href=\"/setup\""), "{missing}");
    let page = page_of(&app);
    assert_names(&page, "settings", &["CLIENT_ID is not set", "Example: CLIENT_ID="]);
    assert!(page.contains("not checked, because settings are invalid.") && !page.contains(secret), "{page}");
    for request in ["Host: app.example\r\n".to_owned(), format!("{HERE}X-Forwarded-For: 192.0.2.1\r\n")] {
        let page = app.request("GET /setup", &request);
        assert!(page.starts_with("HTTP/1.1 503") && !page.contains("href=\"/setup\""), "{request}: {page}");
    }
}

#[test]
fn the_dev_tenant_is_checked_and_named() {
    let page = page_of(&Program::new().set("DEV_TENANT_ADDR", "127.0.0.1:0").start());
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("0 failed"), "{page}");
    for text in ["built-in development tenant", "no tenant is configured", "the provider accepts the credential."] {
        assert!(page.contains(text), "{text}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_or_foreign_request_finds_no_page() {
    let tenant = start_tenant().await;
    let app = app_of(&tenant).start();
    for more in [
        "Host: app.example\r\n",
        "Host: localhost.app.example\r\n",
        "Host: localhost:3000\r\nX-Forwarded-For: 127.0.0.1\r\n",
        "Host: localhost:3000\r\nX-Forwarded-Host: app.example\r\n",
        "Host: localhost:3000\r\nForwarded: for=192.0.2.1\r\n",
        "Host: localhost:3000\r\nVia: 1.1 proxy\r\n",
        "Host: localhost:3000\r\nX-Real-IP: 192.0.2.1\r\n",
        "Host: localhost:3000\r\nSec-Fetch-Site: cross-site\r\n",
    ] {
        let page = app.request("GET /setup", more);
        assert!(page.starts_with("HTTP/1.1 404") && page.contains("Page not found"), "{more}: {page}");
    }
    let prefetched = app.request("GET /setup", &format!("{HERE}Sec-Purpose: prefetch\r\n"));
    assert!(prefetched.starts_with("HTTP/1.1 503"), "{prefetched}");
    assert!(app.request("HEAD /setup", HERE).starts_with("HTTP/1.1 204"));
    assert!(has_no_probe(&tenant));
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_requests_share_one_run() {
    let tenant = start_tenant().await;
    // Without Graph the app does not read its registration, so the only token request is that of the checks.
    let app = app_of(&tenant).set("ENDPOINT", "").start();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert!(page_of(&app).starts_with("HTTP/1.1 200")));
        }
    });
    assert!(page_of(&app).starts_with("HTTP/1.1 200"));
    assert_eq!(token_requests(&tenant), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_limited_per_client() {
    let tenant = start_tenant().await;
    let app = app_of(&tenant).set("RATE_LIMIT_SIGN_IN", "2").start();
    let statuses = [(); 3].map(|()| page_of(&app).split(' ').nth(1).unwrap().to_owned());
    assert_eq!(statuses, ["200", "200", "429"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_for_the_public_has_no_such_page() {
    let tenant = start_tenant().await;
    let public = || app_of(&tenant).set("REDIRECT_URI", "https://app.example/getAToken");
    let complete = public().set("SESSION_KEYS_FILE", "session-keys");
    assert!(complete.run(&["keys", "new", "--file", "session-keys"]).status.success());
    let complete = complete.start();
    for host in [HERE, "Host: app.example\r\n"] {
        let page = complete.request("GET /setup", host);
        assert!(page.starts_with("HTTP/1.1 404"), "{host}: {page}");
    }
    // The file of session keys is missing, so the settings are incomplete.
    let incomplete = public().start();
    for path in ["/", "/setup"] {
        let page = incomplete.request(&format!("GET {path}"), HERE);
        assert!(page.starts_with("HTTP/1.1 503") && !page.contains("/setup"), "{page}");
    }
    assert!(has_no_probe(&tenant));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_below_the_base_path() {
    let tenant = start_tenant().await;
    let app = app_of(&tenant)
        .set("REDIRECT_URI", "http://localhost:3000/app/getAToken")
        .set("PUBLIC_URL", "http://localhost:3000/app")
        .start();
    let page = app.request("GET /app/setup", HERE);
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("href=\"/app/\""), "{page}");
    assert!(app.request("GET /setup", HERE).starts_with("HTTP/1.1 404"));
}
