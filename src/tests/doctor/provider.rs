//! The checks of the provider: clock, tenant, metadata, redirect URI, each with a fault of the dev tenant.

use leptos_entra::{
    dev_tenant::{Flavour, PARTNER_TENANT_ID},
    server::oidc::ErrorResponse,
};

use super::{Doctor, start_tenant, start_with};
use crate::cast::{self, CALLBACK, ORIGIN};

#[tokio::test]
async fn a_clock_that_is_ten_minutes_off_is_named() {
    let tenant = start_tenant().await;
    tenant.control().advance_clock(120);
    let report = Doctor::of(&tenant).only("clock").await;
    report.assert_names("clock", "warning", &["s behind", "timedatectl"]);
    tenant.control().advance_clock(480);
    Doctor::of(&tenant).report().await.assert_fails("clock", &["s behind", "AADSTS700024", "timedatectl", "date -u"]);
}

#[tokio::test]
async fn a_tenant_that_does_not_exist_is_named() {
    let tenant = start_tenant().await;
    let authority = format!("{}/00000000-0000-4000-8000-000000000001", tenant.origin());
    let report = Doctor::of(&tenant).set("AUTHORITY", &authority).report().await;
    report.assert_fails("tenant", &["no such tenant exists", "AADSTS90002", "Directory (tenant) ID"]);
    report.assert_fails("metadata", &["AADSTS90002"]);
    for check in ["app-id", "credential-accepted", "redirect-uri"] {
        report.assert_is(check, "skipped");
    }
}

#[tokio::test]
async fn a_tenant_in_another_cloud_is_named() {
    let tenant = start_tenant().await;
    tenant.control().set_document_member("cloud_instance_name", Some("microsoftonline.us".to_owned()));
    tenant.control().set_document_member("tenant_region_scope", Some("USGov".to_owned()));
    let causes =
        ["the cloud of the US government", "AUTHORITY=https://login.microsoftonline.us/", "graph.microsoft.us"];
    Doctor::of(&tenant).only("tenant").await.assert_fails("tenant", &causes);
}

#[tokio::test]
async fn the_tenant_is_named_with_its_region() {
    let tenant = start_tenant().await;
    let report = Doctor::of(&tenant).only("tenant").await;
    let line = report.lines("tenant").remove(0).to_string();
    assert!(line.contains(tenant.tenant_id()) && line.contains("region EU"), "{line}");
}

#[tokio::test]
async fn an_issuer_of_another_tenant_is_named() {
    let tenant = start_tenant().await;
    let issuer = format!("{}/{PARTNER_TENANT_ID}/v2.0", tenant.origin());
    tenant.control().set_document_issuer(Some(issuer));
    let report = Doctor::of(&tenant).report().await;
    report.assert_fails("metadata", &["this is another tenant", "AUTHORITY"]);
    report.assert_is("signing-keys", "skipped");
}

#[tokio::test]
async fn a_redirect_uri_that_is_not_registered_is_named() {
    let tenant = start_tenant().await;
    let doctor = Doctor::of(&tenant).set("REDIRECT_URI", "http://localhost:3000/other");
    let causes = ["AADSTS50011", "http://localhost:3000/other", "--web-redirect-uris", "error?code=50011"];
    doctor.report().await.assert_fails("redirect-uri", &causes);
}

#[tokio::test]
async fn a_missing_redirect_uri_of_the_admin_consent_is_a_warning() {
    let tenant = start_with(|options| options.redirect_uris = vec![CALLBACK.to_owned()]).await;
    let report = Doctor::of(&tenant).only("redirect-uri").await;
    let consent = format!("{ORIGIN}/admin-consent/result");
    report.assert_names("redirect-uri", "warning", &[&consent, "AADSTS50011"]);
    assert_eq!(report.code, 0);
}

#[tokio::test]
async fn a_page_without_a_number_is_no_verdict() {
    let tenant = start_tenant().await;
    let elsewhere = format!("{}/devicelogin", tenant.origin());
    tenant.control().set_document_member("authorization_endpoint", Some(elsewhere));
    let report = Doctor::of(&tenant).only("redirect-uri").await;
    report.assert_is("redirect-uri", "skipped");
    assert!(report.code == 0 && report.out.contains("cannot tell"), "{}", report.out);
}

#[tokio::test]
async fn the_error_page_has_the_data_of_entra_id() {
    let tenant = start_tenant().await;
    let url = format!(
        "{}/oauth2/v2.0/authorize?client_id={}&redirect_uri=http://localhost/a%3C%26",
        tenant.authority(),
        tenant.client_id()
    );
    let page = cast::front::direct().get(url).send().await.unwrap().text().await.unwrap();
    let (_, data) = page.split_once("$Config=").unwrap();
    let (data, _) = data.split_once(";\n//]]>").unwrap();
    assert!(!data.contains(['<', '&']), "{data}");
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let message = data["strServiceExceptionMessage"].as_str().unwrap().to_owned();
    assert!(message.contains("'http://localhost/a<&'"), "{message}");
    let error = ErrorResponse::from_parameters("invalid_request".to_owned(), Some(message));
    assert_eq!((data["sErrorCode"].as_str(), error.number.as_deref()), (Some("50011"), Some("AADSTS50011")));
}

#[tokio::test]
async fn azure_ad_b2c_refuses_a_redirect_uri_with_its_own_number() {
    let tenant = start_with(|options| options.flavour = Flavour::B2c { policy_in_issuer: false }).await;
    let doctor =
        Doctor::of(&tenant).without("AUTHORITY").set("OIDC_AUTHORITY", &format!("{}/v2.0", tenant.authority()));
    let doctor = doctor.set("ENDPOINT", "");
    doctor.only("redirect-uri").await.assert_is("redirect-uri", "ok");
    let doctor = doctor.set("REDIRECT_URI", "http://localhost:3000/other");
    doctor.only("redirect-uri").await.assert_fails("redirect-uri", &["AADB2C90006"]);
}
