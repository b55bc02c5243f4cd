//! The authority and the endpoint at Graph must be in the same cloud.

use super::{CLIENT_ID, config_of, findings_of, tutorial_with};

const PUBLIC: &str = "https://login.microsoftonline.com/contoso.com";
const CHINA: &str = "https://login.chinacloudapi.cn/contoso.com";
const US_GOVERNMENT: &str = "https://login.microsoftonline.us/contoso.com";

#[test]
fn the_default_endpoint_is_graph_of_the_authoritys_cloud() {
    for (authority, endpoint) in [
        (PUBLIC, "https://graph.microsoft.com/v1.0/me"),
        (CHINA, "https://microsoftgraph.chinacloudapi.cn/v1.0/me"),
        (US_GOVERNMENT, "https://graph.microsoft.us/v1.0/me"),
        ("https://login.sovcloud-identity.fr/contoso.com", "https://graph.svc.sovcloud.fr/v1.0/me"),
        ("https://contoso.ciamlogin.com", "https://graph.microsoft.com/v1.0/me"),
    ] {
        let config = config_of(tutorial_with(&[("AUTHORITY", authority)]));
        assert_eq!(config.endpoint.unwrap().as_str(), endpoint, "{authority}");
    }
}

#[test]
fn graph_of_another_cloud_is_a_finding() {
    for (authority, endpoint, instead) in [
        (CHINA, "https://graph.microsoft.com/v1.0/me", Some("https://microsoftgraph.chinacloudapi.cn/v1.0/me")),
        (PUBLIC, "https://graph.microsoft.us/v1.0/me", Some("https://graph.microsoft.com/v1.0/me")),
        (US_GOVERNMENT, "https://graph.microsoft.com/v1.0/me", Some("https://graph.microsoft.us/v1.0/me")),
        (US_GOVERNMENT, "https://dod-graph.microsoft.us/v1.0/me", None),
        (PUBLIC, "https://graph.microsoft.com/beta/me", None),
    ] {
        let settings = tutorial_with(&[("AUTHORITY", authority), ("ENDPOINT", endpoint)]);
        let Some(instead) = instead else {
            assert_eq!(config_of(settings).endpoint.unwrap().as_str(), endpoint);
            continue;
        };
        let findings = findings_of(settings);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert!(finding.variable == "ENDPOINT" && finding.advice.contains(instead), "{finding:?}");
    }
}

#[test]
fn given_a_custom_domain_then_its_cloud_is_unknown() {
    let changes =
        [("OIDC_AUTHORITY", "https://login.contoso.com/a/v2.0"), ("ENDPOINT", "https://graph.microsoft.us/v1.0/me")];
    assert!(config_of(tutorial_with(&changes)).endpoint.is_some());
}

#[test]
fn scopes_of_every_sign_in_are_not_requested_twice() {
    let config = config_of(tutorial_with(&[("SCOPE", "openid profile offline_access email User.Read")]));
    assert_eq!(config.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>(), ["email", "User.Read"]);
}

#[test]
fn graph_as_endpoint_needs_a_scope_of_graph() {
    let graph = "https://graph.microsoft.com/v1.0/me";
    let only_finding = |changes: &[(&str, &str)]| {
        let findings = findings_of(tutorial_with(changes));
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        (finding.variable.clone(), finding.problem.to_string())
    };
    for changes in [
        &[("SCOPE", "api://orders/Read")][..],
        &[("SCOPE", "openid email_addresses/read api://orders/Read api://stock/Read")],
        &[("SCOPE", "api://orders/.default"), ("ENDPOINT", graph)],
        &[("SCOPE", "https://api.contoso.com/Read"), ("AUTHORITY", "https://contoso.ciamlogin.com")],
        &[("SCOPE", "api://orders/Read"), ("AUTHORITY", US_GOVERNMENT)],
        &[("SCOPE", "https://graph.windows.net/User.Read")],
    ] {
        let (variable, problem) = only_finding(changes);
        assert!(variable == "SCOPE" && problem.contains("ENDPOINT is Microsoft Graph"), "{changes:?}: {problem}");
    }
}

#[test]
fn scopes_that_may_fit_the_endpoint_are_accepted() {
    for changes in [
        &[("SCOPE", "api://orders/Read User.Read")][..],
        &[("SCOPE", "openid email")],
        &[("SCOPE", "email")],
        &[("SCOPE", "https://graph.microsoft.com/.default")],
        &[("SCOPE", "00000003-0000-0000-c000-000000000000/.default")],
        &[("SCOPE", "https://dod-graph.microsoft.us/User.Read"), ("AUTHORITY", US_GOVERNMENT)],
        &[("SCOPE", "https://graph.microsoft.us/User.Read"), ("AUTHORITY", US_GOVERNMENT)],
        &[("SCOPE", "api://orders/Read"), ("ENDPOINT", "")],
        &[("SCOPE", "api://orders/Read"), ("ENDPOINT", "https://api.contoso.com/orders")],
        &[("SCOPE", "urn:a/read"), ("OIDC_AUTHORITY", "https://op.example")],
        &[("SCOPE", "api://orders/Read"), ("OIDC_AUTHORITY", "https://login.contoso.com/a/v2.0")],
    ] {
        config_of(tutorial_with(changes));
    }
}

#[test]
fn with_a_custom_signing_key_the_metadata_url_has_the_appid() {
    for authority in
        [PUBLIC, US_GOVERNMENT, "https://contoso.ciamlogin.com", "https://login.microsoftonline.com/consumers"]
    {
        let metadata_url = |setting: &str| {
            let changes = [("AUTHORITY", authority), ("CUSTOM_SIGNING_KEY", setting)];
            config_of(tutorial_with(&changes)).authority.metadata_url()
        };
        for off in ["", "off", "OFF"] {
            assert_eq!(metadata_url(off).query(), None);
        }
        for on in ["on", "ON"] {
            assert_eq!(metadata_url(on).query(), Some(format!("appid={CLIENT_ID}").as_str()));
            assert_eq!(metadata_url(on).path(), metadata_url("off").path());
        }
    }
}

#[test]
fn b2c_at_a_custom_domain_has_no_claims_mapping() {
    let with_key = |address: &str| tutorial_with(&[("OIDC_AUTHORITY", address), ("CUSTOM_SIGNING_KEY", "on")]);
    for policy in ["B2C_1_susi", "b2c_1a_signin"] {
        let address = format!("https://login.contoso.com/contoso.onmicrosoft.com/{policy}/v2.0");
        let [finding] = &findings_of(with_key(&address))[..] else { panic!("one finding for {address}") };
        assert_eq!(finding.variable, "CUSTOM_SIGNING_KEY");
    }
    config_of(with_key("https://login.contoso.com/0a1b2c3d-0000-4000-8000-00000000000a/v2.0"));
}

#[test]
fn given_consumers_then_allowed_tenants_may_be_unset() {
    config_of(tutorial_with(&[("AUTHORITY", "https://login.microsoftonline.com/consumers")]));
}
