//! Multi-tenant authorities: `common`, `organizations` and `consumers`, with and without a list of allowed tenants.

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{Flavour, IdTokenFault, PARTNER_TENANT_ID, PERSONAL_ACCOUNTS, TENANT_ID},
    server::entra::{AllowedTenants, Authority},
};

use super::{assert_fault_is_refused, assert_sign_in_and_sign_out};
use crate::cast::{App, Browser};

const ORIGIN: &str = "https://login.microsoftonline.com";

async fn app_at(alias: &str, allowed_tenants: AllowedTenants) -> App {
    let authority = Authority::parse_authority(&format!("{ORIGIN}/{alias}")).unwrap();
    let allow = |config: &mut leptos_entra::server::config::Config| config.allowed_tenants = allowed_tenants;
    App::abroad(Flavour::MultiTenant, ORIGIN, authority, allow).await
}

fn only(tenants: &[&str]) -> AllowedTenants {
    AllowedTenants::Listed(tenants.iter().map(|tenant| (*tenant).to_owned()).collect())
}

#[tokio::test]
async fn common_accepts_every_tenant_and_personal_accounts() {
    let app = app_at("common", AllowedTenants::Any).await;
    assert_sign_in_and_sign_out(&app, "maya", "Maya Lindqvist").await;
    assert_sign_in_and_sign_out(&app, "ines", "Ines Moreau").await;
    assert_sign_in_and_sign_out(&app, "sam", "Sam Okafor").await;
}

#[tokio::test]
async fn common_accepts_users_of_the_listed_tenants_only() {
    let app = app_at("common", only(&[TENANT_ID, PERSONAL_ACCOUNTS])).await;
    assert_sign_in_and_sign_out(&app, "maya", "Maya Lindqvist").await;
    assert_sign_in_and_sign_out(&app, "sam", "Sam Okafor").await;
    let mut browser = Browser::new(&app);
    let page = browser.sign_in_to_page("ines").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    page.assert_shows("Your organization is not allowed to use this app.").assert_shows(PARTNER_TENANT_ID);
    browser.get("/").await.assert_signed_out();
}

#[tokio::test]
async fn common_rejects_an_issuer_that_does_not_match_the_tenant() {
    let app = app_at("common", AllowedTenants::Any).await;
    assert_fault_is_refused(&app, "maya", IdTokenFault::WrongIssuer).await;
    assert_fault_is_refused(&app, "maya", IdTokenFault::TenantBesideIssuer).await;
    assert_fault_is_refused(&app, "maya", IdTokenFault::NoTenant).await;
}

#[tokio::test]
async fn a_key_signs_for_its_own_issuer_only() {
    let app = app_at("common", AllowedTenants::Any).await;
    assert_fault_is_refused(&app, "maya", IdTokenFault::KeyOfOtherIssuer).await;
    assert_fault_is_refused(&app, "ines", IdTokenFault::KeyOfOtherIssuer).await;
}

#[tokio::test]
async fn organizations_accepts_tenants_but_no_personal_accounts() {
    let app = app_at("organizations", only(&[TENANT_ID, PARTNER_TENANT_ID])).await;
    assert_sign_in_and_sign_out(&app, "ines", "Ines Moreau").await;
    let mut browser = Browser::new(&app);
    let authorize = browser.get("/sign-in").await.location().to_owned();
    let picker = browser.visit_tenant(&authorize).await;
    picker.assert_shows("Ines Moreau");
    assert!(!picker.body.contains("Sam Okafor"));
    assert_fault_is_refused(&app, "ines", IdTokenFault::TenantBesideIssuer).await;
}

#[tokio::test]
async fn consumers_signs_in_personal_accounts_only() {
    let app = app_at("consumers", AllowedTenants::Any).await;
    assert_sign_in_and_sign_out(&app, "sam", "Sam Okafor").await;
    assert_fault_is_refused(&app, "sam", IdTokenFault::OtherTenant).await;
    assert_fault_is_refused(&app, "sam", IdTokenFault::WrongIssuer).await;
}

#[tokio::test]
async fn a_tenant_authority_works_with_a_multi_tenant_app() {
    let app = app_at(PARTNER_TENANT_ID, AllowedTenants::Any).await;
    assert_sign_in_and_sign_out(&app, "ines", "Ines Moreau").await;
    assert_fault_is_refused(&app, "ines", IdTokenFault::OtherTenant).await;
}

#[tokio::test]
async fn given_no_listed_tenant_then_every_sign_in_is_rejected() {
    let app = app_at("organizations", only(&[])).await;
    let mut browser = Browser::new(&app);
    browser.sign_in("maya").await;
    browser.get("/").await.assert_signed_out();
    assert_eq!(app.control().counters().graph_calls, 0);
}
