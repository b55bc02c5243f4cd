//! The managed identity: the endpoint by the variables of Azure, the audience by the cloud, and the findings.

use super::{CLIENT_ID, config_of, findings_of, tutorial_with};
use crate::{pages::config_missing::FindingWords, server::oidc::ClientCredential};

const IDENTITY: &str = "99999999-2222-4333-8444-555555555555";
const IMDS: &str = "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01\
                    &resource=api%3A%2F%2FAzureADTokenExchange&client_id=99999999-2222-4333-8444-555555555555";

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("CLIENT_SECRET", ""), ("MANAGED_IDENTITY_CLIENT_ID", IDENTITY)], changes].concat()
}

/// Returns the address of the token request.
fn address(changes: &[(&str, &str)]) -> String {
    let credential = config_of(tutorial_with(&with(changes))).client_credential;
    let ClientCredential::ManagedIdentity(identity) = credential else { panic!("{credential:?}") };
    let text = format!("{identity:?}");
    text.split('"').nth(1).unwrap().to_owned()
}

/// Returns the only finding.
fn finding(changes: &[(&str, &str)]) -> FindingWords {
    let mut findings = findings_of(tutorial_with(&with(changes)));
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.remove(0)
}

#[test]
fn without_variables_of_azure_imds_is_requested() {
    assert_eq!(address(&[]), IMDS);
    let other = [("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:8080/")];
    assert_eq!(address(&other), IMDS.replace("169.254.169.254", "127.0.0.1:8080"));
}

#[test]
fn the_endpoint_of_app_service_has_priority_over_imds() {
    let changes = [
        ("IDENTITY_ENDPOINT", "http://localhost:42356/msi/token"),
        ("IDENTITY_HEADER", "a-secret"),
        ("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:8080"),
        ("MSI_ENDPOINT", "http://localhost:42356/msi/token"),
    ];
    let address = address(&changes);
    assert!(
        address.starts_with("http://localhost:42356/msi/token?api-version=2019-08-01&resource=api%3A"),
        "{address}"
    );
    assert!(address.ends_with(&format!("&client_id={IDENTITY}")) && !address.contains("a-secret"), "{address}");
}

#[test]
fn the_audience_is_that_of_the_cloud() {
    for (host, audience) in [
        ("login.microsoftonline.com", "AzureADTokenExchange"),
        ("login.microsoftonline.us", "AzureADTokenExchangeUSGov"),
        ("login.partner.microsoftonline.cn", "AzureADTokenExchangeChina"),
    ] {
        let authority = format!("https://{host}/{CLIENT_ID}");
        let address = address(&[("AUTHORITY", &authority)]);
        assert!(address.contains(&format!("resource=api%3A%2F%2F{audience}&")), "{address}");
    }
}

#[test]
fn an_identity_that_is_no_client_id_is_a_finding() {
    let finding_of = |value: &str| finding(&[("MANAGED_IDENTITY_CLIENT_ID", value)]);
    assert!(finding_of("system").advice.contains("system-assigned"));
    let same = finding_of(&CLIENT_ID.to_ascii_uppercase());
    assert_eq!(same.sentence(), "MANAGED_IDENTITY_CLIENT_ID is the same as CLIENT_ID.");
}

#[test]
fn an_endpoint_on_another_machine_is_a_finding() {
    let header = ("IDENTITY_HEADER", "a-secret");
    for address in ["http://10.0.0.1/msi/token", "http://evil.example/", "https://127.0.0.1/", "not an address"] {
        for (name, changes) in [
            ("IDENTITY_ENDPOINT", [("IDENTITY_ENDPOINT", address), header]),
            (
                "AZURE_POD_IDENTITY_AUTHORITY_HOST",
                [("AZURE_POD_IDENTITY_AUTHORITY_HOST", address), ("IDENTITY_HEADER", "")],
            ),
        ] {
            let finding = finding(&changes);
            assert_eq!(finding.variable, "MANAGED_IDENTITY_CLIENT_ID");
            assert!(finding.problem.contains(&format!("{name} is not an http address")), "{finding:?}");
            assert!(!format!("{finding:?}").contains(address), "{finding:?}");
        }
    }
}

#[test]
fn an_endpoint_of_another_azure_service_is_a_finding() {
    let endpoint = ("IDENTITY_ENDPOINT", "http://127.0.0.1:40342/metadata/identity/oauth2/token");
    let header = ("IDENTITY_HEADER", "a-secret");
    for changes in [
        vec![endpoint],
        vec![endpoint, ("IMDS_ENDPOINT", "http://127.0.0.1:40342")],
        vec![endpoint, header, ("IDENTITY_SERVER_THUMBPRINT", "AA")],
        vec![("MSI_ENDPOINT", "http://127.0.0.1:50342/oauth2/token")],
    ] {
        let finding = finding(&changes);
        assert!(finding.problem.contains("Azure Arc"), "{finding:?}");
    }
    let header = finding(&[endpoint, ("IDENTITY_HEADER", "ä")]);
    assert!(header.problem.contains("IDENTITY_HEADER has characters"), "{header:?}");
}
