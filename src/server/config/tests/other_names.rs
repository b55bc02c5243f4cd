//! A `.env` of another program never starts the dev tenant, and the report translates its names.

use super::{build, last_of, variables_of, words_of};
use crate::{
    pages::config_missing::FindingWords,
    server::config::{DotEnv, LoadedSettings, OperatorSettings, SessionStoreSetting, Settings, Variable},
};

const GUID: &str = "5f0c2a9e-7d41-4b86-9c3a-1e2d3f405162";

/// Reads the content of a file `.env` in an empty environment.
fn settings_of_file(file: &str, dev_tenant_included: bool) -> Settings {
    LoadedSettings::from_file(file.as_bytes(), |_| None, &build(dev_tenant_included)).settings
}

/// Returns the findings, which are the same with and without the dev tenant in the build.
fn findings_of_file(file: &str) -> Vec<FindingWords> {
    let [with, without] = [true, false].map(|included| super::findings_of(settings_of_file(file, included)));
    assert_eq!(with, without, "{file}");
    with
}

#[test]
fn a_file_of_another_program_never_starts_the_dev_tenant() {
    for (file, translations) in [
        (
            format!("client_id={GUID}\nclient_secret=a~b\nauthority=https://x"),
            &["CLIENT_ID", "CLIENT_SECRET", "AUTHORITY"][..],
        ),
        (format!("clientId={GUID}\nclientSecret=a~b\ntenantId={GUID}"), &["CLIENT_ID", "CLIENT_SECRET", "AUTHORITY"]),
        (
            format!(
                "AZURE_AD_CLIENT_ID={GUID}\nAZURE_AD_CLIENT_SECRET=a~b\nAZURE_AD_TENANT_ID={GUID}\nNEXTAUTH_URL=http://localhost:3000"
            ),
            &["CLIENT_ID", "CLIENT_SECRET", "AUTHORITY", "PUBLIC_URL"],
        ),
        (
            format!("AZURE_CLIENT_ID={GUID}\nAZURE_CLIENT_SECRET=a~b\nAZURE_TENANT_ID={GUID}"),
            &["CLIENT_ID", "CLIENT_SECRET", "AUTHORITY"],
        ),
        (format!("AzureAd__ClientId={GUID}\nAzureAd__Instance=https://x"), &["CLIENT_ID", "AUTHORITY"]),
        (
            format!(
                "AUTH_MICROSOFT_ENTRA_ID_ID={GUID}\nAUTH_MICROSOFT_ENTRA_ID_SECRET=a\nAUTH_MICROSOFT_ENTRA_ID_ISSUER=https://x"
            ),
            &["CLIENT_ID", "CLIENT_SECRET", "OIDC_AUTHORITY"],
        ),
        (format!("OAUTH2_PROXY_CLIENT_ID={GUID}\nOAUTH2_PROXY_CLIENT_SECRET=a~b"), &["CLIENT_ID", "CLIENT_SECRET"]),
        ("DATABASE_URL=postgres://a:b@c/d\nDEBUG=1".to_owned(), &[]),
    ] {
        let findings = findings_of_file(&file);
        let said = |finding: &FindingWords| format!("{} {}", finding.problem, finding.advice);
        for name in file.lines().filter_map(|line| line.split_once('=')).map(|(name, _)| name) {
            assert!(findings[0].variable == ".env" && findings[0].problem.contains(name), "{name}: {findings:?}");
        }
        assert!(
            findings[0].advice.contains("CLIENT_ID, CLIENT_SECRET, CLIENT_SECRET_FILE, CLIENT_CERTIFICATE_FILE"),
            "{findings:?}"
        );
        for variable in translations {
            let words = format!("Did you mean {variable}?");
            assert!(findings.iter().any(|finding| said(finding).contains(&words)), "{variable}: {findings:?}");
        }
    }
}

#[test]
fn a_file_with_server_settings_only_keeps_the_dev_tenant() {
    for file in [
        "",
        "# CLIENT_ID=a\n",
        "RUST_LOG=debug\nLEPTOS_OUTPUT_NAME=a",
        "SSL_CERT_FILE=/a\nHTTPS_PROXY=http://b",
        "DATABASE_URL=",
        "client_id",
    ] {
        assert!(matches!(settings_of_file(file, true), Settings::DevTenant(_)), "{file}");
    }
}

#[test]
fn a_complete_configuration_may_share_its_file() {
    let own = format!("CLIENT_ID={GUID}\nAUTHORITY=https://login.microsoftonline.com/{GUID}\n");
    let others = "TENANT_ID=a\nAZURE_CLIENT_ID=b\nNEXTAUTH_URL=c\nDATABASE_URL=d\nMS_GRAPH_SCOPES=e\n";
    assert!(matches!(settings_of_file(&format!("{own}{others}"), true), Settings::Configured(_)));
    let misspelt = settings_of_file(&format!("{own}redirect_uri=http://localhost:3000/a\n"), true);
    assert_eq!(variables_of(misspelt), ["redirect_uri"]);
}

#[test]
fn lines_that_may_be_parts_of_a_secret_are_not_shown() {
    let file = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC==\nk3y+with/other=signs\nOTHER=a\n";
    let text = format!("{:?}", findings_of_file(file));
    assert!(!text.contains("MIIE") && !text.contains("k3y") && text.contains("OTHER, and 2 names"), "{text}");
}

#[test]
fn each_example_of_a_finding_is_one_assignment() {
    let every_finding = Variable::ALL.into_iter().flat_map(|variable| {
        let invalid = [(variable.name(), "\"<a>\u{7}")];
        match Settings::from_lookup(|name| last_of(&invalid, name), &build(false)) {
            Settings::Incomplete { findings, .. } => words_of(&findings),
            other => panic!("{other:?}"),
        }
    });
    let of_other_names = findings_of_file("TENANT_ID=a\nCLIENT_ID=b\nclient_secret=c\nSCOPES=d\n'");
    for finding in every_finding.chain(of_other_names) {
        let file = DotEnv::read(finding.example.as_bytes(), &|_| None);
        assert!(file.findings.is_empty() && file.warnings.is_empty(), "{finding:?}");
        let [name] = file.names().collect::<Vec<_>>()[..] else { panic!("{finding:?}") };
        assert!(Variable::is_name(name), "{finding:?}");
        let holds_pairs = ["OTEL_EXPORTER_OTLP_HEADERS", "OTEL_RESOURCE_ATTRIBUTES"].contains(&name);
        let equals_signs = file.value(name).unwrap().matches('=').count();
        assert!(!finding.example.contains('\n') && equals_signs == usize::from(holds_pairs), "{finding:?}");
    }
}

#[test]
fn operator_commands_choose_the_same_store_as_the_app() {
    let read = |variables: &[(&str, &str)]| {
        OperatorSettings::from_lookup(|name| last_of(variables, name), &build(true)).unwrap()
    };
    let foreign = read(&[("AZURE_AD_CLIENT_ID", GUID)]);
    assert_eq!(foreign.session_store, SessionStoreSetting::Sqlite("data/sessions.db".into()));
}
