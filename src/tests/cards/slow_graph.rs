//! The dashboard while Microsoft Graph is slow: the browser receives the page at once, and the cards later.

use std::{io::Read as _, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{Request, header},
    response::Response,
};
use futures_util::StreamExt as _;
use leptos_entra::dev_tenant::{GraphFault, GraphResource, Times, TokenFault};
use tower::ServiceExt as _;

use super::{key_of, requests, signed_in};
use crate::cast::{App, Browser};

const SLOW: GraphFault = GraphFault::Hang { milliseconds: 300 };

/// Requests the dashboard, and returns the response without reading its body.
async fn open(app: &App, browser: &Browser, (name, value): (header::HeaderName, &str)) -> Response {
    let cookies: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::get("/dashboard").header(header::HOST, "localhost:3000").header(header::ACCEPT, "text/html");
    let request = request.header(name, value).header(header::COOKIE, cookies.join("; ")).body(Body::empty()).unwrap();
    app.router.clone().oneshot(request).await.unwrap()
}

/// Returns the first part of a body, and the rest.
async fn parts(response: Response) -> (Bytes, Vec<u8>) {
    let mut body = response.into_body().into_data_stream();
    let first = body.next().await.unwrap().unwrap();
    let mut rest = Vec::new();
    while let Some(part) = body.next().await {
        rest.extend(part.unwrap());
    }
    (first, rest)
}

async fn slow_app() -> (App, Browser) {
    let app = App::start().await.with_impatient_pages();
    let browser = signed_in(&app, "maya").await;
    app.control().arm_resource_fault(GraphResource::Batch, SLOW, Times::UntilReset);
    (app, browser)
}

#[tokio::test]
async fn a_slow_graph_does_not_delay_the_rest_of_the_page() {
    let (app, browser) = slow_app().await;
    let response = open(&app, &browser, (header::ACCEPT_LANGUAGE, "de")).await;
    let (first, rest) = parts(response).await;
    let (first, rest) = (str::from_utf8(&first).unwrap(), String::from_utf8(rest).unwrap());
    assert!(first.starts_with("<!DOCTYPE html>") && first.contains("Ihre Daten werden geladen"), "{first}");
    assert!(first.contains("Maya Lindqvist") && !first.contains("id=\"profile\""), "the header is there: {first}");
    assert!(rest.starts_with("<div class=\"cards\">") && rest.ends_with("</html>"), "{rest}");
    assert!(rest.contains("id=\"profile\"") && rest.contains("Startseite"), "the language is the same: {rest}");
}

#[tokio::test]
async fn a_compressed_page_is_readable_before_its_cards() {
    let (app, browser) = slow_app().await;
    let response = open(&app, &browser, (header::ACCEPT_ENCODING, "gzip")).await;
    assert_eq!(response.headers()[header::CONTENT_ENCODING], "gzip");
    let (first, rest) = parts(response).await;
    let mut early = String::new();
    // The stream has no end yet, so the decoder reports an error after the last byte.
    flate2::read::GzDecoder::new(&*first).read_to_string(&mut early).unwrap_err();
    assert!(early.contains("Loading your data") && !early.contains("id=\"profile\""), "{early}");
    let mut whole = String::new();
    flate2::read::GzDecoder::new([&first, rest.as_slice()].concat().as_slice()).read_to_string(&mut whole).unwrap();
    assert!(whole.starts_with(&early) && whole.contains("id=\"profile\"") && whole.ends_with("</html>"), "{whole}");
}

#[tokio::test]
async fn a_page_that_is_left_fills_the_cache() {
    let (app, browser) = slow_app().await;
    let mut body = open(&app, &browser, (header::ACCEPT_LANGUAGE, "en")).await.into_body().into_data_stream();
    body.next().await.unwrap().unwrap();
    drop(body);
    tokio::time::sleep(Duration::from_millis(600)).await;
    let before = requests(&app, GraphResource::Batch);
    let mut browser = browser;
    browser.get("/dashboard").await.assert_shows("id=\"profile\"");
    assert_eq!(requests(&app, GraphResource::Batch), before, "the data is in the cache");
}

#[tokio::test]
async fn a_session_that_ends_while_graph_is_slow_leads_to_the_sign_in() {
    let (app, browser) = slow_app().await;
    let ended = TokenFault::Error { error: "invalid_grant".to_owned(), aadsts: 50_173, suberror: None, claims: None };
    app.control().arm_token_fault(ended, Times::UntilReset);
    app.control().arm_resource_fault(GraphResource::Batch, GraphFault::InvalidToken, Times::UntilReset);
    let (first, rest) = parts(open(&app, &browser, (header::ACCEPT_LANGUAGE, "en")).await).await;
    assert!(str::from_utf8(&first).unwrap().contains("Loading your data"));
    let rest = String::from_utf8(rest).unwrap();
    assert!(rest.contains("href=\"/sign-in") && rest.ends_with("</html>"), "{rest}");
    assert!(!rest.contains("id=\"profile\""), "{rest}");
}

#[tokio::test]
async fn a_78_a_sign_out_while_graph_is_slow_stops_the_cards() {
    let (app, browser) = slow_app().await;
    let key = key_of(&app, &browser);
    let mut body = open(&app, &browser, (header::ACCEPT_LANGUAGE, "en")).await.into_body().into_data_stream();
    body.next().await.unwrap().unwrap();
    browser.clone().submit("/api/sign_out").await;
    let rest = body.next().await.unwrap().unwrap();
    let rest = str::from_utf8(&rest).unwrap();
    assert!(!rest.contains("maya@") && !rest.contains("id=\"profile\""), "{rest}");
    assert!(rest.contains("href=\"/sign-in") && rest.ends_with("</html>"), "{rest}");
    assert!(app.services.graph_cache.get(key).is_empty(), "the data came after the sign-out");
}

#[tokio::test]
async fn a_78_a_page_left_by_a_sign_out_leaves_no_data() {
    let (app, browser) = slow_app().await;
    let key = key_of(&app, &browser);
    let response = open(&app, &browser, (header::ACCEPT_LANGUAGE, "en")).await;
    browser.clone().submit("/api/sign_out").await;
    drop(response);
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(requests(&app, GraphResource::Batch).1, 1, "the request to Graph went to its end");
    assert!(app.services.graph_cache.get(key).is_empty());
}
