//! Wrong answers where the provider's metadata and keys should be.

use leptos_entra::server::entra::Authority;

use super::{app_at, assert_not_read_to_the_end, assert_unavailable, large, senseless, slow};
use crate::cast::{
    App, Browser,
    broken_server::{BrokenServer, DISCOVERY, KEYS, Wrong, nobody},
};

/// SignInAttempts a sign-in while the server sends each of these at `path`, at an app that knows nothing of its provider yet.
async fn assert_each_is_explained(
    path: &str,
    each: Vec<(&'static str, Wrong)>,
    start: fn(&App) -> App,
) -> BrokenServer {
    let server = BrokenServer::provider().await;
    let app = app_at(&server).await;
    for (what, wrong) in each {
        server.say(path, wrong);
        let mut browser = Browser::new(&start(&app));
        let page = browser.get("/sign-in").await;
        assert_unavailable(what, &browser, &page);
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
async fn metadata_that_is_none_is_explained() {
    assert_each_is_explained(DISCOVERY, with_errors(senseless()), App::restarted).await;
}

#[tokio::test]
async fn keys_that_are_none_are_explained() {
    assert_each_is_explained("/keys", with_errors(senseless()), App::restarted).await;
}

#[tokio::test]
async fn metadata_and_keys_of_50_megabytes_are_left_alone() {
    for path in [DISCOVERY, "/keys"] {
        assert_not_read_to_the_end(&assert_each_is_explained(path, large(), App::restarted).await);
    }
}

#[tokio::test]
async fn metadata_and_keys_that_take_too_long_are_not_waited_for() {
    for path in [DISCOVERY, "/keys"] {
        assert_each_is_explained(path, slow(), App::impatient).await;
    }
}

#[tokio::test]
async fn a_provider_where_nobody_listens_is_explained() {
    let (server, gone) = (BrokenServer::start().await, nobody().await);
    let origin = server.origin();
    server.say(
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
async fn what_a_right_document_is_called_does_not_matter() {
    let server = BrokenServer::provider().await;
    server.say("/keys", Wrong::answer("200 OK", "text/plain", KEYS));
    let mut browser = Browser::new(&app_at(&server).await);
    assert!(browser.get("/sign-in").await.location().starts_with(&server.origin()));
}
