//! Every security event has its name of OWASP's vocabulary in the log, its fields, and no personal data.

use std::num::NonZeroU32;

use axum::http::{Method, StatusCode};
use leptos_entra::{
    dev_tenant::{AuthorizeFault, GraphFault, Times, TokenFault},
    server::{
        config::{SessionStoreSetting, Traffic},
        security_event::SecurityEvent,
    },
};
use rusqlite::Connection;
use serde_json::json;
use tokio::task::block_in_place;

use crate::{
    back_channel::provider::Provider,
    cast::{App, Browser, Log, replicas::Replicas},
    guards::{Operator, caller},
    json_log,
};

const FROM_PAGE: (&str, &str) = ("sec-fetch-site", "same-origin");

/// Asserts that the log has the event in one line, with these parts, and without personal data.
fn assert_logged(log: &Log, event: &str, parts: &[&str]) {
    let text = String::from_utf8(log.bytes()).unwrap();
    let named = format!("event=\"{event}\"");
    let lines: Vec<_> = text.lines().filter(|line| line.contains(&named)).collect();
    let [line] = lines.as_slice() else { panic!("{event}: {lines:?} in {text}") };
    for part in parts {
        assert!(line.contains(part), "{part}: {line}");
    }
    for personal in ["Maya", "maya", "Lindqvist", "127.0.0.1"] {
        assert!(!line.contains(personal), "{personal}: {line}");
    }
}

async fn signed_in(app: &App) -> Browser {
    let mut browser = Browser::new(app);
    assert_eq!(browser.sign_in("maya").await.location(), "/");
    browser
}

async fn fail_to_sign_in(app: &App, browser: &mut Browser) {
    app.control().arm_authorize_fault(AuthorizeFault { error: "access_denied".into(), aadsts: 50105 }, Times::Once);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    assert!(browser.get(&callback).await.location().starts_with("/sign-in-failed"));
}

#[test]
fn every_event_is_documented_and_has_a_test() {
    let (document, tests) = (include_str!("../docs/operate.md"), include_str!("security_events.rs"));
    for event in SecurityEvent::ALL {
        let name = event.name();
        assert!(document.contains(&format!("| `{name}` |")), "{name} is not documented");
        assert!(tests.contains(&format!("\"{name}\"")), "{name} has no test");
    }
}

#[tokio::test]
async fn given_a_sign_in_then_its_success_is_logged() {
    let (log, _listening) = Log::begin();
    signed_in(&App::start().await).await;
    assert_logged(&log, "authn_login_success", &[" INFO ", "session=", "user="]);
}

#[tokio::test]
async fn given_a_rejected_sign_in_then_its_failure_is_logged() {
    let (log, _listening) = Log::begin();
    let app = App::start().await;
    fail_to_sign_in(&app, &mut Browser::new(&app)).await;
    assert_logged(&log, "authn_login_fail", &[" WARN ", "number=\"AADSTS50105\""]);
}

#[tokio::test]
async fn given_several_failures_in_a_row_then_the_stop_is_logged() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    for _ in 0..3 {
        fail_to_sign_in(&app, &mut browser).await;
    }
    let (log, _listening) = Log::begin();
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_logged(&log, "authn_login_fail_max", &[" WARN "]);
}

#[tokio::test]
async fn given_a_response_without_a_sign_in_then_sequence_fail() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let callback = browser.reach_callback("/sign-in", "maya").await;
    let (log, _listening) = Log::begin();
    let other = Browser::new(&app).get(&callback).await;
    assert!(other.location().starts_with("/sign-in-failed"));
    assert_logged(&log, "sequence_fail", &[" WARN "]);
}

#[tokio::test]
async fn given_a_refresh_then_authn_token_created() {
    let app = App::start().await;
    let mut browser = signed_in(&app).await;
    app.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
    let (log, _listening) = Log::begin();
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    assert_logged(&log, "authn_token_created", &["DEBUG ", "session="]);
}

#[tokio::test]
async fn given_a_rejected_refresh_token_then_authn_token_revoked() {
    let app = App::start().await;
    let mut browser = signed_in(&app).await;
    app.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
    let fault = TokenFault::Error { error: "invalid_grant".into(), aadsts: 700_082, suberror: None, claims: None };
    app.control().arm_token_fault(fault, Times::Once);
    let (log, _listening) = Log::begin();
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::UNAUTHORIZED);
    assert_logged(&log, "authn_token_revoked", &[" INFO ", "session=", "number=\"AADSTS700082\""]);
    assert_logged(&log, "session_expired", &["reason=\"revoked\"", "session="]);
}

#[tokio::test]
async fn given_a_second_logout_token_then_authn_token_reuse() {
    let provider = Provider::start().await;
    let token = provider.logout_token(&json!({ "sub": "maya" }));
    let (log, _listening) = Log::begin();
    provider.assert_accepted(&token).await;
    provider.assert_refused("the same token", &token).await;
    assert_logged(&log, "authn_token_reuse", &[" WARN "]);
}

