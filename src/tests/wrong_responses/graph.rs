//! Tests of malformed responses of the downstream API.

use super::{MARK, assert_body_is_not_shown, assert_not_read_to_the_end, large, malformed_responses, slow};
use crate::cast::{
    App, Browser,
    broken_server::{BrokenServer, Wrong, unused_origin},
};

const API: &str = "/v1.0/me";

/// Starts an app whose downstream API is this server, and signs a user in at the dev tenant.
async fn signed_in(server: &BrokenServer) -> Browser {
    let endpoint = server.url(API);
    let app = App::start_with(|config| config.endpoint = Some(endpoint)).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser
}

/// Calls the API as a page and as JSON. Returns their status, which must be the same.
async fn call(what: &str, browser: &mut Browser) -> u16 {
    browser.received.clear();
    let (page, json) = (browser.submit("/api/call_api").await, browser.call("/api/call_api").await);
    assert_eq!(page.status, json.status, "{what}");
    page.assert_shows("Back");
    assert_body_is_not_shown(what, browser);
    page.status.as_u16()
}

/// The names of the malformed responses that are valid for an API: JSON of any kind, or an empty body.
const FINE: [&str; 4] = ["a list", "a text", "nothing", "nothing, and says so"];

#[tokio::test]
async fn an_invalid_response_is_explained() {
    let server = BrokenServer::start().await;
    let mut browser = signed_in(&server).await;
    for (what, wrong) in malformed_responses().into_iter().filter(|(what, _)| !FINE.contains(what)) {
        server.respond_with(API, wrong);
        assert_eq!(call(what, &mut browser).await, 502, "{what}");
    }
    browser.get("/").await.assert_shows("Maya Lindqvist");
}

#[tokio::test]
async fn an_oversized_response_is_not_read_to_the_end() {
    for (what, wrong) in large() {
        let server = BrokenServer::start().await;
        let mut browser = signed_in(&server).await;
        server.respond_with(API, wrong);
        assert_eq!(call(what, &mut browser).await, 502, "{what}");
        browser.submit("/api/call_api").await.assert_shows("too large");
        assert_not_read_to_the_end(&server);
    }
}

#[tokio::test]
async fn a_slow_response_times_out() {
    let server = BrokenServer::start().await;
    let endpoint = server.url(API);
    let app = App::start_with(|config| config.endpoint = Some(endpoint)).await.with_short_timeouts();
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    for (what, wrong) in slow() {
        server.respond_with(API, wrong);
        assert_eq!(call(what, &mut browser).await, 504, "{what}");
    }
}

#[tokio::test]
async fn an_unreachable_api_is_explained() {
    let endpoint = format!("{}{API}", unused_origin().await).parse().unwrap();
    let app = App::start_with(|config| config.endpoint = Some(endpoint)).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    assert_eq!(call("a port without a listener", &mut browser).await, 502);
    browser.submit("/api/call_api").await.assert_shows("The API cannot be reached");
}

#[tokio::test]
async fn graph_and_odata_errors_keep_their_status_not_their_text() {
    let server = BrokenServer::start().await;
    let mut browser = signed_in(&server).await;
    let graph =
        format!(r#"{{"error":{{"code":"{MARK}","message":"{MARK}","innerError":{{"date":"2026-02-20T13:53:31"}}}}}}"#);
    let odata = format!(r#"{{"odata.error":{{"code":"{MARK}","message":{{"lang":"en","value":"{MARK}"}}}}}}"#);
    for body in [graph.as_str(), odata.as_str(), "", "<html>0800-EVIL", "{"] {
        for (status, expected) in [
            ("400 Bad Request", 502),
            ("401 Unauthorized", 401),
            ("403 Forbidden", 403),
            ("404 Not Found", 404),
            ("429 Too Many Requests", 429),
            ("500 Internal Server Error", 502),
            ("503 Service Unavailable", 502),
        ] {
            server.respond_with(API, Wrong::answer(status, "application/json", body));
            assert_eq!(call(body, &mut browser).await, expected, "{status} {body}");
        }
    }
}

#[tokio::test]
async fn an_invalid_retry_after_is_ignored() {
    let server = BrokenServer::start().await;
    let mut browser = signed_in(&server).await;
    for value in ["99999999999", "-1", "soon", "0", "Wed, 21 Oct 2015 07:28:00 GMT", "\u{fc}"] {
        server.respond_with(API, Wrong::head("429 Too Many Requests", &format!("retry-after: {value}\r\n"), ""));
        assert_eq!(call(value, &mut browser).await, 429);
        browser.submit("/api/call_api").await.assert_shows("Try again in a minute");
    }
}

#[tokio::test]
async fn the_content_type_of_a_valid_response_is_ignored() {
    let server = BrokenServer::start().await;
    let mut browser = signed_in(&server).await;
    server.respond_with(API, Wrong::answer("200 OK", "text/html", r#"{"displayName":"Maya of the API"}"#));
    browser.submit("/api/call_api").await.assert_shows("Maya of the API");
}
