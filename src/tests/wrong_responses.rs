//! Malformed, oversized and slow responses of the provider and of the downstream API.
//!
//! Each leads to a page that explains it and repeats none of its text, and each is bounded in memory and time.

mod discovery;
mod graph;
mod outbound;
mod proxy;
mod token_endpoint;

use leptos_entra::server::entra::Authority;

use crate::cast::{
    App, Browser, Page,
    broken_server::{BrokenServer, Wrong},
};

/// A text in the malformed responses that the app must show on no page.
const MARK: &str = "0800-EVIL";
const LARGE: usize = 50 * 1024 * 1024;

/// Starts an app whose OpenID provider is this server.
async fn app_at(server: &BrokenServer) -> App {
    let authority = Authority::parse_oidc_authority(&server.origin()).unwrap();
    App::start_with(|config| config.authority = authority).await
}

/// Responses that are malformed for every endpoint, each with a name.
fn malformed_responses() -> Vec<(&'static str, Wrong)> {
    let html = format!("<!doctype html><title>{MARK}</title><p>Call {MARK} now");
    vec![
        ("a web page", Wrong::answer("200 OK", "text/html", &html)),
        ("a web page that is called JSON", Wrong::answer("200 OK", "application/json", &html)),
        ("nothing", Wrong::json("")),
        ("nothing, and says so", Wrong::head("204 No Content", "", "")),
        ("half of it", Wrong::json(&format!(r#"{{"keys":[],"issuer":"{MARK}","#))),
        ("less than announced", Wrong::head("200 OK", "content-length: 500\r\n", r#"{"keys":["#)),
        ("a broken chunk", Wrong::head("200 OK", "transfer-encoding: chunked\r\n", "zz\r\n{}")),
        ("a list", Wrong::json(&format!(r#"["{MARK}"]"#))),
        ("a text", Wrong::json(&format!(r#""{MARK}""#))),
        ("very deep", Wrong::json(&"[".repeat(200_000))),
        (
            "not UTF-8 outside a string",
            Wrong::Bytes(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"id_token\":\xff\xfe}".to_vec()),
        ),
        ("another protocol", Wrong::Bytes(format!("220 {MARK} ESMTP\r\n").into_bytes())),
        ("the end of the connection", Wrong::Bytes(Vec::new())),
        ("a reset", Wrong::Reset(Vec::new())),
        ("a reset in the middle", Wrong::Reset(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"keys\":".to_vec())),
        ("a failure", Wrong::answer("500 Internal Server Error", "text/html", &html)),
        ("a proxy's failure", Wrong::answer("502 Bad Gateway", "text/html", &html)),
        ("a question for a password", Wrong::answer("407 Proxy Authentication Required", "text/html", &html)),
    ]
}

/// Responses of 50 MB, with and without `Content-Length`, each with a name.
fn large() -> Vec<(&'static str, Wrong)> {
    let head = |headers: &str| format!("HTTP/1.1 200 OK\r\nconnection: close\r\n{headers}\r\n").into_bytes();
    vec![
        ("50 MB, announced", Wrong::Large(head(&format!("content-length: {LARGE}\r\n")), LARGE)),
        ("50 MB", Wrong::Large(head(""), LARGE)),
    ]
}

/// Responses that never end, each with a name.
fn slow() -> Vec<(&'static str, Wrong)> {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{\"keys\":[".to_vec();
    vec![
        ("silence", Wrong::Silence(Vec::new())),
        ("silence in the middle", Wrong::Silence(head.clone())),
        ("a trickle", Wrong::Trickle(head)),
    ]
}

/// Asserts that the app did not read the whole of an oversized response.
fn assert_not_read_to_the_end(server: &BrokenServer) {
    assert!(server.sent() < LARGE / 2, "{} bytes were taken", server.sent());
}

/// Asserts a page that says that the provider cannot be reached.
fn assert_unavailable(what: &str, browser: &Browser, page: &Page) {
    assert_page(what, browser, page, (503, "cannot be reached"));
}

/// Asserts a page that says that the app cannot use the response. The page must not report an outage.
fn assert_unusable(what: &str, browser: &Browser, page: &Page) {
    assert_page(what, browser, page, (502, "responded with something that this app cannot use"));
}

/// Asserts the right page for the response with this name: provider unreachable, provider failed, or response unusable.
fn assert_explained(what: &str, browser: &Browser, page: &Page) {
    let expected = match what {
        "less than announced"
        | "a broken chunk"
        | "another protocol"
        | "the end of the connection"
        | "a reset"
        | "a reset in the middle"
        | "silence"
        | "silence in the middle"
        | "a trickle" => (503, "cannot be reached"),
        "a failure" | "a proxy's failure" | "429 Too Many Requests" => {
            (503, "could not complete the sign-in right now")
        }
        "400 Bad Request" => (502, "not set up correctly"),
        _ => (502, "responded with something that this app cannot use"),
    };
    assert_page(what, browser, page, expected);
}

fn assert_page(what: &str, browser: &Browser, page: &Page, (status, text): (u16, &str)) {
    assert_eq!(page.status.as_u16(), status, "{what}: {}", page.body);
    page.assert_shows("Sign-in failed").assert_shows(text).assert_shows("Try again");
    assert_eq!(page.body.contains("cannot be reached"), text == "cannot be reached", "{what}");
    assert_body_is_not_shown(what, browser);
}

fn assert_body_is_not_shown(what: &str, browser: &Browser) {
    let received = String::from_utf8_lossy(&browser.received);
    for hidden in [MARK, token_endpoint::CODE] {
        assert!(!received.contains(hidden), "{what}: {hidden} in {received}");
    }
}
