//! Azure AD B2C: a policy signs in, with the issuer of the tenant or with the policy in it, and only with its own tokens.

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{CUSTOMER_DOMAIN, Flavour, IdTokenFault, SIGN_UP_SIGN_IN, TENANT_ID},
    server::entra::Authority,
};

use super::{assert_fault_is_refused, assert_whole_journey};
use crate::cast::{App, Browser, parameter};

async fn app(policy_in_issuer: bool) -> App {
    let authority = Authority::parse_b2c("devtenant", SIGN_UP_SIGN_IN).unwrap();
    App::abroad(Flavour::B2c { policy_in_issuer }, "https://devtenant.b2clogin.com", authority, |_| ()).await
}

#[tokio::test]
async fn a_policy_of_b2c_signs_in() {
    let app = app(false).await;
    assert_whole_journey(&app, "nora", "Nora Jensen").await;
    assert_eq!(app.control().counters().graph_calls, 0);
    assert_fault_is_refused(&app, "nora", IdTokenFault::OtherPolicy).await;
    assert_fault_is_refused(&app, "nora", IdTokenFault::WrongIssuer).await;
    assert_fault_is_refused(&app, "nora", IdTokenFault::TenantBesideIssuer).await;
}

#[tokio::test]
async fn mail_is_neither_offered_nor_there() {
    let app = app(false).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("nora").await;
    let page = browser.get("/").await;
    assert!(page.body.contains("Nora Jensen") && !page.body.contains("href=\"/mail\""), "{}", page.body);
    assert_eq!(browser.get("/mail").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_policy_that_stands_in_its_issuer_signs_in() {
    let app = app(true).await;
    assert_whole_journey(&app, "kofi", "Kofi Mensah").await;
    assert_fault_is_refused(&app, "kofi", IdTokenFault::OtherPolicy).await;
    assert_fault_is_refused(&app, "kofi", IdTokenFault::WrongIssuer).await;
}

#[tokio::test]
async fn a_policy_under_a_custom_domain_signs_in() {
    let origin = "https://sign-in.customers.example";
    for tenant in [CUSTOMER_DOMAIN, TENANT_ID] {
        let authority = format!("{origin}/{tenant}/{SIGN_UP_SIGN_IN}/v2.0");
        let authority = Authority::parse_oidc_authority(&authority).unwrap();
        let app = App::abroad(Flavour::B2c { policy_in_issuer: false }, origin, authority, |_| ()).await;
        assert_whole_journey(&app, "nora", "Nora Jensen").await;
        assert_fault_is_refused(&app, "nora", IdTokenFault::OtherPolicy).await;
        assert_fault_is_refused(&app, "nora", IdTokenFault::WrongIssuer).await;
    }
}

#[tokio::test]
async fn a_customer_who_cancels_is_signed_in_nowhere() {
    let app = app(false).await;
    let mut browser = Browser::new(&app);
    let authorize = browser.get("/sign-in").await.location().to_owned();
    let page = browser.visit_tenant(&authorize).await;
    page.assert_shows("Forgot your password?");
    let callback = browser.decline(&page).await;
    assert!(parameter(&callback, "error_description").unwrap().starts_with("AADB2C90091"));
    browser.get(&callback).await;
    browser.get("/").await.assert_shows("/sign-in?return_to=");
}
