//! The brand of an app: the logo as a file, and pages with the configured name.

use std::sync::Arc;

use axum::http::StatusCode;
use leptos_entra::server::config::{Brand, Logo, LogoFormat};

use crate::cast::{App, Browser};

const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

async fn app_with(logo: Option<(&[u8], LogoFormat)>) -> App {
    let logo = logo.map(|(content, format)| Arc::new(Logo { content: content.to_vec(), format }));
    let brand = Brand { name: "Contoso Portal".to_owned(), logo, ..Brand::default() };
    App::start_with(|config| config.site.brand = Arc::new(brand)).await
}

/// Returns the address of the logo on the homepage.
async fn address(browser: &mut Browser) -> String {
    let home = browser.get("/").await;
    home.assert_shows("Contoso Portal");
    home.body.split_once("<img src=\"").unwrap().1.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn the_logo_is_served_with_its_type_and_a_strict_policy() {
    let app = app_with(Some((SVG, LogoFormat::Svg))).await;
    let mut browser = Browser::new(&app);
    let address = address(&mut browser).await;
    let logo = browser.get(&address).await;
    assert_eq!((logo.status, logo.body.as_bytes()), (StatusCode::OK, SVG));
    for (name, value) in [
        ("content-type", "image/svg+xml"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("cross-origin-resource-policy", "same-origin"),
        ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"),
    ] {
        assert_eq!(logo.header(name), value, "{name}");
    }
    assert!(logo.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn another_version_of_the_logo_is_cached_for_minutes_only() {
    let app = app_with(Some((b"\x89PNG\r\n", LogoFormat::Png))).await;
    let mut browser = Browser::new(&app);
    for path in ["/logo", "/logo?v=AAAA"] {
        let logo = browser.get(path).await;
        assert_eq!(logo.header("content-type"), "image/png");
        assert_eq!(logo.header("cache-control"), "public, max-age=300", "{path}");
        assert_eq!(logo.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
    }
    let other = app_with(Some((SVG, LogoFormat::Svg))).await;
    assert_ne!(address(&mut browser).await, address(&mut Browser::new(&other)).await, "the address has a hash");
}

#[tokio::test]
async fn without_a_logo_there_is_no_route() {
    let app = app_with(None).await;
    let page = Browser::new(&app).get("/logo").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("class=\"sign\"") && !page.body.contains("<img"), "{}", page.body);
}

#[tokio::test]
async fn the_style_guide_exists_with_the_dev_tenant_only() {
    let app = App::start().await;
    let guide = Browser::new(&app).get("/styleguide").await;
    assert_eq!(guide.status, StatusCode::OK);
    let deployed = app.with(|config| config.dev_tenant = false);
    assert_eq!(Browser::new(&deployed).get("/styleguide").await.status, StatusCode::NOT_FOUND);
}
