//! The style sheet under `cargo leptos watch`: a change is visible without a restart of the server.

use std::{fs, path::Path};

use axum::http::{Method, header};
use leptos_entra::server::config::Config;

use crate::cast::{App, Browser};

const STYLE: &str = "/pkg/leptos-entra.css";

/// Writes the files of the compiled client, and a compressed copy of the style sheet from an earlier build.
fn build(root: &Path) {
    fs::create_dir(root.join("pkg")).unwrap();
    for ending in ["css", "css.br", "css.gz", "js", "wasm"] {
        fs::write(root.join(format!("pkg/leptos-entra.{ending}")), "h1 { color: #111111 }").unwrap();
    }
}

async fn app(root: &Path, change: impl FnOnce(&mut Config)) -> App {
    build(root);
    App::start_with(|config| {
        root.clone_into(&mut config.site.root);
        change(config);
    })
    .await
}

async fn style_of(browser: &mut Browser) -> String {
    let headers = [("accept-encoding", "br, gzip"), ("sec-fetch-site", "same-origin")];
    let response = browser.send(Method::GET, STYLE, &headers, "").await;
    assert_eq!(response.header(header::CACHE_CONTROL.as_str()), "no-cache");
    assert_eq!(response.header(header::CONTENT_ENCODING.as_str()), "");
    response.body
}

#[tokio::test]
async fn a_changed_style_sheet_is_served_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path(), |config| config.site.live_reload_port = Some(3001)).await;
    let mut browser = Browser::new(&app);
    let page = browser.get("/").await;
    page.assert_shows(r#"<link rel="stylesheet" href="/pkg/leptos-entra.css">"#).assert_shows("message.css");
    assert!(page.header("content-security-policy").contains("style-src 'self'"), "{:?}", page.headers);
    for color in ["#111111", "#222222", "#333333"] {
        fs::write(folder.path().join("pkg/leptos-entra.css"), format!("h1 {{ color: {color} }}")).unwrap();
        assert!(style_of(&mut browser).await.contains(color));
    }
}

#[tokio::test]
async fn in_production_the_style_sheet_is_read_once() {
    let folder = tempfile::tempdir().unwrap();
    let app = app(folder.path(), |_| ()).await;
    fs::remove_dir_all(folder.path().join("pkg")).unwrap();
    Browser::new(&app).get("/").await.assert_shows("<style>h1 { color: #111111 }</style>");
}
