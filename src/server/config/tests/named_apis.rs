//! The settings of APIs by name: both or none, of one API, at the address of that API, and of a known name.

use super::{
    AUTHORITY, CLIENT_ID, CLIENT_SECRET, LoadedSettings, REDIRECT_URI, Settings, build, config_of, findings_of,
    settings_of, tutorial_with, variables_of,
};
use crate::server::{
    config::{dot_env::DotEnv, tests::last_of},
    http::AllowList,
};

const ENDPOINT: &str = "API_ORDERS_ENDPOINT";
const SCOPES: &str = "API_ORDERS_SCOPES";
const AT: (&str, &str) = (ENDPOINT, "https://api.contoso.com/v1/");
const READ: (&str, &str) = (SCOPES, "api://orders/Orders.Read");

#[test]
fn both_settings_make_an_api() {
    let scopes = (SCOPES, "openid api://orders/Orders.Read, api://orders/Orders.Write offline_access");
    let config = config_of(tutorial_with(&[AT, scopes]));
    let api = config.apis.get("ORDERS").unwrap();
    assert_eq!(api.endpoint.as_str(), AT.1);
    let named: Vec<_> = api.scopes.iter().map(|scope| scope.as_str()).collect();
    assert_eq!(named, ["api://orders/Orders.Read", "api://orders/Orders.Write"]);
    assert_eq!(config.scopes.len(), 1, "the sign-in does not request them");
    assert!(config_of(tutorial_with(&[])).apis.get("ORDERS").is_none());
    assert!(config_of(tutorial_with(&[(ENDPOINT, ""), (SCOPES, " ")])).apis.get("ORDERS").is_none());
}

#[test]
fn the_hosts_of_apis_are_on_the_allow_list() {
    let config = config_of(tutorial_with(&[AT, READ]));
    let list = AllowList::new(config.apis.endpoints());
    assert!(list.allows(&"https://api.contoso.com/".parse().unwrap()));
    assert!(!list.allows(&"https://contoso.com/".parse().unwrap()));
}

#[test]
fn every_wrong_setting_is_a_finding_about_itself() {
    for (changes, variable) in [
        (&[AT][..], SCOPES),
        (&[READ], ENDPOINT),
        (&[AT, (SCOPES, "openid offline_access")], SCOPES),
        (&[AT, (SCOPES, "api://orders/Read api://stock/Read")], SCOPES),
        (&[AT, (SCOPES, "api://orders/Read User.Read")], SCOPES),
        (&[AT, (SCOPES, "User.Read")], SCOPES),
        (&[AT, (SCOPES, "api://orders/\"Read\"x")], SCOPES),
        (&[(ENDPOINT, "https://graph.microsoft.com/beta/"), READ], SCOPES),
        (&[(ENDPOINT, "https://graph.microsoft.us/v1.0/"), (SCOPES, "User.Read")], ENDPOINT),
        (&[(ENDPOINT, "http://api.contoso.com/"), READ], ENDPOINT),
        (&[(ENDPOINT, "/api/v1"), READ], ENDPOINT),
        (&[(ENDPOINT, "https://maya:secret@api.contoso.com/"), READ], ENDPOINT),
        (&[(ENDPOINT, "https://api.contoso.com/?key=secret"), READ], ENDPOINT),
        (&[(ENDPOINT, "https://<host>/"), READ], ENDPOINT),
        (&[(ENDPOINT, "http://127.0.0.1:4000/v1.0/"), (SCOPES, "User.Read")], SCOPES),
    ] {
        let findings = findings_of(tutorial_with(changes));
        let [finding] = findings.as_slice() else { panic!("{changes:?}: {findings:?}") };
        assert_eq!(finding.variable, variable, "{changes:?}: {finding:?}");
        assert!(!format!("{finding:?}").contains("secret"), "{finding:?}");
    }
    assert!(
        config_of(tutorial_with(&[(ENDPOINT, "https://graph.microsoft.com/beta/"), (SCOPES, "User.Read")]))
            .apis
            .get("ORDERS")
            .is_some()
    );
}

#[test]
fn a_provider_without_resources_accepts_any_scopes() {
    let settings = tutorial_with(&[
        ("AUTHORITY", ""),
        ("OIDC_AUTHORITY", "https://op.example"),
        AT,
        (SCOPES, "orders:read https://stock.example/read"),
    ]);
    assert_eq!(config_of(settings).apis.get("ORDERS").unwrap().scopes.len(), 2);
}

#[test]
fn the_settings_of_an_unknown_api_are_findings() {
    let file = format!(
        "CLIENT_ID={CLIENT_ID}\nCLIENT_SECRET={CLIENT_SECRET}\nAUTHORITY={AUTHORITY}\nREDIRECT_URI={REDIRECT_URI}\n\
         API_ORDRES_ENDPOINT=https://api.contoso.com/\nAPI_ORDERS_SCOPE=api://orders/Read\nAPI_EMPTY_SCOPES=\n"
    );
    let settings = LoadedSettings::from_file(file.as_bytes(), |_| None, &build(true)).settings;
    let findings = findings_of(settings);
    let names: Vec<_> = findings.iter().map(|finding| finding.variable.as_str()).collect();
    assert_eq!(names, ["API_ORDERS_SCOPE", "API_ORDRES_ENDPOINT"]);
    assert!(findings.iter().all(|finding| finding.advice.contains("API_ORDERS_ENDPOINT")), "{findings:?}");
}

#[test]
fn unknown_apis_are_found_in_the_environment_too() {
    let variables = [&super::TUTORIAL[..], &[("API_STOCK_ENDPOINT", "https://stock.example/")]].concat();
    let names: Vec<String> = variables.iter().map(|(name, _)| (*name).to_owned()).collect();
    let file = DotEnv::read(b"", &|_| None);
    let loaded = LoadedSettings::read(&|name| last_of(&variables, name), &file, &names, &build(true));
    assert_eq!(variables_of(loaded.settings), ["API_STOCK_ENDPOINT"]);
}

#[test]
fn the_dev_tenant_starts_with_apis_by_name() {
    let local = (ENDPOINT, "http://localhost:3000/api/v1/orders");
    let Settings::DevTenant(settings) = settings_of(&[local, READ]) else { panic!("a real tenant") };
    assert_eq!(settings.apis.get("ORDERS").unwrap().endpoint.as_str(), local.1);
    let file = format!("{ENDPOINT}={}\n{SCOPES}={}\n", local.1, READ.1);
    let loaded = LoadedSettings::from_file(file.as_bytes(), |_| None, &build(true));
    assert!(matches!(loaded.settings, Settings::DevTenant(_)), "{:?}", loaded.settings);
    assert_eq!(variables_of(settings_of(&[local])), [SCOPES]);
}
