//! The ID of a request: a GUID that the log, the failure page, the API and the token endpoint share.

use axum::http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    cast::{
        App, Browser, Log, Watched,
        broken_server::{BrokenServer, Wrong},
        replicas::Replicas,
    },
    json_log,
};

const LOG: [(&str, &str); 2] = [("LOG_FORMAT", "json"), ("RUST_LOG", "debug,hyper=off,hyper_util=off")];

/// Returns the ID of the last request for this path.
fn id_of(entries: &[Value], path: &str) -> String {
    let of_path = |entry: &&Value| entry["spans"][0]["path"] == path;
    let entry = entries.iter().rev().find(of_path).unwrap_or_else(|| panic!("{path}: {entries:#?}"));
    let id = entry["spans"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(Uuid::try_parse(&id).unwrap().get_version_num(), 4, "{id}");
    id
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_an_api_call_then_client_request_id_is_that_of_the_log() {
    let api = BrokenServer::start().await;
    api.respond_with("/me", Wrong::json("{}"));
    let endpoint = api.url("/me");
    let settings = [&LOG[..], &[("ENDPOINT", endpoint.as_str()), ("ENDPOINT_API", "graph")]].concat();
    let replicas = Replicas::start_with(1, "memory:", &settings).await;
    let mut browser = Browser::new(replicas.only(0));
    browser.sign_in("maya").await;
    for _ in 0..2 {
        browser.submit("/api/call_api").await;
        let request = api.requests().pop().unwrap();
        let sent = request.lines().find_map(|line| line.strip_prefix("client-request-id: ")).unwrap();
        assert_eq!(sent, id_of(&json_log::entries(&replicas.log(0)), "/api/call_api"), "{request}");
        assert!(!request.contains("traceparent"), "traces are switched off: {request}");
    }
    let [first, second] = api.requests().try_into().unwrap();
    assert_ne!(first, second, "each request has another ID");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_a_refused_code_then_correlation_id_is_that_of_the_log() {
    let settings = [&LOG[..], &[("CLIENT_SECRET", "a-wrong-secret-of-this-app")]].concat();
    let replicas = Replicas::start_with(1, "memory:", &settings).await;
    let mut browser = Browser::new(replicas.only(0));
    let callback = browser.reach_callback("/sign-in", "maya").await;
    let failed = browser.get(&callback).await.location().to_owned();
    let entries = json_log::entries(&replicas.log(0));
    let id = id_of(&entries, "/getAToken");
    let refused = entries.iter().find(|entry| entry["fields"]["event"] == "authn_login_fail").unwrap();
    assert_eq!(refused["fields"]["correlation_id"], id, "Entra ID responds with the ID that it was sent");
    browser.get(&failed).await.assert_shows(&id);
}

#[tokio::test]
async fn given_a_failed_store_then_the_page_has_the_id_of_the_log() {
    let (log, guard) = Log::begin();
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    watched.break_verbs(&["*"]);
    let page = browser.get("/account/sessions").await;
    drop(guard);
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    let id = page.body.split("request ID <code dir=\"ltr\">").nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(Uuid::try_parse(id).unwrap().get_version_num(), 4, "{id}");
    let log = String::from_utf8(log.bytes()).unwrap();
    let line = log.lines().find(|line| line.contains("the session store failed")).unwrap();
    assert!(line.contains(&format!("id={id}")), "{line}");
}
