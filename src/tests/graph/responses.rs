//! The result page for each kind of response of the downstream API: bodies, error statuses, `Retry-After` and redirects.

use leptos_entra::server::{
    clock,
    graph::{self, GraphError},
};

use crate::{
    cast::{
        App, Browser, Page,
        broken_server::{BrokenServer, Wrong},
    },
    guards::caller,
};

const API: &str = "/v1.0/me";

/// Starts an app whose downstream API is this server, and signs a user in at the dev tenant.
pub async fn signed_in(server: &BrokenServer) -> (App, Browser) {
    let endpoint = server.url(API);
    let app = App::start_with(|config| config.endpoint = Some(endpoint)).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    (app, browser)
}

/// Returns the result page for this response of the API, after checking that the JSON result has the same status.
pub async fn page_for(server: &BrokenServer, browser: &mut Browser, response: Wrong) -> Page {
    server.respond_with(API, response);
    let page = browser.submit("/api/call_api").await;
    assert_eq!(browser.call("/api/call_api").await.status, page.status);
    page
}

pub fn bytes(status: &str, headers: &str, body: &[u8]) -> Wrong {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n");
    Wrong::Bytes([head.as_bytes(), body].concat())
}

#[tokio::test]
async fn json_is_shown_as_received() {
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    for (body, shown) in [
        (&br#"{"displayName":"Ada \ud83d","jobTitle":"Engineer"}"#[..], "\"displayName\": \"Ada \u{fffd}\""),
        (b"{\"displayName\":\"J\xe9r\xf4me\"}", "\"displayName\": \"J\u{fffd}r\u{fffd}me\""),
        (b"\xef\xbb\xbf{\"a\":1}", "\"a\": 1"),
        (
            br#"{"zone":"first","area":"second","price":1.10,"tag":"one","tag":"two"}"#,
            "{\n  \"zone\": \"first\",\n  \"area\": \"second\",\n  \"price\": 1.10,\n  \"tag\": \"one\",\n  \"tag\": \"two\"\n}",
        ),
        (
            b"{\"n\":123456789012345678901234567890.00,\"e\":1E+400}",
            "123456789012345678901234567890.00,\n  \"e\": 1E+400",
        ),
    ] {
        let page = page_for(&server, &mut browser, bytes("200 OK", "content-type: application/json\r\n", body)).await;
        assert_eq!(page.status, 200, "{shown}");
        page.assert_shows(shown);
    }
}

#[tokio::test]
async fn deep_and_wide_json_is_cut_and_the_page_says_so() {
    const MEGABYTE: usize = 1024 * 1024;
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    let deep = "[".repeat(MEGABYTE / 2) + &"]".repeat(MEGABYTE / 2);
    let wide = format!("{}{}0{}", "[".repeat(1000), "0,".repeat(MEGABYTE / 2 - 1001), "]".repeat(1000));
    for body in [deep, wide] {
        let page = page_for(&server, &mut browser, Wrong::json(&body)).await;
        assert_eq!(page.status, 200);
        page.assert_shows("only its beginning is shown");
        assert!(page.body.len() < 3 * MEGABYTE, "{}", page.body.len());
    }
    let page = page_for(&server, &mut browser, Wrong::json("[[1]]")).await;
    assert!(!page.body.contains("only its beginning is shown"));
}

#[tokio::test]
async fn a_success_without_json_says_what_was_received() {
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    for (status, headers, body, words) in [
        ("200 OK", "content-type: application/json\r\n", &b""[..], "The response is empty"),
        ("204 No Content", "", b"", "The response is empty"),
        ("202 Accepted", "", b"", "The API accepted the request"),
        ("200 OK", "content-type: image/jpeg\r\n", b"\xff\xd8\xff\xe0", "image/jpeg, 4 bytes"),
        ("200 OK", "content-type: application/pdf\r\n", b"%PDF-1.7", "application/pdf, 8 bytes"),
        ("200 OK", "content-type: text/plain\r\n", b"hello & goodbye", "hello &amp; goodbye"),
        ("203 Non-Authoritative Information", "", b"[1]", ">203<"),
        ("206 Partial Content", "", b"[1]", ">206<"),
    ] {
        let page = page_for(&server, &mut browser, bytes(status, headers, body)).await;
        assert_eq!(page.status, 200, "{status} {headers}");
        page.assert_shows(words);
    }
    let page = bytes("200 OK", "content-type: text/html\r\n", b"<p>Please sign in");
    let page = page_for(&server, &mut browser, page).await;
    assert_eq!(page.status, 502);
    page.assert_shows("not JSON").assert_shows("text/html, 17 bytes");
    assert!(!page.body.contains("Please sign in"));
}

#[tokio::test]
async fn every_error_status_has_its_own_result() {
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    let check = "Trying again does not help";
    for (status, own, title, advice) in [
        (400, 502, "The API rejected the request", check),
        (402, 502, "The API requires a payment", "your plan"),
        (403, 403, "You do not have permission", "permission that this call needs"),
        (404, 404, "The API has nothing at this address", "ENDPOINT"),
        (405, 502, "does not allow this kind of request", check),
        (406, 502, "The API cannot send JSON", check),
        (407, 502, "A proxy rejected the request", "proxy"),
        (408, 504, "did not receive the request in time", "in a moment"),
        (409, 502, "The data is being changed", "in a moment"),
        (410, 404, "This is no longer available", check),
        (412, 502, "The data has changed", "Reload the page"),
        (413, 502, "The request is too large for the API", check),
        (415, 502, "does not support this format", check),
        (422, 502, "cannot process the request", check),
        (423, 502, "The data is locked", "Another program"),
        (424, 502, "A part of the request failed", "in a moment"),
        (451, 403, "The API must not show this", "legal reasons"),
        (418, 502, "The API rejected the request", check),
        (500, 502, "The API has a problem", "Try again later"),
        (501, 502, "does not support this request", check),
        (502, 502, "The API has a problem", "in a moment"),
        (503, 502, "The API has a problem", "Try again later"),
        (504, 504, "The API has a problem", "in a moment"),
        (507, 502, "Your storage is full", "storage"),
        (304, 502, "an unexpected response", check),
        (600, 502, "an unexpected response", check),
    ] {
        let body = if status == 304 { "" } else { r#"{"error":{"code":"SomeCode","message":"EVIL"}}"# };
        let page =
            page_for(&server, &mut browser, Wrong::answer(&format!("{status} X"), "application/json", body)).await;
        assert_eq!(page.status, own, "{status}");
        let shown = if body.is_empty() { format!("status {status}.") } else { format!("status {status} (SomeCode).") };
        page.assert_shows(title).assert_shows(advice).assert_shows(&shown);
        assert!(!page.body.contains("EVIL"), "{status}");
    }
    let page = page_for(&server, &mut browser, Wrong::answer("401 X", "application/json", "")).await;
    assert_eq!(page.status, 401);
    page.assert_shows("did not accept your sign-in");
}

#[tokio::test]
async fn retry_after_is_shown_in_a_readable_unit_and_forwarded() {
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    for (status, value, words, header) in [
        (503, "120", "Try again in 2 minutes.", Some("120")),
        (429, "120", "Try again in 2 minutes.", Some("120")),
        (509, "17", "Try again in 17 seconds.", Some("17")),
        (429, "86400", "Try again in 24 hours.", Some("86400")),
        (429, "1.5", "Try again in 2 seconds.", Some("2")),
        (429, "0", "Try again in a minute.", None),
        (503, "0", "Try again later.", None),
        (429, "Wed, 21 Oct 2015 07:28:00 GMT", "Try again in a minute.", None),
    ] {
        let response = Wrong::head(&format!("{status} X"), &format!("retry-after: {value}\r\n"), "");
        let page = page_for(&server, &mut browser, response).await;
        assert_eq!(page.status, if status == 503 { 502 } else { 429 });
        page.assert_shows(words);
        assert!(!page.body.contains("in 0 seconds"), "{value}");
        assert_eq!(page.headers.get("retry-after").map(|wait| wait.to_str().unwrap()), header, "{status} {value}");
    }
    let date = httpdate::fmt_http_date((clock::now() + time::Duration::HOUR).into());
    let page = page_for(&server, &mut browser, Wrong::head("429 X", &format!("retry-after: {date}\r\n"), "")).await;
    page.assert_shows("Try again in 60 minutes.");
}

#[tokio::test]
async fn a_redirect_is_named_and_not_followed() {
    let (server, other) = (BrokenServer::start().await, BrokenServer::start().await);
    let (_app, mut browser) = signed_in(&server).await;
    let target = other.url("/v2/me?token=a");
    let page = page_for(&server, &mut browser, Wrong::redirect("301 Moved Permanently", target.as_str())).await;
    assert_eq!(page.status, 502);
    page.assert_shows("status 301, a redirect")
        .assert_shows(other.url("/v2/me.").as_str())
        .assert_shows("does not follow it");
    assert_eq!((other.connections(), page.body.contains("token=a")), (0, false));
    page_for(&server, &mut browser, Wrong::redirect("302 Found", "/v2/me"))
        .await
        .assert_shows(server.url("/v2/me").as_str());
}

#[tokio::test]
async fn an_access_token_is_sent_to_no_other_host() {
    let (server, other) = (BrokenServer::start().await, BrokenServer::start().await);
    let (app, browser) = signed_in(&server).await;
    let user = caller(&app, &browser).signed_in().await.unwrap();
    for path in [
        other.url(API).as_str(),
        &other.url(API).as_str()["http:".len()..],
        "https://graph.evil.example/v1.0/me",
        "/beta/me",
    ] {
        let got = graph::get::<serde_json::Value, _>(&user, path).await;
        assert!(matches!(got, Err(GraphError::ForeignAddress)), "{path}: {got:?}");
    }
    assert_eq!((other.connections(), server.requests()), (0, Vec::new()));
}
