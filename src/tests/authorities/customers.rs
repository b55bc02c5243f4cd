//! Tenants whose people are customers: an external tenant by its subdomain, by its ID and under a custom domain.

use leptos_entra::{
    dev_tenant::{Flavour, IdTokenFault, TENANT_ID},
    server::entra::Authority,
};

use super::{assert_fault_is_refused, assert_whole_journey};
use crate::cast::App;

async fn assert_signs_in(origin: &str, authority: Authority) {
    let app = App::abroad(Flavour::External, origin, authority, |_| ()).await;
    assert_whole_journey(&app, "nora", "Nora Jensen").await;
    assert_fault_is_refused(&app, "nora", IdTokenFault::OtherTenant).await;
    assert_fault_is_refused(&app, "nora", IdTokenFault::WrongIssuer).await;
    assert_fault_is_refused(&app, "nora", IdTokenFault::TenantBesideIssuer).await;
}

#[tokio::test]
async fn an_external_tenant_by_its_subdomain_signs_in() {
    let origin = "https://devtenant.ciamlogin.com";
    assert_signs_in(origin, Authority::parse_authority(origin).unwrap()).await;
}

#[tokio::test]
async fn an_external_tenant_by_its_subdomain_and_its_id_signs_in() {
    let origin = "https://devtenant.ciamlogin.com";
    assert_signs_in(origin, Authority::parse_authority(&format!("{origin}/{TENANT_ID}")).unwrap()).await;
}

#[tokio::test]
async fn an_external_tenant_by_its_id_signs_in() {
    let origin = format!("https://{TENANT_ID}.ciamlogin.com");
    assert_signs_in(&origin, Authority::parse_authority(&format!("{origin}/{TENANT_ID}")).unwrap()).await;
}

#[tokio::test]
async fn an_external_tenant_under_a_custom_domain_signs_in() {
    let origin = "https://sign-in.customers.example";
    let authority = Authority::parse_oidc_authority(&format!("{origin}/{TENANT_ID}/v2.0")).unwrap();
    assert_signs_in(origin, authority).await;
}
