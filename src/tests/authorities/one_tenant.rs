//! A single workforce tenant: the Graph endpoint of its cloud, an unknown tenant, and a user of another tenant.

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{Flavour, TENANT_ID},
    server::entra::Authority,
};

use super::assert_sign_in_and_sign_out;
use crate::cast::{App, Browser};

/// Starts an app whose authority is this tenant at this origin. The dev tenant is served at the origin.
async fn app_at(origin: &str, tenant: &str) -> App {
    let authority = Authority::parse_authority(&format!("{origin}/{tenant}")).unwrap();
    App::abroad(Flavour::Workforce, origin, authority, |_| ()).await
}

#[tokio::test]
async fn a_us_government_tenant_uses_graph_of_its_cloud() {
    let app = app_at("https://login.microsoftonline.us", TENANT_ID).await;
    assert_eq!(app.config.endpoint.as_ref().unwrap().as_str(), "https://graph.microsoft.us/v1.0/me");
    assert_sign_in_and_sign_out(&app, "maya", "Maya Lindqvist").await;
}

#[tokio::test]
async fn given_an_unknown_tenant_then_the_failure_is_explained() {
    let authority = "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111";
    let authority = Authority::parse_authority(authority).unwrap();
    let app = App::abroad(Flavour::Workforce, "https://login.microsoftonline.com", authority, |_| ()).await;
    let page = Browser::new(&app).get("/sign-in").await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    page.assert_shows("AADSTS90002").assert_shows("a tenant that does not exist");
}

#[tokio::test]
async fn a_user_of_another_tenant_is_rejected() {
    let app = app_at("https://login.microsoftonline.com", TENANT_ID).await;
    let mut browser = Browser::new(&app);
    let authorize = browser.get("/sign-in").await.location().to_owned();
    let picker = browser.visit_tenant(&authorize).await;
    let page = browser.press(&picker, &[("persona", "ines")]).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    page.assert_shows("AADSTS50020");
}

#[tokio::test]
async fn a_form_post_response_reaches_the_callback() {
    let app = app_at("https://login.microsoftonline.com", TENANT_ID).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    let authorize = browser.get("/sign-in").await.location().to_owned();
    let page = browser.visit_tenant(&format!("{authorize}&response_mode=form_post")).await;
    assert_ne!(browser.deliver(&page).await.status, StatusCode::NOT_FOUND);
}
