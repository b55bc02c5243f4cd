//! What the metadata document of each kind of authority must not name as its issuer: nobody is even sent there.

use leptos_entra::{
    dev_tenant::{Flavour, PARTNER_TENANT_ID, RESET_PASSWORD, SIGN_UP_SIGN_IN, TENANT_ID},
    server::entra::Authority,
};

use crate::cast::{App, Browser};

const PUBLIC_CLOUD: &str = "https://login.microsoftonline.com";

/// With the right issuer the browser is sent to the provider; with each of these it is not.
async fn assert_refused(flavour: Flavour, origin: &str, authority: Authority, issuers: &[String]) {
    for issuer in issuers {
        let app = App::abroad(flavour, origin, authority.clone(), |_| ()).await;
        app.control().set_document_issuer(Some(issuer.clone()));
        let page = Browser::new(&app).get("/sign-in").await;
        assert!(page.status.is_server_error(), "{issuer}: {}", page.status);
        app.control().set_document_issuer(None);
        let location = Browser::new(&app.restarted()).get("/sign-in").await.location().to_owned();
        assert!(location.starts_with("https://") && location.contains("/oauth2/v2.0/authorize?"), "{location}");
    }
}

fn authority(text: &str) -> Authority {
    Authority::parse_authority(text).unwrap()
}

#[tokio::test]
async fn a_tenant_by_its_id_has_its_own_issuer_in_its_own_cloud() {
    let issuers = [
        format!("{PUBLIC_CLOUD}/{PARTNER_TENANT_ID}/v2.0"),
        format!("https://login.microsoftonline.us/{TENANT_ID}/v2.0"),
        format!("https://login.windows.net/{TENANT_ID}/v2.0"),
        format!("https://sts.windows.net/{TENANT_ID}/"),
        format!("{PUBLIC_CLOUD}/{{tenantid}}/v2.0"),
        format!("https://login.microsoftonline.com.evil.example/{TENANT_ID}/v2.0"),
    ];
    assert_refused(Flavour::Workforce, PUBLIC_CLOUD, authority(&format!("{PUBLIC_CLOUD}/{TENANT_ID}")), &issuers).await;
}

#[tokio::test]
async fn the_cloud_of_the_us_government_has_no_issuer_of_the_public_cloud() {
    let origin = "https://login.microsoftonline.us";
    let issuer = format!("{PUBLIC_CLOUD}/{TENANT_ID}/v2.0");
    assert_refused(Flavour::Workforce, origin, authority(&format!("{origin}/{TENANT_ID}")), &[issuer]).await;
}

#[tokio::test]
async fn an_alias_of_the_host_is_no_issuer() {
    let origin = "https://login.windows.net";
    let issuer = format!("{origin}/{TENANT_ID}/v2.0");
    assert_refused(Flavour::Workforce, origin, authority(&format!("{origin}/{TENANT_ID}")), &[issuer]).await;
}

#[tokio::test]
async fn many_tenants_have_the_template_and_personal_accounts_their_own_issuer() {
    let own = format!("{PUBLIC_CLOUD}/{TENANT_ID}/v2.0");
    let elsewhere = "https://login.microsoftonline.us/{tenantid}/v2.0";
    for alias in ["common", "organizations", "consumers"] {
        let at = authority(&format!("{PUBLIC_CLOUD}/{alias}"));
        assert_refused(Flavour::MultiTenant, PUBLIC_CLOUD, at, &[own.clone(), elsewhere.to_owned()]).await;
    }
}

#[tokio::test]
async fn an_external_tenant_has_the_issuer_of_its_own_host() {
    let by_name = "https://devtenant.ciamlogin.com";
    let issuers = [format!("{PUBLIC_CLOUD}/{TENANT_ID}/v2.0"), format!("{by_name}/{TENANT_ID}/v2.0")];
    assert_refused(Flavour::External, by_name, authority(by_name), &issuers).await;

    let by_id = format!("https://{TENANT_ID}.ciamlogin.com");
    let other = format!("https://{PARTNER_TENANT_ID}.ciamlogin.com/{PARTNER_TENANT_ID}/v2.0");
    assert_refused(Flavour::External, &by_id, authority(&format!("{by_id}/{TENANT_ID}")), std::slice::from_ref(&other))
        .await;

    let custom = "https://sign-in.customers.example";
    let at = Authority::parse_oidc_authority(&format!("{custom}/{TENANT_ID}/v2.0")).unwrap();
    let elsewhere = format!("https://evil.example/{TENANT_ID}/v2.0");
    assert_refused(Flavour::External, custom, at, &[other, elsewhere]).await;
}

#[tokio::test]
async fn a_policy_of_b2c_has_the_issuer_of_its_own_tenant() {
    let origin = "https://devtenant.b2clogin.com";
    let at = Authority::parse_b2c("devtenant", SIGN_UP_SIGN_IN).unwrap();
    let issuers = [
        format!("https://other.b2clogin.com/{TENANT_ID}/v2.0/"),
        format!("{origin}/tfp/{TENANT_ID}/{}/v2.0/", RESET_PASSWORD.to_lowercase()),
        format!("{PUBLIC_CLOUD}/{TENANT_ID}/v2.0"),
    ];
    assert_refused(Flavour::B2c { policy_in_issuer: false }, origin, at, &issuers).await;
}
