//! Malformed responses to the requests for the provider's metadata and keys.

use leptos_entra::server::entra::Authority;

use super::{
    app_at, assert_explained, assert_not_read_to_the_end, assert_unavailable, large, malformed_responses, slow,
};
use crate::cast::{
    App, Browser, Log,
    broken_server::{BrokenServer, DISCOVERY, KEYS, Wrong, unused_origin},
};

/// Starts a sign-in at a new app for each of these responses at `path`. A new app has no metadata in its cache.
async fn assert_each_is_explained(
    path: &str,
    each: Vec<(&'static str, Wrong)>,
    start: fn(&App) -> App,
) -> BrokenServer {
    let server = BrokenServer::provider().await;
    let app = app_at(&server).await;
    for (what, wrong) in each {
        server.respond_with(path, wrong);
        let mut browser = Browser::new(&start(&app));
        let page = browser.get("/sign-in").await;
        assert_explained(what, &browser, &page);
    }
    server
}

fn with_errors(mut each: Vec<(&'static str, Wrong)>) -> Vec<(&'static str, Wrong)> {
    let errors = [
        (
            "400 Bad Request",
            r#"{"error":"invalid_tenant","error_description":"AADSTS90002: Tenant '0800-EVIL' not found."}"#,
        ),
        ("404 Not Found", r#"{"error":{"code":"NotFound","message":"0800-EVIL"}}"#),
        ("429 Too Many Requests", ""),
        ("200 OK", r#"{"keys":[]}"#),
        ("200 OK", r#"{"keys":[{"kty":"oct","k":"MDgwMC1FVklM"},{"kty":"RSA","n":"AQAB","e":"AQAB"}]}"#),
    ];
    each.extend(errors.map(|(status, body)| (status, Wrong::answer(status, "application/json", body))));
    each
}

#[tokio::test]
async fn invalid_metadata_is_explained() {
    assert_each_is_explained(DISCOVERY, with_errors(malformed_responses()), App::restarted).await;
}

#[tokio::test]
async fn an_invalid_key_set_is_explained() {
    assert_each_is_explained("/keys", with_errors(malformed_responses()), App::restarted).await;
}

#[tokio::test]
async fn oversized_metadata_and_keys_are_not_read_to_the_end() {
    for path in [DISCOVERY, "/keys"] {
        assert_not_read_to_the_end(&assert_each_is_explained(path, large(), App::restarted).await);
    }
}

#[tokio::test]
async fn slow_metadata_and_keys_time_out() {
    for path in [DISCOVERY, "/keys"] {
        assert_each_is_explained(path, slow(), App::with_short_timeouts).await;
    }
}

#[tokio::test]
async fn an_unreachable_provider_is_explained() {
    let (server, gone) = (BrokenServer::start().await, unused_origin().await);
    let origin = server.origin();
    server.respond_with(
        DISCOVERY,
        Wrong::json(&format!(
            r#"{{"issuer":"{origin}","authorization_endpoint":"{origin}/a","token_endpoint":"{origin}/t","jwks_uri":"{gone}/k"}}"#
        )),
    );
    let without_keys = app_at(&server).await;
    let mut without_metadata = without_keys.clone();
    without_metadata.config.authority = Authority::parse_oidc_authority(&gone).unwrap();
    for (what, app) in [("no keys", without_keys), ("no metadata", without_metadata.restarted())] {
        let mut browser = Browser::new(&app);
        let page = browser.get("/sign-in").await;
        assert_unavailable(what, &browser, &page);
    }
}

#[tokio::test]
async fn the_content_type_of_a_valid_document_is_ignored() {
    let server = BrokenServer::provider().await;
    server.respond_with("/keys", Wrong::answer("200 OK", "text/plain", KEYS));
    let mut browser = Browser::new(&app_at(&server).await);
    assert!(browser.get("/sign-in").await.location().starts_with(&server.origin()));
}

/// Opens the sign-in twice. For a permanent fault, both pages have the same status and texts, and neither reports an
/// outage.
async fn assert_permanent(app: &App, status: u16, texts: &[&str]) {
    for _ in 0..2 {
        let page = Browser::new(app).get("/sign-in").await;
        assert_eq!(page.status.as_u16(), status, "{}", page.body);
        for text in texts {
            page.assert_shows(text);
        }
        let home = Browser::new(app).get("/").await;
        assert!(!page.body.contains("cannot be reached") && !home.body.contains("cannot be reached"));
    }
}

#[tokio::test]
async fn an_unknown_tenant_is_named_on_the_page_and_in_the_log() {
    let server = BrokenServer::provider().await;
    let body = r#"{"error":"invalid_tenant","error_description":"AADSTS90002: There is no tenant 'x'.","error_codes":[90002],"trace_id":"3b9d1c70-4e52-4f8a-b6d3-90a1b2c3d400"}"#;
    server.respond_with(DISCOVERY, Wrong::answer("400 Bad Request", "application/json", body));
    let (log, _listening) = Log::begin();
    let app = app_at(&server).await;
    let texts = ["AADSTS90002", "a tenant that does not exist", "3b9d1c70-4e52-4f8a-b6d3-90a1b2c3d400"];
    assert_permanent(&app, 502, &texts).await;
    let log = String::from_utf8(log.bytes()).unwrap();
    assert!(log.contains("`invalid_tenant` (AADSTS90002)"), "{log}");
}

#[tokio::test]
async fn a_mismatched_issuer_is_shown_with_the_authority() {
    let server = BrokenServer::provider().await;
    let origin = server.origin();
    let other = "https://sso.contoso.example/realms/staff";
    server.respond_with(
        DISCOVERY,
        Wrong::json(&format!(
            r#"{{"issuer":"{other}","authorization_endpoint":"{origin}/a","token_endpoint":"{origin}/t","jwks_uri":"{origin}/keys"}}"#
        )),
    );
    let app = app_at(&server).await;
    assert_permanent(&app, 502, &[&origin, other, "not set up correctly"]).await;
}

#[tokio::test]
async fn a_missing_required_member_is_named_each_time() {
    let server = BrokenServer::provider().await;
    let origin = server.origin();
    server.respond_with(
        DISCOVERY,
        Wrong::json(&format!(r#"{{"issuer":"{origin}","authorization_endpoint":"{origin}/a"}}"#)),
    );
    assert_permanent(&app_at(&server).await, 502, &["`token_endpoint` is wrong or missing"]).await;
    server.respond_with(DISCOVERY, Wrong::answer("404 Not Found", "text/html", "<html>"));
    assert_permanent(&app_at(&server).await, 502, &["status 404"]).await;
}

#[tokio::test]
async fn an_invalid_optional_member_prevents_no_sign_in() {
    for members in [
        r#","end_session_endpoint":"""#,
        r#","end_session_endpoint":5,"userinfo_endpoint":[],"device_authorization_endpoint":"""#,
        r#","token_endpoint_auth_methods_supported":"client_secret_basic""#,
        r#","scopes_supported":5,"claims_supported":{},"authorization_response_iss_parameter_supported":"no""#,
    ] {
        let server = BrokenServer::provider().await;
        server.describe(members);
        let page = Browser::new(&app_at(&server).await).get("/sign-in").await;
        assert!(page.location().starts_with(&server.origin()), "{members}");
    }
}

#[tokio::test]
async fn metadata_that_moved_on_its_own_origin_is_found() {
    let server = BrokenServer::provider().await;
    let origin = server.origin();
    let moved = "/index.php/op/.well-known/openid-configuration";
    server.respond_with(
        moved,
        Wrong::json(&format!(
            r#"{{"issuer":"{origin}","authorization_endpoint":"{origin}/a","token_endpoint":"{origin}/t","jwks_uri":"{origin}/keys"}}"#
        )),
    );
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        server.respond_with(DISCOVERY, Wrong::redirect(status, moved));
        let page = Browser::new(&app_at(&server).await).get("/sign-in").await;
        assert!(page.location().starts_with(&server.origin()), "{status}");
    }
    server.respond_with(DISCOVERY, Wrong::redirect("302 Found", DISCOVERY));
    let page = Browser::new(&app_at(&server).await).get("/sign-in").await;
    assert_eq!(page.status.as_u16(), 502, "a redirect to itself ends");
}
