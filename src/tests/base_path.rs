//! Tests of an app below a path (`PUBLIC_URL=https://example.org/app`): every URL that it sends is below this path.

use axum::http::{Method, StatusCode};
use openidconnect::RedirectUrl;

use crate::cast::{App, Browser, CALLBACK_BELOW, ORIGIN, Page, parameter};

async fn app_below_a_path() -> App {
    App::start_with(|config| {
        config.public_url = format!("{ORIGIN}/app/").parse().unwrap();
        config.redirect_uri = Some(RedirectUrl::new(CALLBACK_BELOW.to_owned()).unwrap());
    })
    .await
}

/// Returns every path of the app that the page contains: links, forms, files, and requests of scripts.
fn own_addresses(page: &Page) -> Vec<String> {
    let after = |marker: &str| {
        let parts: Vec<_> = page.body.split(marker).skip(1).collect();
        parts.into_iter().map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = ["href=\"", "action=\"", "src=\"", "fetch(\"", "import(\""].map(after).concat();
    all.into_iter().filter(|address| address.starts_with('/')).collect()
}

#[tokio::test]
async fn every_link_form_and_file_is_below_the_base() {
    let app = app_below_a_path().await;
    let mut browser = Browser::new(&app);
    let entrance = browser.get("/app/").await;
    let callback = browser.reach_callback("/app/sign-in?return_to=/%3Fa=b", "maya").await;
    assert_eq!(browser.get(&callback).await.location(), "/app/?a=b");
    let welcome = browser.get("/app/?a=b").await;
    welcome.assert_shows("Maya Lindqvist").assert_shows("action=\"/app/api/sign_out\"");
    let called = browser.submit("/app/api/call_api").await;
    let failed = browser.get("/app/sign-in-failed").await;
    let nowhere = browser.get("/app/nowhere").await;
    let out = browser.submit("/app/api/sign_out").await;
    let signed_out = browser.get("/app/signed-out").await;
    for page in [&entrance, &welcome, &called, &failed, &nowhere, &out, &signed_out] {
        let addresses = own_addresses(page);
        assert!(addresses.len() >= 3, "{addresses:?}");
        for address in addresses {
            assert!(address.starts_with("/app/") && !address.starts_with("/app/app"), "{address} in {}", page.body);
        }
        assert!(page.header("content-security-policy").contains("report-uri /app/csp-report"));
        assert_eq!(page.header("reporting-endpoints"), "csp=\"/app/csp-report\"");
    }
    assert!(entrance.body.contains("<html lang=\"en\" data-base=\"/app\">"), "the client reads it from the document");
}

#[tokio::test]
async fn urls_sent_to_the_provider_come_from_the_settings() {
    let app = app_below_a_path().await;
    let mut browser = Browser::new(&app);
    let begun = browser.get("/app/sign-in").await;
    assert_eq!(parameter(begun.location(), "redirect_uri").as_deref(), Some(CALLBACK_BELOW));
    assert!(begun.header("set-cookie").contains("Path=/;") || begun.header("set-cookie").ends_with("Path=/"));
    let callback = browser.reach_callback("/app/sign-in", "maya").await;
    browser.get(&callback).await;
    let out = browser.submit("/app/api/sign_out").await;
    let refresh = out.header("refresh").strip_prefix("0; url=").unwrap();
    assert_eq!(parameter(refresh, "post_logout_redirect_uri").as_deref(), Some("http://localhost:3000/app/signed-out"));
}

#[tokio::test]
async fn paths_outside_the_base_are_not_found() {
    let app = app_below_a_path().await;
    for path in ["/", "/sign-in", "/getAToken", "/application/", "/APP/", "//app/", "/%61pp/", "/pkg/leptos-entra.css"]
    {
        let page = Browser::new(&app).get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.headers.get("set-cookie").is_none());
        page.assert_shows("href=\"/app/\"");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
    }
    for path in ["/app", "/app/", "/app?a=b"] {
        assert_eq!(Browser::new(&app).get(path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_return_address_stays_below_the_base() {
    let app = app_below_a_path().await;
    for (requested, expected) in [
        ("/", "/app/"),
        ("/device-code", "/app/device-code"),
        ("/../secret", "/app/"),
        ("//evil.example", "/app/"),
        ("https://evil.example", "/app/"),
        ("/%2e%2e/secret", "/app/"),
    ] {
        let requested = url::form_urlencoded::byte_serialize(requested.as_bytes()).collect::<String>();
        let mut browser = Browser::new(&app);
        let callback = browser.reach_callback(&format!("/app/sign-in?return_to={requested}"), "maya").await;
        assert_eq!(browser.get(&callback).await.location(), expected, "{requested}");
    }
}

#[tokio::test]
async fn failures_and_redirects_stay_below_the_base() {
    let app = app_below_a_path().await;
    let mut browser = Browser::new(&app);
    let failed = browser.get("/app/getAToken?code=a&state=b").await;
    assert_eq!(failed.location(), "/app/sign-in-failed?problem=unknown-transaction");
    let malformed = browser.get("/app/getAToken?code=a&code=b").await;
    assert_eq!(malformed.location(), "/app/sign-in-failed?problem=malformed-response");
    assert_eq!(browser.get("/app/api/call_api").await.location(), "/app/");
    assert_eq!(browser.get("/app/device-code").await.location(), "/app/");
    let other_name = [("host", "127.0.0.1:3000"), ("accept", "text/html")];
    let own_name = browser.send(Method::GET, "/app/?a=b", &other_name, "").await;
    assert_eq!(own_name.location(), "http://localhost:3000/app/?a=b");
}

#[tokio::test]
async fn a_66_transport_security_leaves_out_subdomains() {
    let app = App::start_with(|config| {
        config.public_url = "https://app.example/app/".parse().unwrap();
        config.redirect_uri = Some(RedirectUrl::new("https://app.example/app/getAToken".to_owned()).unwrap());
    })
    .await;
    for path in ["/app/", "/app/nowhere", "/"] {
        let page = Browser::new(&app).get(path).await;
        assert_eq!(page.header("strict-transport-security"), "max-age=63072000", "{path}");
    }
}
