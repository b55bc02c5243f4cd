//! Tests of compressed responses of the downstream API.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};

use super::responses::{bytes, page_for, signed_in};
use crate::cast::broken_server::BrokenServer;

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn compressed_responses_are_requested_and_shown() {
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    let body = gzip(br#"{"displayName":"Ada Sample"}"#);
    let encoded =
        |headers: &str, body: &[u8]| bytes("200 OK", &format!("content-type: application/json\r\n{headers}"), body);
    page_for(&server, &mut browser, encoded("content-encoding: gzip\r\n", &body)).await.assert_shows("Ada Sample");
    let request = server.requests().remove(0).to_ascii_lowercase();
    assert!(request.lines().any(|line| line.starts_with("accept-encoding:") && line.contains("gzip")), "{request}");
    for (headers, body, words) in [
        ("content-encoding: br\r\n", &b"\x0b\x02\x80{}\x03"[..], "encoded with br"),
        ("content-encoding: gzip, gzip\r\n", &body, "encoded with gzip, gzip"),
        ("content-encoding: 0800\r\n", b"{}", "an unknown coding"),
        ("content-encoding: gzip\r\n", b"{\"a\":1}", "compressed data is damaged"),
        ("content-encoding: gzip\r\n", &body[..body.len() / 2], "compressed data is damaged"),
    ] {
        let page = page_for(&server, &mut browser, encoded(headers, body)).await;
        assert_eq!(page.status, 502, "{headers}");
        page.assert_shows("The response cannot be decoded").assert_shows(words);
    }
    page_for(&server, &mut browser, encoded("content-encoding: gzip\r\n", b""))
        .await
        .assert_shows("The response is empty");
}

#[tokio::test]
async fn a_zip_bomb_is_not_decompressed_beyond_the_limit() {
    let server = BrokenServer::start().await;
    let (_app, mut browser) = signed_in(&server).await;
    let bomb = gzip(&vec![b' '; 50 * 1024 * 1024]);
    assert!(bomb.len() < 100 * 1024);
    let page = page_for(&server, &mut browser, bytes("200 OK", "content-encoding: gzip\r\n", &bomb)).await;
    assert_eq!(page.status, 502);
    page.assert_shows("The response is too large");
}
