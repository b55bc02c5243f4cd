//! The checks at a provider that is not Microsoft: an uncertain result is not a failure, and a clear response is a result.

use super::Doctor;
use crate::cast::broken_server::{BrokenServer, DISCOVERY, Wrong};

async fn provider() -> (BrokenServer, Doctor) {
    let server = BrokenServer::provider().await;
    let doctor = Doctor::new()
        .set("CLIENT_ID", "app")
        .set("CLIENT_SECRET", "secret")
        .set("OIDC_AUTHORITY", &server.origin())
        .set("REDIRECT_URI", "http://localhost:3000/getAToken");
    (server, doctor)
}

#[tokio::test]
async fn an_unclear_response_is_no_verdict() {
    let (server, doctor) = provider().await;
    server.respond_with("/authorize", Wrong::answer("200 OK", "text/html", "<h1>Sign in</h1>"));
    let refused = r#"{"error":"unsupported_grant_type"}"#;
    server.respond_with("/token", Wrong::answer("400 Bad Request", "application/json", refused));
    let report = doctor.report().await;
    for check in ["tenant", "app-id", "credential-accepted", "redirect-uri", "api"] {
        report.assert_is(check, "skipped");
    }
    assert_eq!(report.code, 0, "{}", report.out);
}

#[tokio::test]
async fn a_clear_response_is_a_verdict() {
    let (server, doctor) = provider().await;
    server.respond_with(
        "/authorize",
        Wrong::redirect("302 Found", "http://localhost:3000/getAToken?error=login_required"),
    );
    let refused = r#"{"error":"invalid_client"}"#;
    server.respond_with("/token", Wrong::answer("401 Unauthorized", "application/json", refused));
    let report = doctor.report().await;
    report.assert_is("redirect-uri", "ok");
    report.assert_fails("credential-accepted", &["invalid_client"]);
    server.respond_with("/token", Wrong::json(r#"{"access_token":"a","token_type":"Bearer"}"#));
    doctor.report().await.assert_is("credential-accepted", "ok");
}

#[tokio::test]
async fn keys_that_verify_nothing_are_named() {
    let (server, doctor) = provider().await;
    server.respond_with("/keys", Wrong::json(r#"{"keys":[]}"#));
    let report = doctor.report().await;
    report.assert_is("metadata", "ok");
    report.assert_fails("signing-keys", &["no key of the set"]);
}

#[tokio::test]
async fn a_proxy_page_instead_of_the_metadata_is_named() {
    let (server, doctor) = provider().await;
    server.respond_with(DISCOVERY, Wrong::answer("200 OK", "text/html", "<h1>Log in to the hotel network</h1>"));
    doctor.report().await.assert_fails("metadata", &["not the metadata of an OpenID provider", "proxy"]);
}
