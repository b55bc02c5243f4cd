//! The number of store operations of each page, because each of them adds latency to every request.

use axum::http::StatusCode;

use crate::cast::{App, Browser, Watched};

async fn signed_in() -> (App, std::sync::Arc<Watched>, Browser) {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    // The first page after a sign-in removes the cookie that counts the sign-in attempts.
    browser.get("/").await.assert_shows("Maya Lindqvist");
    watched.calls();
    (app, watched, browser)
}

#[tokio::test]
async fn the_welcome_page_costs_one_read_and_no_write() {
    let (_app, watched, mut browser) = signed_in().await;
    for _ in 0..3 {
        browser.get("/").await.assert_shows("Maya Lindqvist");
        assert_eq!(watched.calls(), ["session"]);
    }
}

#[tokio::test]
async fn the_account_menu_costs_at_most_one_read() {
    let (_app, watched, mut browser) = signed_in().await;
    for (path, reads) in [("/", &["session"][..]), ("/account/sessions", &["session", "list_sessions"])] {
        browser.get(path).await.assert_shows("class=\"account-name\">Maya Lindqvist");
        assert_eq!(watched.calls(), reads, "{path}");
    }
    browser.submit("/api/call_api").await.assert_shows("class=\"account-name\">Maya Lindqvist");
    assert_eq!(watched.calls(), ["session", "tokens"]);
    for path in ["/nowhere", "/admin-consent", "/sign-in-failed"] {
        browser.get(path).await.assert_shows("class=\"account-name\">Maya Lindqvist");
        assert_eq!(watched.calls(), ["session"], "{path}: the page does not depend on the session");
    }
}

#[tokio::test]
async fn the_photo_in_the_header_costs_no_store_request() {
    let (_app, watched, mut browser) = signed_in().await;
    browser.get("/dashboard").await;
    watched.calls();
    browser.get("/").await.assert_shows("<img src=\"/profile/photo?of=");
    assert_eq!(watched.calls(), ["session"]);
}

#[tokio::test]
async fn a_signed_out_page_costs_no_store_request() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    let mut browser = Browser::new(&app);
    for path in
        ["/", "/?return_to=/a", "/account/sessions", "/signed-out", "/sign-in-failed", "/device-code", "/nowhere"]
    {
        browser.get(path).await;
        assert_eq!(watched.calls(), [""; 0], "{path}");
    }
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(watched.calls(), [""; 0]);
}

#[tokio::test]
async fn a_call_of_graph_costs_two_reads_while_the_token_is_fresh() {
    let (_app, watched, mut browser) = signed_in().await;
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
    assert_eq!(watched.calls(), ["session", "tokens"]);
}

#[tokio::test]
async fn the_list_of_sessions_costs_two_reads() {
    let (_app, watched, mut browser) = signed_in().await;
    browser.get("/account/sessions").await.assert_shows("My sessions");
    assert_eq!(watched.calls(), ["session", "list_sessions"]);
}

#[tokio::test]
async fn a_sign_in_writes_its_session_once() {
    let watched = Watched::new();
    let app = App::start_on(&watched, |_| ()).await;
    Browser::new(&app).sign_in("maya").await;
    let asked = watched.calls();
    let count = |verb| asked.iter().filter(|asked| **asked == verb).count();
    assert_eq!((count("insert_session"), count("put_tokens"), count("update_session")), (1, 1, 0), "{asked:?}");
}
