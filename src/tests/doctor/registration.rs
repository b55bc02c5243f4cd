//! The check of the app registration, which the dev tenant's Graph shows to the app itself.

use leptos_entra::dev_tenant::{ApplicationRecord, Flavour};

use super::{Doctor, start_tenant, start_with};
use crate::cast::CALLBACK;

#[tokio::test]
async fn the_registration_is_read_without_a_permission() {
    let tenant = start_tenant().await;
    let report = Doctor::of(&tenant).only("registration").await;
    report.assert_is("registration", "ok");
    for text in ["in 180 days", "registered under Web", "login_hint and sid", CALLBACK] {
        assert!(report.out.contains(text), "{text}: {}", report.out);
    }
    assert!(report.lines("registration").len() == 3 && !report.out.contains(tenant.client_secret()), "{}", report.out);
}

#[tokio::test]
async fn a_secret_that_expires_soon_is_a_warning() {
    let tenant = start_tenant().await;
    for (secret_days, cause) in [(30, "in 30 days"), (3, "in 3 days"), (-2, "expired at ")] {
        tenant.control().set_application_record(ApplicationRecord { secret_days, ..ApplicationRecord::default() });
        let report = Doctor::of(&tenant).only("registration").await;
        report.assert_names("registration", "warning", &["client secret", cause, "New client secret"]);
        assert_eq!(report.code, 0);
    }
    tenant.control().set_application_record(ApplicationRecord { secret_days: 31, ..ApplicationRecord::default() });
    Doctor::of(&tenant).only("registration").await.assert_is("registration", "ok");
}

#[tokio::test]
async fn a_forbidden_registration_is_no_verdict() {
    let tenant = start_tenant().await;
    tenant.control().set_application_record(ApplicationRecord { is_readable: false, ..ApplicationRecord::default() });
    let report = Doctor::of(&tenant).report().await;
    report.assert_names("registration", "skipped", &["cannot tell", "status 403", "Application.Read.All"]);
    report.assert_is("credential-accepted", "ok");
    assert_eq!(report.code, 0, "{}", report.out);
}

#[tokio::test]
async fn a_missing_claim_and_a_missing_redirect_uri_are_warnings() {
    let tenant = start_tenant().await;
    let optional_claims = vec!["login_hint".to_owned()];
    tenant.control().set_application_record(ApplicationRecord { optional_claims, ..ApplicationRecord::default() });
    let doctor = Doctor::of(&tenant).set("REDIRECT_URI", "http://localhost:3000/other");
    let report = doctor.only("registration").await;
    let lines = report.lines("registration");
    let warnings: Vec<_> = lines.iter().filter(|line| line["result"] == "warning").map(ToString::to_string).collect();
    assert!(warnings.len() == 2 && warnings[0].contains("Add URI: http://localhost:3000/other"), "{warnings:?}");
    assert!(warnings[1].contains("lack the optional claims sid.") && warnings[1].contains("Token configuration"));
}

#[tokio::test]
async fn without_a_token_or_a_graph_the_registration_is_not_read() {
    let tenant = start_tenant().await;
    let wrong = Doctor::of(&tenant).set("CLIENT_SECRET", "wrong").report().await;
    wrong.assert_is("registration", "skipped");
    assert!(wrong.out.contains("see credential-accepted"), "{}", wrong.out);
    let without = Doctor::of(&tenant).set("ENDPOINT", "").only("registration").await;
    without.assert_is("registration", "skipped");
    let b2c = start_with(|options| options.flavour = Flavour::B2c { policy_in_issuer: false }).await;
    let doctor = Doctor::of(&b2c).without("AUTHORITY").set("OIDC_AUTHORITY", &format!("{}/v2.0", b2c.authority()));
    doctor.set("ENDPOINT", "").only("registration").await.assert_is("registration", "skipped");
}
