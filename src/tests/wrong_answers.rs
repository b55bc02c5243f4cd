//! Answers of the provider and of the downstream API that are wrong in their bytes: each lands in a page with words, says
//! nothing of what it was, and costs neither memory nor patience.

mod discovery;
mod graph;
mod outbound;
mod token_endpoint;

use leptos_entra::server::entra::Authority;

use crate::cast::{
    App, Browser, Page,
    broken_server::{BrokenServer, Wrong},
};

/// Stands in every wrong answer, and in no page.
const MARK: &str = "0800-EVIL";
const LARGE: usize = 50 * 1024 * 1024;

/// Starts an app whose provider is this server.
async fn app_at(server: &BrokenServer) -> App {
    let authority = Authority::parse_oidc_authority(&server.origin()).unwrap();
    App::start_with(|config| config.authority = authority).await
}

/// Answers that say nothing at all, whoever is asked.
fn senseless() -> Vec<(&'static str, Wrong)> {
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
            "not UTF-8",
            Wrong::Bytes(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"id_token\":\"\xff\xfe\"}".to_vec()),
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

/// Answers of 50 MB: one says so at once, the others do not.
fn large() -> Vec<(&'static str, Wrong)> {
    let head = |headers: &str| format!("HTTP/1.1 200 OK\r\nconnection: close\r\n{headers}\r\n").into_bytes();
    vec![
        ("50 MB, announced", Wrong::Large(head(&format!("content-length: {LARGE}\r\n")), LARGE)),
        ("50 MB", Wrong::Large(head(""), LARGE)),
    ]
}

/// Answers that would take for ever.
fn slow() -> Vec<(&'static str, Wrong)> {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{\"keys\":[".to_vec();
    vec![
        ("silence", Wrong::Silence(Vec::new())),
        ("silence in the middle", Wrong::Silence(head.clone())),
        ("a trickle", Wrong::Trickle(head)),
    ]
}

/// Nobody waits to the end of an answer that is too large: the rest of it is not even read.
fn assert_not_read_to_the_end(server: &BrokenServer) {
    assert!(server.sent() < LARGE / 2, "{} bytes were taken", server.sent());
}

/// The provider did not respond, and the page shows nothing that came from outside.
fn assert_unavailable(what: &str, browser: &Browser, page: &Page) {
    assert_page(what, browser, page, (503, "cannot be reached"));
}

/// The provider responded with something that the app cannot use: no outage.
fn assert_unusable(what: &str, browser: &Browser, page: &Page) {
    assert_page(what, browser, page, (502, "responded with something that this app cannot use"));
}

/// The page for one of the wrong answers of this file names what it is: unreachable, failed, or unusable.
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
    assert_says_nothing_of_it(what, browser);
}

fn assert_says_nothing_of_it(what: &str, browser: &Browser) {
    let received = String::from_utf8_lossy(&browser.received);
    for hidden in [MARK, token_endpoint::CODE] {
        assert!(!received.contains(hidden), "{what}: {hidden} in {received}");
    }
}
