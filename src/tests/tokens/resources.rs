//! Several resources (APIs): one consent for all of them, an access token for each, and one refresh token.

use axum::http::StatusCode;
use leptos_entra::server::auth::RefreshError;

use super::{claims_of, scopes, token, tokens_of};
use crate::cast::{
    App, Browser,
    broken_server::{BrokenServer, Wrong},
    parameter,
};

const GRAPH: &str = "00000003-0000-0000-c000-000000000000";
const NOTES: &str = "api://notes.devtenant.example";
const BOTH: &str = "User.Read api://notes.devtenant.example/Notes.Read";

async fn signed_in(scope: &str) -> (App, Browser) {
    let app = App::start_with(|config| config.scopes = scopes(scope)).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    (app, browser)
}

#[tokio::test]
async fn each_resource_has_its_own_access_token() {
    let (app, browser) = signed_in(BOTH).await;
    let asked = app.control().last_authorization_request()["scope"].clone();
    assert_eq!(asked, format!("openid profile offline_access {BOTH}"), "one request asks for consent to all resources");
    let graph = token(&app, &browser, "User.Read").await.unwrap();
    assert_eq!(app.control().counters().refreshes, 0, "the code brought it");
    let notes = token(&app, &browser, &format!("{NOTES}/Notes.Read")).await.unwrap();
    assert_eq!((&claims_of(&graph)["aud"], &claims_of(&notes)["aud"]), (&GRAPH.into(), &NOTES.into()));
    assert_eq!(claims_of(&notes)["scp"], "Notes.Read");
    for _ in 0..2 {
        assert_eq!(token(&app, &browser, "User.Read").await.unwrap().secret(), graph.secret());
        assert_eq!(token(&app, &browser, &format!("{NOTES}/Notes.Read")).await.unwrap().secret(), notes.secret());
    }
    assert_eq!(app.control().counters().refreshes, 1);
    assert_eq!(tokens_of(&app, &browser).await.access_tokens.len(), 2);
}

#[tokio::test]
async fn a_refresh_keeps_all_scopes_of_the_token() {
    let (app, browser) = signed_in("User.Read Mail.Read").await;
    let id = super::session_of(&app, &browser);
    let refused = leptos_entra::server::auth::RefusedToken {
        token: token(&app, &browser, "User.Read").await.unwrap(),
        claims: None,
    };
    let (services, less) = (&app.services, super::api(&app, "mail.read"));
    let fresh = services.auth.api_token(id, &less, Some(&refused));
    assert_eq!(claims_of(&fresh.await.unwrap().access_token)["scp"], "Mail.Read User.Read openid profile");
    assert_eq!(tokens_of(&app, &browser).await.access_tokens.len(), 1);
}

#[tokio::test]
async fn the_downstream_api_gets_the_token_of_its_resource() {
    for (scope, audience) in [(BOTH, GRAPH), ("api://notes.devtenant.example/Notes.Read User.Read", NOTES)] {
        let server = BrokenServer::start().await;
        server.respond_with("/me", Wrong::json(r#"{"displayName":"Maya"}"#));
        let endpoint = server.url("/me");
        let app = App::start_with(|config| {
            config.scopes = scopes(scope);
            config.endpoint = Some(endpoint);
        });
        let app = app.await;
        let mut browser = Browser::new(&app);
        browser.sign_in("maya").await;
        assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK);
        let request = server.requests().concat();
        let sent = request.lines().find_map(|line| line.strip_prefix("authorization: Bearer ")).unwrap().to_owned();
        assert_eq!(claims_of(&openidconnect::AccessToken::new(sent))["aud"], audience, "{scope}");
    }
}

#[tokio::test]
async fn unconfigured_scopes_with_consent_come_by_a_refresh() {
    let (app, browser) = signed_in("User.Read").await;
    let missing = token(&app, &browser, "Mail.Read").await;
    assert!(matches!(missing, Err(RefreshError::StepUp)), "{missing:?}");
    token(&app, &browser, "User.Read").await.expect("the session goes on");
    // The user consents to the scope in another app, as in a step-up.
    Browser::new(&app.with(|config| config.scopes = scopes("Mail.Read"))).sign_in("maya").await;
    let mail = token(&app, &browser, "Mail.Read").await.unwrap();
    assert!(claims_of(&mail)["scp"].as_str().unwrap().contains("Mail.Read"));
    let unknown = token(&app, &browser, "No.Such.Scope").await;
    assert!(matches!(unknown, Err(RefreshError::StepUp)), "the provider does not know them: {unknown:?}");
    token(&app, &browser, "User.Read").await.expect("the session goes on");
}

#[tokio::test]
async fn a_device_code_request_works_with_several_resources() {
    let app = App::start_with(|config| {
        config.redirect_uri = None;
        config.scopes = scopes(BOTH);
    });
    let app = app.await;
    let mut browser = Browser::new(&app);
    let begun = browser.submit("/device-code/begin").await;
    assert_eq!(begun.location(), "/device-code");
    browser.get("/device-code").await.assert_shows("devicelogin");
}

#[tokio::test]
async fn an_admin_consent_covers_all_resources() {
    let (_app, mut browser) = signed_in(BOTH).await;
    let address = browser.get("/admin-consent/begin").await.location().to_owned();
    assert_eq!(parameter(&address, "scope"), Some(format!("openid profile offline_access {BOTH}")));
}
