//! The photo of the user in the header, the card and the profile page: JPEG and PNG only, cached for its session only, and initials
//! without a photo. The name of the organization is cached in the same way.

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::TENANT_ID,
    server::{clock, graph::ResourceBody, graph_cache::CachedResource},
};

use super::{assert_card, key_of, signed_in};
use crate::cast::{App, Browser, Page};

/// Returns the path of the photo in the header of a page. `None` if the header has no photo.
fn photo_in_header(page: &Page) -> Option<String> {
    let (header, _) = page.body.split_once("</header>").expect("a page has a header");
    let (_, rest) = header.split_once("<img src=\"")?;
    rest.split('"').next().map(str::to_owned)
}

/// Returns a browser with a signed-in user who has opened the dashboard, and the path of the photo.
async fn with_photo(app: &App) -> (Browser, String) {
    let mut browser = signed_in(app, "maya").await;
    browser.get("/dashboard").await;
    let path = photo_in_header(&browser.get("/").await).expect("the header has the photo");
    (browser, path)
}

#[tokio::test]
async fn the_photo_comes_from_the_batch_of_the_page() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    assert_card(&browser.get("/dashboard").await, "profile", "src=\"/profile/photo?of=");
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
    assert!(!browser.get("/dashboard").await.body.contains("/profile/photo"));
}

#[tokio::test]
async fn the_profile_page_shows_session_and_claims() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    let tokens = crate::tokens::tokens_of(&app, &browser).await;
    let sensitive = tokens.id_token.claims().unwrap();
    let page = browser.get("/profile").await;
    assert_eq!(page.status, StatusCode::OK);
    page.assert_shows("Maya Lindqvist").assert_shows("src=\"/profile/photo?of=");
    page.assert_shows("Started").assert_shows("Ends if not used").assert_shows("Ends at the latest");
    page.assert_shows("<code dir=\"ltr\">oid<").assert_shows("yes, with tid").assert_shows("(hidden)");
    for claim in ["nonce", "sid", "uti", "rh", "login_hint"] {
        if let Some(value) = sensitive.get(claim).and_then(|value| value.as_str()) {
            assert!(value.len() > 3 && !page.body.contains(value), "{claim}: {value}");
        }
    }
    assert!(sensitive.contains_key("nonce") && !page.body.contains(tokens.id_token.secret()));
}

#[tokio::test]
async fn the_header_has_the_photo_once_a_page_has_loaded_it() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    assert_eq!(photo_in_header(&browser.get("/").await), None, "no page has loaded it");
    assert_eq!(app.control().counters().graph_round_trips, 0);
    browser.get("/dashboard").await;
    let sent = app.control().counters().graph_round_trips;
    let page = browser.get("/").await;
    let path = photo_in_header(&page).unwrap();
    assert!(path.starts_with("/profile/photo?of="), "{path}");
    page.assert_shows(">ML<").assert_shows("loading=\"lazy\"").assert_shows("<span dir=\"auto\">Dev tenant<");
    for name in ["maya", "Maya", "Lindqvist"] {
        assert!(!path.contains(name), "{path}");
    }
    assert_eq!(app.control().counters().graph_round_trips, sent, "the header costs no request to Graph");
    let mut other = signed_in(&app, "tom").await;
    other.get("/dashboard").await;
    assert_eq!(photo_in_header(&other.get("/").await), None, "Tom has no photo");
}

#[tokio::test]
async fn the_browser_keeps_the_photo_of_its_session_only() {
    let app = App::start().await;
    let (mut browser, path) = with_photo(&app).await;
    let photo = browser.get(&path).await;
    assert!(
        photo.status == StatusCode::OK && photo.header("content-type").starts_with("image/"),
        "{:?}",
        photo.headers
    );
    assert_eq!((photo.header("cache-control"), photo.header("vary")), ("private, max-age=600", "Cookie"));
    let (mut other, other_path) = with_photo(&app).await;
    assert_ne!(other_path, path, "another session has another address");
    for wrong in [path.as_str(), "/profile/photo?of=", "/profile/photo?of=0&of=1"] {
        let response = other.get(wrong).await;
        let is_kept = response.header("cache-control") != "no-store";
        assert!(!is_kept, "{wrong}: {:?}", response.headers);
    }
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "the page of another session gets no photo");
}

#[tokio::test]
async fn a_switch_of_accounts_or_a_sign_out_forgets_the_photo() {
    let app = App::start().await;
    let (mut browser, path) = with_photo(&app).await;
    let callback = browser.reach_callback("/sign-in?account=another", "tom").await;
    browser.land(&callback).await;
    assert_eq!(photo_in_header(&browser.get("/").await), None);
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    browser.submit("/api/sign_out").await;
    browser.sign_in("maya").await;
    assert_eq!(photo_in_header(&browser.get("/").await), None);
}

#[tokio::test]
async fn a_known_organization_replaces_the_tenant_id() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    for path in ["/", "/accounts"] {
        browser.get(path).await.assert_shows(TENANT_ID);
    }
    browser.get("/dashboard").await;
    for path in ["/", "/accounts"] {
        let main = browser.get(path).await.body.split_once("<main").unwrap().1.to_owned();
        assert!(main.contains(">Dev tenant<") && !main.contains(TENANT_ID), "{path}: {main}");
    }
}
