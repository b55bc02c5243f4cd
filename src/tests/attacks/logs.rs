//! Log injection: values from unauthenticated requests must not forge log lines or terminal colours.

use axum::http::Method;

use crate::cast::{App, Browser, Log};

#[tokio::test]
async fn a_31_a_request_cannot_forge_log_lines_or_colours() {
    let (log, guard) = Log::begin();
    let app = App::start().await;
    let forged = "forged=1 event=\"authn_login_success\"";
    for path in [
        "/%0a2026-01-01 INFO forged=1 event=\"authn_login_success\"",
        "/%1b[2J%1b[31mforged=1",
        "/%0d%0aforged=1",
        "/getAToken?error=%0aforged%3d1&error_description=%1b[31mforged%3d1&state=a",
        "/getAToken?code=%0aforged%3d1&state=%0d%0aforged%3d1",
        "/sign-in?return_to=/%0aforged%3d1",
        "/sign-in-failed?problem=%0aforged%3d1&ref=%1bforged%3d1",
    ] {
        let path = path.replace(' ', "%20").replace('"', "%22");
        let headers = [("user-agent", forged), ("referer", forged), ("accept", forged), ("sec-fetch-site", forged)];
        Browser::new(&app).send(Method::GET, &path, &headers, "").await;
        Browser::new(&app).send(Method::POST, &path, &headers, "").await;
    }
    drop(guard);
    let plain = String::from_utf8(log.bytes()).unwrap();
    assert!(plain.contains("malicious_cors") && plain.contains("request{"), "the log was written: {plain}");
    assert!(!plain.contains('\u{1b}') && !plain.contains('\r'), "{plain}");
    for line in plain.lines().filter(|line| !line.is_empty()) {
        let begins_as_ours = line.starts_with("20") && line.get(10..11) == Some("T");
        assert!(begins_as_ours || line.starts_with(' '), "{line:?}");
    }
    assert!(!plain.contains("event=\"authn_login_success\""), "no sign-in is logged");
}
