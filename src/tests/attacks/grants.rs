//! Rights that the provider did not grant, and token responses that belong to another sign-in.

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{GraphFault, IdTokenFault, Times, TokenFault},
    error::AppError,
    server::{NotGranted, config::SessionStoreSetting, entra::AllowedTenants, graph::ReadMail},
};
use serde_json::{Value, json};
use tower_sessions::SessionStore as _;

use crate::{
    cast::{App, Browser},
    guards::{Operator, caller},
};

async fn signed_in(app: &App, persona: &str) -> Browser {
    let mut browser = Browser::new(app);
    browser.sign_in(persona).await;
    browser.get("/").await;
    browser
}

/// Makes every token response of the dev tenant name this scope as the granted one, until the dev tenant is reset.
fn grant_only(app: &App, scope: &str) {
    let fault = TokenFault::With { member: "scope".to_owned(), value: Value::from(scope) };
    app.control().arm_token_fault(fault, Times::UntilReset);
}

/// Gives the consent that the mail page requires. Returns the path of the redirect that follows.
async fn consent(browser: &mut Browser) -> String {
    let step = browser.get("/mail").await.location().to_owned();
    let authorize = browser.get(&step).await.location().to_owned();
    let page = browser.visit_tenant(&authorize).await;
    let callback = browser.press(&page, &[("decision", "accept")]).await.location().to_owned();
    browser.land(&callback).await.location().to_owned()
}

/// Makes the app refresh the tokens, because the API rejects the access token once. Returns the status of the call.
async fn refresh(app: &App, browser: &mut Browser) -> StatusCode {
    app.control().arm_graph_fault(GraphFault::InvalidToken, Times::Once);
    browser.call("/api/call_api").await.status
}

#[tokio::test]
async fn a_46_a_requested_scope_without_a_grant_does_not_count() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    grant_only(&app, "openid profile User.Read");
    assert_eq!(consent(&mut browser).await, "/mail", "the consent itself succeeds");
    let page = browser.get("/mail").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "the missing scope leads to no redirect");
    page.assert_shows("This app lacks a permission").assert_shows("did not grant");
    let refused = caller(&app, &browser).signed_in_with::<ReadMail>().await.err().unwrap();
    assert!(matches!(refused, NotGranted::ScopeMissing), "{refused}");
    assert_eq!(AppError::from(refused).status(), 403);
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::OK, "the granted scope still counts");
    app.control().reset();
}

#[tokio::test]
async fn a_46_a_scope_granted_by_the_refresh_of_another_page_counts() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    assert_eq!(consent(&mut browser).await, "/mail");
    grant_only(&app, "openid profile https://graph.microsoft.com/User.Read https://graph.microsoft.com/Mail.ReadBasic");
    assert_eq!(browser.get("/mail").await.status, StatusCode::OK);
    assert!(caller(&app, &browser).signed_in_with::<ReadMail>().await.is_ok());
}

#[tokio::test]
async fn a_47_a_refresh_response_for_another_user_ends_the_session() {
    for claim in ["sub", "oid", "tid", "iss"] {
        let app = App::start().await;
        let mut browser = signed_in(&app, "maya").await;
        let id = browser.cookies[&app.services.cookies.session()].parse().unwrap();
        app.control().set_id_token_claim(claim, json!("0a1b2c3d-0000-4000-8000-00000000000c"));
        assert_eq!(refresh(&app, &mut browser).await, StatusCode::UNAUTHORIZED, "{claim}");
        let store = &app.services.auth.store;
        assert!(store.load(&id).await.unwrap().is_none() && store.tokens(id).await.unwrap().is_none(), "{claim}");
        browser.get("/").await.assert_signed_out();
    }
}

#[tokio::test]
async fn a_47_an_invalid_refreshed_id_token_ends_the_session() {
    for fault in [IdTokenFault::BadSignature, IdTokenFault::UnknownKid, IdTokenFault::AlgNone, IdTokenFault::Expired] {
        let app = App::start().await;
        let mut browser = signed_in(&app, "maya").await;
        app.control().arm_id_token_fault(fault, Times::Once);
        assert_eq!(refresh(&app, &mut browser).await, StatusCode::UNAUTHORIZED, "{fault:?}");
        browser.get("/").await.assert_signed_out();
    }
}

#[tokio::test]
async fn a_47_a_role_that_was_taken_away_is_gone_after_the_refresh() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "olga").await;
    assert!(caller(&app, &browser).signed_in_with::<Operator>().await.is_ok());
    app.control().set_id_token_claim("roles", Value::Null);
    assert_eq!(refresh(&app, &mut browser).await, StatusCode::OK);
    let refused = caller(&app, &browser).signed_in_with::<Operator>().await.err().unwrap();
    assert!(matches!(refused, NotGranted::RoleMissing), "{refused}");
    app.control().set_id_token_claim("roles", json!(["Operator"]));
    assert_eq!(refresh(&app, &mut browser).await, StatusCode::OK);
    assert!(caller(&app, &browser).signed_in_with::<Operator>().await.is_ok(), "a new role counts as well");
}

#[tokio::test]
async fn a_47_a_refresh_does_not_widen_the_authentication_contexts() {
    let app = App::start().await;
    let mut browser = signed_in(&app, "maya").await;
    app.control().set_id_token_claim("acrs", json!(["c1"]));
    assert_eq!(refresh(&app, &mut browser).await, StatusCode::OK);
    let user = caller(&app, &browser).signed_in().await.unwrap_or_else(|error| panic!("{error}"));
    assert!(user.user().contexts.is_empty());
}

#[tokio::test]
async fn a_48_narrowed_allowed_tenants_end_the_sessions_of_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sessions.db");
    let store = SessionStoreSetting::Sqlite(path);
    let app = App::start_with(|config| config.session_store = store).await;
    let mut browser = signed_in(&app, "maya").await;
    let other = "0a1b2c3d-0000-4000-8000-00000000000b".to_owned();
    let own = app.tenant.tenant_id().to_owned();
    let same = app.with(|config| config.allowed_tenants = AllowedTenants::Listed(vec![other.clone(), own]));
    browser = browser.at(&same);
    browser.get("/").await.assert_shows("Maya Lindqvist");
    let narrowed = app.with(|config| config.allowed_tenants = AllowedTenants::Listed(vec![other]));
    browser = browser.at(&narrowed);
    browser.get("/").await.assert_signed_out();
    assert_eq!(browser.call("/api/call_api").await.status, StatusCode::UNAUTHORIZED);
    let mut back = browser.at(&app);
    back.get("/").await.assert_signed_out();
}
