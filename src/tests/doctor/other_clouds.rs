//! The checks at Microsoft's own hosts, which a proxy leads to dev tenants: the tenant is found in another cloud.

use leptos_entra::dev_tenant::{Flavour, PARTNER_TENANT_ID, Running, TENANT_ID};

use super::{Doctor, proxy, start_with};
use crate::cast::front;

/// Starts a dev tenant in the cloud with this sign-in host.
async fn tenant_at(host: &str, flavour: Flavour) -> Running {
    let public_origin = Some(format!("https://{host}"));
    start_with(|options| (options.flavour, options.public_origin) = (flavour, public_origin)).await
}

/// Returns the doctor of an app whose requests all go to this proxy.
fn behind(proxy: &str, tenant: &Running, authority: &str) -> Doctor {
    Doctor::of(tenant)
        .set("AUTHORITY", authority)
        .without("ENDPOINT")
        .set("HTTPS_PROXY", proxy)
        .set("SSL_CERT_FILE", "proxy.pem")
        .file("proxy.pem", &front::certificate())
}

#[tokio::test]
async fn every_check_passes_behind_a_proxy() {
    let tenant = tenant_at("login.microsoftonline.com", Flavour::Workforce).await;
    let address = tenant.listens_on();
    let proxy = proxy::start([("login.microsoftonline.com", address), ("graph.microsoft.com", address)]).await;
    let authority = format!("https://login.microsoftonline.com/{TENANT_ID}");
    let report = behind(&proxy, &tenant, &authority).report().await;
    for check in super::CHECKS {
        report.assert_is(check, "ok");
    }
    let network = report.lines("network");
    assert!(network.len() == 2 && network[0].to_string().contains("through the proxy"), "{network:?}");
    assert!(report.lines("tenant")[0].to_string().contains("in the public cloud"), "{}", report.out);
}

#[tokio::test]
async fn a_tenant_of_another_cloud_is_found_there() {
    let public = tenant_at("login.microsoftonline.com", Flavour::MultiTenant).await;
    let government = tenant_at("login.microsoftonline.us", Flavour::Workforce).await;
    let hosts =
        [("login.microsoftonline.com", public.listens_on()), ("login.microsoftonline.us", government.listens_on())];
    let proxy = proxy::start(hosts).await;
    let authority = format!("https://login.microsoftonline.us/{PARTNER_TENANT_ID}");
    let report = behind(&proxy, &government, &authority).only("tenant").await;
    let set = format!("Set AUTHORITY=https://login.microsoftonline.com/{PARTNER_TENANT_ID}");
    report.assert_fails("tenant", &["AADSTS90002", "is in the public cloud", "the cloud of the US government", &set]);
}
