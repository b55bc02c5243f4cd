//! The log of the built program with `LOG_FORMAT=json`: one JSON object in each line, and no secret.

use serde_json::Value;

use crate::cast::{Browser, parameter, replicas::Replicas};

/// Reads the log, each line of which must be a JSON object with the members of every entry.
pub fn entries(log: &str) -> Vec<Value> {
    let entries: Vec<Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line:?}"))).collect();
    for entry in &entries {
        let is_complete = ["timestamp", "level", "target"].iter().all(|name| entry[name].is_string());
        assert!(is_complete && entry["fields"].is_object(), "{entry}");
    }
    entries
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn given_a_sign_in_then_every_line_is_json_without_secrets() {
    let settings = [("LOG_FORMAT", "json"), ("RUST_LOG", "trace,hyper=off,hyper_util=off,h2=off")];
    let replicas = Replicas::start_with(1, "memory:", &settings).await;
    let mut browser = Browser::new(replicas.only(0));
    let callback = browser.reach_callback("/sign-in", "maya").await;
    assert_eq!(browser.get(&callback).await.location(), "/");
    browser.get("/").await.assert_shows("Maya Lindqvist");
    browser.submit("/api/call_api").await;
    let log = replicas.log(0);
    let entries = entries(&log);
    let message = |entry: &Value| entry["fields"]["message"].as_str().unwrap_or_default().to_owned();
    assert!(entries.iter().any(|entry| message(entry).starts_with("Leptos Entra is ready")), "{log}");
    let sent =
        entries.iter().find(|entry| message(entry) == "response sent" && entry["spans"][0]["path"] == "/getAToken");
    let sent = sent.unwrap_or_else(|| panic!("{log}"));
    assert!(sent["fields"]["status"] == 303 && sent["spans"][0]["method"] == "GET", "{sent}");
    assert!(sent["spans"][0]["id"].is_string(), "{sent}");
    let of_callback = ["code", "state"].map(|name| parameter(&callback, name).unwrap());
    let cookies = browser.cookies.values().filter(|value| value.len() > 8).cloned();
    for secret in of_callback.into_iter().chain(cookies).chain([replicas.tenant.client_secret().to_owned()]) {
        assert!(!log.contains(&secret), "{secret}");
    }
    assert!(!log.contains("Maya") && !log.contains("maya@"), "{log}");
}
