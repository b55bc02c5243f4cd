//! The checks of the network and of the API: each blocked step has a named cause, and a run ends in time.

use std::time::Duration;

use super::{Doctor, proxy, start_tenant};
use crate::cast::broken_server::{BrokenServer, DISCOVERY, Wrong, unused_origin};

fn at(authority: &str) -> Doctor {
    Doctor::new().set("CLIENT_ID", "app").set("CLIENT_SECRET", "secret").set("OIDC_AUTHORITY", authority)
}

#[tokio::test]
async fn a_blocked_host_is_named() {
    let origin = unused_origin().await;
    let report = at(&origin).report().await;
    report.assert_fails("network", &[&origin, "(TCP)", "firewall"]);
    report.assert_fails("metadata", &["could not be fetched"]);
    report.assert_is("clock", "skipped");
}

#[tokio::test]
async fn a_name_that_cannot_be_resolved_is_named() {
    let report = at("https://op.invalid").report().await;
    report.assert_fails("network", &["op.invalid", "(DNS)", "getent hosts op.invalid"]);
    assert!(report.duration < Duration::from_secs(15), "{:?}", report.duration);
}

#[tokio::test]
async fn a_server_that_does_not_respond_ends_in_time() {
    let server = BrokenServer::start().await;
    server.respond_with(DISCOVERY, Wrong::Silence(Vec::new()));
    let report = at(&server.origin()).report().await;
    report.assert_fails("network", &["accepts the connection, but does not respond"]);
    assert!(report.duration < Duration::from_secs(15), "{:?}", report.duration);
}

#[tokio::test]
async fn an_api_that_is_down_is_named() {
    let tenant = start_tenant().await;
    let endpoint = format!("{}/v1.0/me", unused_origin().await);
    let report = Doctor::of(&tenant).set("ENDPOINT", &endpoint).report().await;
    report.assert_fails("api", &["does not respond", "ENDPOINT"]);
    report.assert_fails("network", &["(TCP)"]);
    report.assert_is("metadata", "ok");
}

#[tokio::test]
async fn an_api_by_name_is_checked_like_endpoint() {
    let tenant = start_tenant().await;
    let scope = "api://22222222-2222-4333-8444-555555555555/Orders.Read";
    let doctor = Doctor::of(&tenant).set("API_ORDERS_SCOPES", scope);
    let report = doctor.set("API_ORDERS_ENDPOINT", &format!("{}/v1/", unused_origin().await)).report().await;
    report.assert_fails("api", &["does not respond", "Check the address in API_ORDERS_ENDPOINT", scope]);
    report.assert_fails("network", &["(TCP)"]);
    assert_eq!(report.lines("api").len(), 2, "the API at ENDPOINT and the API by name");
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_is_named() {
    let tenant = start_tenant().await;
    let proxy = proxy::start([("login.microsoftonline.com", tenant.listens_on())]).await;
    let doctor = Doctor::of(&tenant).set("AUTHORITY", "https://login.microsoftonline.com/common");
    let doctor = doctor.set("ALLOWED_TENANTS", "*").set("ENDPOINT", "").set("HTTPS_PROXY", &proxy);
    let report = doctor.only("network").await;
    report.assert_fails("network", &["is not trusted (TLS)", "openssl s_client", "SSL_CERT_FILE"]);
}

#[tokio::test]
async fn a_proxy_that_is_down_or_refuses_the_host_is_named() {
    let tenant = start_tenant().await;
    let doctor = Doctor::of(&tenant).set("AUTHORITY", "https://login.microsoftonline.com/common");
    let doctor = doctor.set("ALLOWED_TENANTS", "*").set("ENDPOINT", "").set("HTTPS_PROXY", &unused_origin().await);
    doctor.only("network").await.assert_fails("network", &["the proxy 127.0.0.1", "(TCP)", "NO_PROXY"]);
    let proxy = proxy::start([]).await;
    let report = doctor.set("HTTPS_PROXY", &proxy).only("network").await;
    report.assert_fails("network", &["login.microsoftonline.com through the proxy", "CONNECT"]);
}
