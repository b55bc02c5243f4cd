//! The checks of the application and its credential, each with an error number of Entra ID.

use leptos_entra::dev_tenant::{FederatedCredential, Flavour, IdentityFault, TENANT_ID, Times, TokenFault};
use serde_json::json;

use super::{Doctor, start_tenant, start_with};
use crate::cast::certificates::{TestKey, VALID, private_file};

#[tokio::test]
async fn a_wrong_client_secret_is_named() {
    let tenant = start_tenant().await;
    let report = Doctor::of(&tenant).set("CLIENT_SECRET", "wrong").report().await;
    let causes =
        ["invalid_client", "AADSTS7000215", "Secret ID", "az ad app credential reset --id", tenant.client_id()];
    report.assert_fails("credential-accepted", &causes);
    report.assert_is("app-id", "ok");
    assert_eq!(tenant.control().counters().token_requests["client_credentials"], 1);
}

#[tokio::test]
async fn a_client_secret_that_has_expired_is_named() {
    let tenant = start_tenant().await;
    let (error, aadsts) = ("invalid_client".to_owned(), 7_000_222);
    let fault = TokenFault::Error { error, aadsts, suberror: None, claims: None };
    tenant.control().arm_token_fault(fault, Times::Once);
    let causes = ["AADSTS7000222", "has expired", "New client secret"];
    Doctor::of(&tenant).report().await.assert_fails("credential-accepted", &causes);
}

#[tokio::test]
async fn an_unknown_application_is_named() {
    let tenant = start_tenant().await;
    let doctor = Doctor::of(&tenant).set("CLIENT_ID", "5f0c2a9e-7d41-4b86-9c3a-1e2d3f405162");
    let report = doctor.report().await;
    report.assert_fails("app-id", &["AADSTS700038", "Application (client) ID"]);
    report.assert_fails("redirect-uri", &["AADSTS700016"]);
}

#[tokio::test]
async fn a_certificate_that_is_not_registered_is_named() {
    let tenant = start_tenant().await;
    let key = TestKey::rsa();
    let doctor = Doctor::of(&tenant).without("CLIENT_SECRET");
    let file = private_file(doctor.folder.path(), "app.pem", &format!("{}{}", key.certificate(VALID), key.pem()));
    let report = doctor.set("CLIENT_CERTIFICATE_FILE", file.to_str().unwrap()).report().await;
    report.assert_is("credential", "ok");
    report.assert_fails("credential-accepted", &["AADSTS700027", "Upload certificate", "--cert @cert.pem"]);
}

#[tokio::test]
async fn a_federated_credential_with_another_subject_is_named() {
    let tenant = start_tenant().await;
    let key = TestKey::rsa();
    let [issuer, audience] = ["https://cluster.example/", "api://AzureADTokenExchange"].map(str::to_owned);
    let claims =
        json!({ "iss": issuer, "sub": "system:serviceaccount:a:b", "aud": audience, "exp": 4_000_000_000_u64 });
    let subject = "system:serviceaccount:a:c".to_owned();
    let certificate = key.certificate(VALID);
    tenant
        .control()
        .trust_issuer(FederatedCredential { issuer, subject, audience, certificate: Some(certificate) })
        .unwrap();
    let token = key.token(&json!({ "alg": "RS256" }), &claims);
    let doctor =
        Doctor::of(&tenant).without("CLIENT_SECRET").file("token", &token).set("CLIENT_ASSERTION_FILE", "token");
    let causes = ["AADSTS700213", "az ad app federated-credential list"];
    doctor.report().await.assert_fails("credential-accepted", &causes);
}

#[tokio::test]
async fn a_managed_identity_is_accepted_or_its_fault_is_named() {
    let tenant = start_tenant().await;
    tenant.control().trust_issuer(tenant.identity_credential()).unwrap();
    let doctor = Doctor::of(&tenant)
        .without("CLIENT_SECRET")
        .set("MANAGED_IDENTITY_CLIENT_ID", tenant.identity_client_id())
        .set("AZURE_POD_IDENTITY_AUTHORITY_HOST", &tenant.imds());
    let report = doctor.report().await;
    report.assert_is("credential", "ok");
    report.assert_is("credential-accepted", "ok");
    tenant.control().arm_identity_fault(IdentityFault::Gone, Times::UntilReset);
    doctor.report().await.assert_is("credential-accepted", "warning");
    tenant.control().arm_identity_fault(IdentityFault::NotAssigned, Times::UntilReset);
    doctor.report().await.assert_fails("credential-accepted", &["is not assigned to the resource"]);
}

#[tokio::test]
async fn many_tenants_use_the_first_allowed_tenant() {
    let tenant = start_with(|options| options.flavour = Flavour::MultiTenant).await;
    let doctor = Doctor::of(&tenant).set("ALLOWED_TENANTS", TENANT_ID);
    doctor.report().await.assert_is("credential-accepted", "ok");
    doctor.set("ALLOWED_TENANTS", "*").report().await.assert_is("credential-accepted", "skipped");
}

#[tokio::test]
async fn a_public_client_is_known_without_a_credential() {
    let tenant = start_tenant().await;
    let doctor = Doctor::of(&tenant).without("CLIENT_SECRET").without("REDIRECT_URI");
    let report = doctor.report().await;
    report.assert_is("app-id", "ok");
    report.assert_is("credential-accepted", "skipped");
    report.assert_is("redirect-uri", "skipped");
    assert_eq!(report.code, 0, "{}", report.out);
}