#[tokio::test]
async fn given_a_forged_logout_token_then_input_validation_fail() {
    let provider = Provider::start().await;
    let token = provider.logout_token(&json!({ "sub": "maya", "aud": "another-app" }));
    let (log, _listening) = Log::begin();
    provider.assert_refused("another audience", &token).await;
    assert_logged(&log, "input_validation_fail", &[" WARN ", "error="]);
}

#[tokio::test]
async fn given_a_switch_of_accounts_then_session_switched() {
    let app = App::start().await;
    let mut browser = signed_in(&app).await;
    let callback = browser.reach_callback("/sign-in?account=another", "tom").await;
    browser.land(&callback).await;
    let page = browser.get("/accounts").await;
    let reference = crate::accounts::references(&page).remove(0);
    let (log, _guard) = Log::begin();
    browser.submit_with("/accounts/switch", "account", &reference).await;
    assert_logged(&log, "session_switched", &[" INFO ", "session=", "user="]);
}

#[tokio::test]
async fn given_the_end_of_a_session_then_session_expired() {
    let app = App::start().await;
    let (mut here, _there) = (signed_in(&app).await, signed_in(&app).await);
    let (log, listening) = Log::begin();
    here.submit("/account/sessions/end-others").await;
    assert_logged(&log, "session_expired", &[" INFO ", "reason=\"revoked\"", "sessions=", "by="]);
    drop(listening);
    let (log, _listening) = Log::begin();
    here.submit("/api/sign_out").await;
    assert_logged(&log, "session_expired", &[" INFO ", "reason=\"logout\"", "session=", "user="]);
}

#[tokio::test]
async fn given_a_missing_role_then_authz_fail() {
    let app = App::start().await;
    let browser = signed_in(&app).await;
    let (log, _listening) = Log::begin();
    assert!(caller(&app, &browser).signed_in_with::<Operator>().await.is_err());
    assert_logged(&log, "authz_fail", &["session=", "user=", "an app role is missing"]);
}

#[tokio::test]
async fn given_an_admin_consent_then_authz_admin() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    let address = browser.get("/admin-consent/begin").await.location().to_owned();
    let page = browser.visit_tenant(&address).await;
    let back = browser.press(&page, &[("decision", "accept")]).await.location().to_owned();
    let (log, _listening) = Log::begin();
    browser.get(&back).await.assert_shows("The app is approved");
    assert_logged(&log, "authz_admin", &[" INFO "]);
}

#[tokio::test]
async fn given_a_damaged_record_then_crypt_decrypt_fail() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.db");
    let app = App::start_with(|config| config.session_store = SessionStoreSetting::Sqlite(path.clone())).await;
    let mut browser = signed_in(&app).await;
    let damaged = Connection::open(&path).unwrap().execute("UPDATE session_tokens SET tokens = randomblob(500)", ());
    assert_eq!(damaged.unwrap(), 1);
    let (log, _listening) = Log::begin();
    browser.submit("/api/call_api").await;
    assert_logged(&log, "crypt_decrypt_fail", &[" WARN ", "table="]);
}

#[tokio::test]
async fn given_too_many_requests_then_excess_rate_limit_exceeded() {
    let traffic = Traffic { sign_in: NonZeroU32::new(1), ..Traffic::unlimited() };
    let app = App::start_with(|config| config.site.traffic = traffic).await;
    let mut browser = Browser::new(&app);
    browser.get("/sign-in").await;
    let (log, _listening) = Log::begin();
    assert_eq!(browser.get("/sign-in").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_logged(&log, "excess_rate_limit_exceeded", &[" WARN "]);
}

#[tokio::test]
async fn given_a_request_of_another_site_then_malicious_cors() {
    let app = App::start().await;
    let (log, _listening) = Log::begin();
    let headers = [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")];
    let page = Browser::new(&app).send(Method::POST, "/api/sign_out", &headers, "").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_logged(&log, "malicious_cors", &[" WARN "]);
}

#[tokio::test]
async fn given_a_violation_report_then_csp_violation() {
    let app = App::start().await;
    let report = r#"{"csp-report":{"violated-directive":"script-src","blocked-uri":"https://evil.example/maya"}}"#;
    let headers = [FROM_PAGE, ("content-type", "application/csp-report")];
    let (log, _listening) = Log::begin();
    Browser::new(&app).send(Method::POST, "/csp-report", &headers, report).await;
    assert_logged(&log, "csp_violation", &["script-src", "https://evil.example"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_a_start_and_a_stop_then_sys_startup_and_sys_shutdown() {
    let settings = [("LOG_FORMAT", "json"), ("RUST_LOG", "info")];
    let mut replicas = Replicas::start_with(1, "memory:", &settings).await;
    let wait = tokio::time::Duration::from_millis(20);
    for _ in 0..500 {
        if replicas.log(0).contains("sys_startup") {
            break;
        }
        tokio::time::sleep(wait).await;
    }
    replicas.signal(0, "TERM");
    assert_eq!(block_in_place(|| replicas.exit_code(0)), Some(0));
    let events = json_log::entries(&replicas.log(0)).into_iter().map(|entry| entry["fields"]["event"].clone());
    let of_process: Vec<_> =
        events.filter(|event| event.as_str().is_some_and(|name| name.starts_with("sys_"))).collect();
    assert_eq!(of_process, ["sys_startup", "sys_shutdown"]);
}
