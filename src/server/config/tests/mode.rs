//! DT-11: the dev tenant starts only if nothing is set, and never because a setting of a real tenant is missing.

use super::{CLIENT_ID, Settings, TUTORIAL, build, findings_of, settings_of, variables_of};
use crate::server::config::SessionStoreSetting;

#[test]
fn given_no_settings_then_an_included_dev_tenant_starts() {
    let Settings::DevTenant(settings) = settings_of(&[]) else { panic!("not the dev tenant") };
    assert_eq!(settings.listen.to_string(), "127.0.0.1:3002");
    assert_eq!(settings.site.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(settings.public_url.as_str(), "http://localhost:3000/");
    assert!(settings.allow_host.is_none() && settings.production_markers.is_empty());
}

#[test]
fn given_no_settings_or_dev_tenant_then_the_config_is_missing() {
    let settings = Settings::from_lookup(|_| None, &build(false));
    assert_eq!(variables_of(settings), ["CLIENT_ID", "AUTHORITY"]);
}

#[test]
fn no_subset_of_the_settings_falls_back_to_the_dev_tenant() {
    let names = [
        ("CLIENT_ID", CLIENT_ID),
        ("CLIENT_SECRET", "a-secret"),
        ("CLIENT_SECRET_FILE", "/no/such/file"),
        ("AUTHORITY", "https://login.microsoftonline.com/contoso.com"),
        ("OIDC_AUTHORITY", "https://login.contoso.com"),
        ("ALLOWED_TENANTS", "*"),
        ("REDIRECT_URI", "http://localhost:3000/getAToken"),
        ("PUBLIC_URL", "http://localhost:3000"),
        ("SCOPE", "User.Read"),
        ("ENDPOINT", ""),
        ("B2C_TENANT_NAME", "contoso"),
        ("SIGNUPSIGNIN_USER_FLOW", "B2C_1_a"),
        ("TENANT_ID", CLIENT_ID),
    ];
    for subset in 0_u32..1 << names.len() {
        let variables: Vec<_> =
            names.iter().enumerate().filter(|(bit, _)| subset >> bit & 1 == 1).map(|(_, pair)| *pair).collect();
        let is_set = |name| variables.iter().any(|(other, _)| *other == name);
        let has_authority = match (is_set("B2C_TENANT_NAME"), is_set("SIGNUPSIGNIN_USER_FLOW")) {
            (true, true) => is_set("REDIRECT_URI") && !is_set("OIDC_AUTHORITY"),
            (false, false) => is_set("AUTHORITY") || is_set("OIDC_AUTHORITY"),
            _ => false,
        };
        let complete = is_set("CLIENT_ID")
            && has_authority
            && (is_set("CLIENT_SECRET") || !is_set("REDIRECT_URI"))
            && !is_set("CLIENT_SECRET_FILE");
        match settings_of(&variables) {
            Settings::DevTenant(_) => assert!(variables.is_empty(), "fell back in spite of {variables:?}"),
            Settings::Configured(_) => assert!(complete, "complete in spite of {variables:?}"),
            Settings::Incomplete { findings, .. } => {
                assert!(!complete && !variables.is_empty(), "{variables:?}: {findings:?}");
                assert!(!findings.is_empty());
            }
        }
    }
}

#[test]
fn an_empty_value_counts_as_unset_except_that_of_the_endpoint() {
    let empty =
        ["CLIENT_ID", "CLIENT_SECRET", "AUTHORITY", "OIDC_AUTHORITY", "REDIRECT_URI", "SCOPE"].map(|name| (name, " "));
    assert!(matches!(settings_of(&empty), Settings::DevTenant(_)));
    assert!(matches!(settings_of(&[("ENDPOINT", "")]), Settings::Incomplete { .. }));
}

#[test]
fn a_placeholder_counts_as_missing_but_never_falls_back() {
    for value in ["<Enter_the_Application_Client_ID>", "Enter_the_Application_Id_Here", "your-client-id"] {
        let findings = findings_of(settings_of(&[("CLIENT_ID", value)]));
        assert!(findings[0].variable == "CLIENT_ID" && findings[0].problem.contains("placeholder"), "{findings:?}");
    }
}

#[test]
fn given_server_settings_only_then_the_dev_tenant_starts() {
    let variables = [
        ("LEPTOS_SITE_ADDR", "127.0.0.1:4000"),
        ("RUST_LOG", "debug"),
        ("DEV_TENANT_ADDR", "[::1]:4002"),
        ("SESSION_STORE", "memory:"),
        ("AZURE_TENANT_ID", CLIENT_ID),
    ];
    let Settings::DevTenant(settings) = settings_of(&variables) else { panic!("not the dev tenant") };
    assert_eq!(settings.public_url.as_str(), "http://localhost:4000/");
    assert_eq!(settings.listen.to_string(), "[::1]:4002");
    assert_eq!(settings.session_store, SessionStoreSetting::Memory);
}

#[test]
fn the_dev_tenant_has_a_separate_session_file() {
    let Settings::DevTenant(dev_tenant) = settings_of(&[]) else { panic!("not the dev tenant") };
    let Settings::Configured(config) = settings_of(&TUTORIAL) else { panic!("not configured") };
    assert_ne!(dev_tenant.session_store, config.session_store);
}

#[test]
fn the_dev_tenant_accepts_loopback_addresses_only() {
    for address in ["0.0.0.0:3002", "192.168.1.2:3002", "[::]:3002", "example.org:3002"] {
        assert_eq!(variables_of(settings_of(&[("DEV_TENANT_ADDR", address)])), ["DEV_TENANT_ADDR"], "{address}");
    }
    let exposed = ("LEPTOS_SITE_ADDR", "0.0.0.0:3000");
    assert_eq!(variables_of(settings_of(&[exposed])), ["LEPTOS_SITE_ADDR"]);
    let Settings::DevTenant(settings) = settings_of(&[exposed, ("DEV_TENANT_ALLOW_HOST", "Space.example")]) else {
        panic!("a container that is named is allowed")
    };
    assert_eq!(settings.allow_host.as_deref(), Some("space.example"));
    assert_eq!(variables_of(settings_of(&[("DEV_TENANT_ALLOW_HOST", "a b/c")])), ["DEV_TENANT_ALLOW_HOST"]);
}

#[test]
fn production_markers_in_the_environment_are_listed() {
    for (name, value) in [
        ("LEPTOS_ENV", "PROD"),
        ("LEPTOS_ENV", "production"),
        ("KUBERNETES_SERVICE_HOST", "10.0.0.1"),
        ("WEBSITE_INSTANCE_ID", "a"),
        ("CONTAINER_APP_NAME", "a"),
    ] {
        let Settings::DevTenant(settings) = settings_of(&[(name, value)]) else { panic!("{name}") };
        assert_eq!(settings.production_markers, [name]);
    }
    let Settings::DevTenant(settings) = settings_of(&[("LEPTOS_ENV", "DEV")]) else { panic!("DEV") };
    assert!(settings.production_markers.is_empty());
}
