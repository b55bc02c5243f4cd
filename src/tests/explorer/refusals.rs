//! Requests of the API explorer that are rejected: pages at other addresses, other sites, signed-out visitors, broken forms.

use axum::http::{Method, StatusCode};

use super::{CALL, FORM, at_messages, call};
use crate::cast::{App, Browser};

#[tokio::test]
async fn a_page_at_another_address_is_not_requested() {
    let (app, mut browser) = at_messages().await;
    let endpoint = app.config.endpoint.clone().unwrap();
    let origin = endpoint.origin().ascii_serialization();
    let port = endpoint.port().unwrap();
    let list = format!("{origin}{}", endpoint.path());
    assert!(list.ends_with("/me/messages"), "{list}");
    for address in [
        "https://evil.example/v1.0/me/messages".to_owned(),
        list.trim_end_matches("/messages").to_owned(),
        format!("{list}-of-others"),
        format!("{list}/../calendarView"),
        format!("{list}/%2e%2e/calendarView"),
        format!("{list}/..%2FcalendarView"),
        format!("{list}/..;/calendarView"),
        format!("{list}/.%09./calendarView"),
        format!("{list}/%c0%ae%c0%ae/calendarView"),
        format!("{list}/%u002e%u002e/calendarView"),
        format!("https://127.0.0.1:{port}/v1.0/me/messages"),
        format!("http://127.0.0.1:{}/v1.0/me/messages", port ^ 1),
        format!("http://maya@127.0.0.1:{port}/v1.0/me/messages"),
        format!("http://127.0.0.1:{port}@evil.example/v1.0/me/messages"),
        format!("http://127.1:{port}/v1.0/me/messages"),
        "/v1.0/me/messages".to_owned(),
        "file:///etc/passwd".to_owned(),
        "\u{202e}".to_owned(),
        format!("{list}?a={}", "a".repeat(9_000)),
    ] {
        for further in [("number", "2"), ("search", "a"), ("download", "yes")] {
            let page = call(&mut browser, &[("page", &address), further]).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{address}");
            page.assert_shows("This page is not part of the API").assert_shows("Back");
            assert!(!page.body.contains("evil.example") && page.header("content-disposition").is_empty());
        }
    }
    assert_eq!(app.control().counters().graph_calls, 0, "no request was sent");
    assert_eq!(browser.submit(CALL).await.status, StatusCode::OK, "the session is still there");
}

#[tokio::test]
async fn a_signed_out_request_gets_no_page_and_no_file() {
    let (app, mut browser) = at_messages().await;
    let address = app.config.endpoint.clone().unwrap().to_string();
    browser.cookies.clear();
    for field in [("page", address.as_str()), ("download", "yes"), ("search", "a")] {
        let page = call(&mut browser, &[field]).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        page.assert_shows("You are not signed in");
        assert!(page.header("content-disposition").is_empty());
    }
    assert_eq!(app.control().counters().graph_calls, 0);
}

#[tokio::test]
async fn another_site_gets_no_page_and_no_file() {
    let (app, mut browser) = at_messages().await;
    let address = app.config.endpoint.clone().unwrap().to_string();
    for form in [format!("page={address}"), "download=yes".to_owned(), "search=a".to_owned()] {
        for site in ["cross-site", "same-site", "none"] {
            let headers = [("sec-fetch-site", site), ("accept", "text/html")];
            let page = browser.send(Method::POST, CALL, &headers, &form).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{site} {form}");
            assert!(page.header("content-disposition").is_empty());
        }
        let opened = browser.send(Method::GET, &format!("{CALL}?{form}"), &FORM, "").await;
        assert_eq!(opened.location(), "/", "a link calls nothing");
    }
    assert_eq!(app.control().counters().graph_calls, 0);
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_rejected() {
    let app = App::start().await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    for form in ["page=%ff", "search=a&search=b"] {
        assert_eq!(browser.send(Method::POST, CALL, &FORM, form).await.status, StatusCode::BAD_REQUEST, "{form}");
    }
    assert_eq!(app.control().counters().graph_calls, 0);
    for form in ["", "number=many", "page=&number=&search=&unknown=a", "number=7"] {
        let page = browser.send(Method::POST, CALL, &FORM, form).await;
        assert_eq!(page.status, StatusCode::OK, "{form}");
        assert!(!page.body.contains("<dt>Page</dt>") && !page.body.contains("data-hit"), "{form}");
    }
    let plain = [FORM[0], FORM[1], ("content-type", "text/plain")];
    assert_eq!(browser.send(Method::POST, CALL, &plain, "download=yes").await.header("content-disposition"), "");
}
