//! Bodies that are hard to show, and the same bodies as files.

use leptos_entra::server::clock;

use super::{CALL, call};
use crate::{
    cast::{
        Browser, Page,
        broken_server::{BrokenServer, Wrong},
    },
    graph::responses::{bytes, page_for, signed_in},
};

const API: &str = "/v1.0/me";

/// Returns the page or the file for a response of the API and this form.
async fn shown(server: &BrokenServer, browser: &mut Browser, response: Wrong, fields: &[(&str, &str)]) -> Page {
    server.respond_with(API, response);
    call(browser, fields).await
}

fn tree(page: &Page) -> &str {
    page.body.split_once("class=\"tree\"").expect("the page has a tree").1.split_once("</div>").unwrap().0
}

#[tokio::test]
async fn markup_in_names_and_values_stays_text() {
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    let evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&";
    let bidi = "\u{202e}txet\u{202c}\u{2066}a\u{2069}\u{200f}";
    let link = format!("javascript:alert('{evil}')");
    let body = serde_json::json!({ evil: evil, bidi: [bidi, { evil: link }], "@odata.nextLink": link }).to_string();
    for fields in [&[][..], &[("search", evil)], &[("search", "script")], &[("search", bidi)]] {
        let page = shown(&server, &mut browser, Wrong::json(&body), fields).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img"), "{}", page.body);
        assert!(!page.body.contains("href=\"javascript"), "{}", page.body);
        page.assert_shows("a next page at another address");
        assert!(tree(&page).contains("&lt;img src=x onerror="), "{}", page.body);
    }
    let json: serde_json::Value = serde_json::from_str(&browser.call(CALL).await.body).unwrap();
    let html = json["html"].as_str().unwrap();
    assert!(!html.contains("<script") && !html.contains("<img") && html.contains("&lt;script&gt;"), "{html}");
}

#[tokio::test]
async fn a_huge_response_gives_a_page_of_bounded_size() {
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    let wide = format!("[{}0]", "0,".repeat(99_999));
    let deep = ["{\"a\":".repeat(10_000), "1".to_owned(), "}".repeat(10_000)].concat();
    let items: Vec<_> = (0..20_000).map(|number| format!("{{\"id\":\"n{number}x\"}}")).collect();
    let list = format!("{{\"value\":[{}]}}", items.join(","));
    for (body, shown_entries) in [(&wide, ">100,000 entries<"), (&deep, ">1 entry<"), (&list, ">20,000 entries<")] {
        let page = shown(&server, &mut browser, Wrong::json(body), &[]).await;
        assert_eq!(page.status, 200);
        page.assert_shows("The tree leaves out parts of this long response").assert_shows(shown_entries);
        assert!(tree(&page).len() < 400_000, "{}", tree(&page).len());
        assert!(tree(&page).matches("<li>").count() <= 2_000);
    }
    let found = shown(&server, &mut browser, Wrong::json(&list), &[("search", "N19999X")]).await;
    found.assert_shows(">Matches: 1<");
    assert!(tree(&found).contains("<i>19999</i>") && tree(&found).matches("<li>").count() == 4, "{}", tree(&found));
    let none = shown(&server, &mut browser, Wrong::json(&list), &[("search", "missing")]).await;
    none.assert_shows(">Matches: 0<");
}

#[tokio::test]
async fn bodies_other_than_json_have_no_tree() {
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    for (status, headers, body, words, has_file) in [
        ("204 No Content", "", &b""[..], "The response is empty", false),
        ("200 OK", "content-type: image/svg+xml\r\n", b"<svg onload=alert(1)>", "&lt;svg onload=", true),
        ("200 OK", "content-type: image/png\r\n", b"\x89PNG\x00", "image/png, 5 bytes", true),
        ("200 OK", "content-type: text/plain\r\n", b"plain", ">plain<", true),
    ] {
        let page = shown(&server, &mut browser, bytes(status, headers, body), &[("search", "a")]).await;
        assert_eq!(page.status, 200, "{headers}");
        page.assert_shows(words);
        assert!(!page.body.contains("class=\"tree\"") && !page.body.contains("name=\"search\""), "{headers}");
        assert_eq!(page.body.contains("name=\"download\""), has_file, "{headers}");
    }
}

#[tokio::test]
async fn a_file_has_the_bytes_of_the_api_and_a_safe_type() {
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    let today = clock::now().date();
    for (headers, body, media_type, ending) in [
        ("content-type: application/json\r\n", " { \"a\" : 1.10,\r\n\"a\":\t2 } ", "application/json", "json"),
        ("content-type: text/csv\r\n", "a;b", "text/plain; charset=utf-8", "txt"),
        ("content-type: text/xml\r\n", "<a/>", "text/plain; charset=utf-8", "txt"),
        ("content-type: image/png\r\n", "\u{1}PNG", "application/octet-stream", "bin"),
        ("content-type: application/json\r\n", "", "text/plain; charset=utf-8", "txt"),
    ] {
        let response = bytes("200 OK", headers, body.as_bytes());
        let file = shown(&server, &mut browser, response, &[("download", "yes"), ("search", "a")]).await;
        assert_eq!((file.status.as_u16(), file.body.as_str()), (200, body));
        assert_eq!(file.header("content-type"), media_type);
        let name = format!("attachment; filename=\"response-{today}.{ending}\"");
        assert_eq!(file.header("content-disposition"), name);
        assert_eq!(file.header("cache-control"), "no-store");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(file.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
    }
}

#[tokio::test]
async fn a_failed_download_is_the_page_of_the_failure() {
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    for (response, status, words) in [
        (Wrong::answer("200 OK", "text/html", "<p>sign in"), 502, "not JSON"),
        (Wrong::answer("403 Forbidden", "application/json", "{}"), 403, "You do not have permission"),
        (Wrong::head("429 Too Many Requests", "retry-after: 17\r\ncontent-length: 0\r\n", ""), 429, "17 seconds"),
    ] {
        let page = shown(&server, &mut browser, response.clone(), &[("download", "yes")]).await;
        assert_eq!(page.status.as_u16(), status);
        page.assert_shows(words).assert_shows("Back");
        assert!(page.header("content-disposition").is_empty());
        let plain = page_for(&server, &mut browser, response).await;
        assert_eq!(plain.status.as_u16(), status);
    }
}

#[tokio::test]
async fn a_next_page_at_another_server_is_not_offered() {
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    let own = server.url("/v1.0/me?$skip=1").to_string();
    for (link, is_offered) in
        [(own.as_str(), true), ("https://evil.example/v1.0/me", false), ("/v1.0/me?$skip=1", false), ("", false)]
    {
        let body = serde_json::json!({ "value": [], "@odata.nextLink": link }).to_string();
        let page = shown(&server, &mut browser, Wrong::json(&body), &[]).await;
        assert_eq!(page.body.contains(">Next page<"), is_offered, "{link}");
        assert_eq!(page.body.contains("a next page at another address"), !is_offered, "{link}");
        assert!(!page.body.contains("value=\"https://evil"), "{}", page.body);
    }
    let page = shown(&server, &mut browser, Wrong::json(r#"{"value":[],"@odata.nextLink":5}"#), &[]).await;
    assert!(!page.body.contains("Next page") && !page.body.contains("<dt>Page</dt>"));
}
