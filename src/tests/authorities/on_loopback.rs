//! Authorities on loopback: the issuer and the tenant in the metadata document decide which users can sign in.

use axum::http::StatusCode;
use leptos_entra::server::{
    config::Config,
    entra::{AllowedTenants, Authority},
};

use crate::cast::{App, Browser};

const ANOTHER_TENANT: &str = "0a1b2c3d-0000-4000-8000-00000000000b";

/// Replaces the tenant ID in the authority's URL with this name of the tenant.
fn name_tenant(config: &mut Config, name: &str) {
    let (host, _) = config.authority.address().rsplit_once('/').unwrap();
    config.authority = Authority::parse_authority(&format!("{host}/{name}")).unwrap();
}

async fn welcomes_maya(app: &App) -> bool {
    let mut browser = Browser::new(app);
    browser.sign_in_to_page("maya").await;
    browser.get("/").await.body.contains("Maya Lindqvist")
}

#[tokio::test]
async fn a_tenant_named_by_its_domain_accepts_a_sign_in() {
    let app = App::start_with(|config| name_tenant(config, "devtenant.example")).await;
    assert!(welcomes_maya(&app).await);
}

#[tokio::test]
async fn given_oidc_authority_then_a_sign_in_at_a_tenant_works() {
    let app = App::start_with(|config| {
        let address = format!("{}/v2.0", config.authority.address());
        config.authority = Authority::parse_oidc_authority(&address).unwrap();
    })
    .await;
    assert!(welcomes_maya(&app).await);
}

#[tokio::test]
async fn a_sign_in_from_an_unlisted_tenant_is_rejected() {
    let app = App::start_with(|config| {
        config.allowed_tenants = AllowedTenants::Listed(vec![ANOTHER_TENANT.to_owned()]);
    })
    .await;
    let page = Browser::new(&app).sign_in_to_page("maya").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    page.assert_shows("Your organization is not allowed to use this app.")
        .assert_shows("The tenant ID of the account is ");
    assert!(!page.body.contains("incident"));
    assert!(!welcomes_maya(&app).await);
}

#[tokio::test]
async fn given_metadata_with_another_issuer_then_no_sign_in_starts() {
    let app = App::start_with(|config| {
        let stand_in = config.authority.metadata_url();
        let real = Authority::parse_authority("https://login.partner.microsoftonline.cn/devtenant.example").unwrap();
        config.authority = real.with_replacement_provider(&stand_in).unwrap();
    })
    .await;
    let page = Browser::new(&app).get("/sign-in").await;
    assert!(page.status.is_server_error(), "{}", page.status);
}
