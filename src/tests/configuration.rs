//! An app that is not configured: every page says what is missing, with 503, and nothing else works.

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use leptos_entra::{routes, server::config::Settings, web::SiteFiles};
use tower::ServiceExt as _;

async fn get(settings: &Settings, path: &str) -> (StatusCode, String) {
    let Settings::Incomplete { site, findings } = settings else { panic!("the settings are complete") };
    let public_url = "http://localhost:3000".parse().unwrap();
    let app = routes::not_configured(findings, &public_url, SiteFiles::new(site));
    let response = app.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn every_page_lists_exactly_what_is_missing() {
    let given = |name: &str| (name == "CLIENT_SECRET").then(|| "0a1b2c3d-0000-4000-8000-00000000000a".to_owned());
    let settings = Settings::from_lookup(given, true);
    for path in ["/", "/sign-in", "/nowhere"] {
        let (status, body) = get(&settings, path).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        for text in ["Config missing", "CLIENT_ID", "AUTHORITY", "CLIENT_SECRET"] {
            assert!(body.contains(text), "{text}");
        }
        assert!(!body.contains("0a1b2c3d-0000"), "a secret is masked even when it is the wrong one");
        assert!(!body.contains("Development tenant"), "partly set is never a fallback");
    }
}
