//! The photo of the user, and the profile page: JPEG and PNG only, not cached by the browser, and initials without a photo.

use axum::http::StatusCode;
use leptos_entra::server::{clock, graph::ResourceBody, graph_cache::CachedResource};

use super::{assert_card, key_of, signed_in};
use crate::cast::App;

#[tokio::test]
async fn the_photo_comes_from_the_batch_of_the_page() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    assert_card(&browser.get("/dashboard").await, "profile", "src=\"/profile/photo\"");
    let sent = app.control().counters().graph_round_trips;
    let photo = browser.get("/profile/photo").await;
    assert_eq!(photo.status, StatusCode::OK);
    assert!(["image/jpeg", "image/png"].contains(&photo.header("content-type")), "{:?}", photo.headers);
    assert_eq!((photo.header("x-content-type-options"), photo.header("cache-control")), ("nosniff", "no-store"));
    assert_eq!(app.control().counters().graph_round_trips, sent, "the page has fetched the photo already");
    let direct = signed_in(&app, "maya").await.get("/profile/photo").await;
    assert_eq!(direct.body, photo.body, "without the page the photo is fetched");
}

#[tokio::test]
async fn without_a_photo_the_card_has_initials() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "tom").await;
    let page = browser.get("/dashboard").await;
    assert_card(&page, "profile", ">TB<");
    assert!(!page.body.contains("/profile/photo"), "{}", page.body);
    assert_eq!(browser.get("/profile/photo").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_that_is_no_photo_is_not_sent() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let svg = ResourceBody::Binary(b"<svg onload='alert(1)'>".as_slice().into());
    let cached = CachedResource { body: Some((svg, clock::unix_now())), throttled_until: 0 };
    app.services.graph_cache.insert(key_of(&app, &browser), vec![("photo", cached)], clock::unix_now());
    assert_eq!(browser.get("/profile/photo").await.status, StatusCode::NOT_FOUND);
    assert!(!browser.get("/dashboard").await.body.contains("src=\"/profile/photo\""));
}

#[tokio::test]
async fn the_profile_page_shows_session_and_claims() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let tokens = crate::tokens::tokens_of(&app, &browser).await;
    let sensitive = tokens.id_token.claims().unwrap();
    let page = browser.get("/profile").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("Maya Lindqvist").assert_shows("src=\"/profile/photo\"");
    page.assert_shows("Started").assert_shows("Ends without further use").assert_shows("Ends at the latest");
    page.assert_shows("<code dir=\"ltr\">oid<").assert_shows("yes, with tid").assert_shows("(hidden)");
    for claim in ["nonce", "sid", "uti", "rh", "login_hint"] {
        if let Some(value) = sensitive.get(claim).and_then(|value| value.as_str()) {
            assert!(value.len() > 3 && !page.body.contains(value), "{claim}: {value}");
        }
    }
    assert!(sensitive.contains_key("nonce") && !page.body.contains(tokens.id_token.secret()));
}
