//! The authority and Graph are of one cloud.

use super::{config_of, findings_of, tutorial_with};

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
        (PUBLIC, "https://api.contoso.com/", None),
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
fn a_custom_domain_does_not_tell_its_cloud() {
    let changes =
        [("OIDC_AUTHORITY", "https://login.contoso.com/a/v2.0"), ("ENDPOINT", "https://graph.microsoft.us/v1.0/me")];
    assert!(config_of(tutorial_with(&changes)).endpoint.is_some());
}

#[test]
fn scopes_that_are_asked_for_anyway_are_not_doubled() {
    let config = config_of(tutorial_with(&[("SCOPE", "openid profile offline_access email User.Read")]));
    assert_eq!(config.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>(), ["email", "User.Read"]);
}

#[test]
fn personal_accounts_are_one_tenant_and_need_no_list() {
    config_of(tutorial_with(&[("AUTHORITY", "https://login.microsoftonline.com/consumers")]));
}
