//! Different spellings of a setting with the same meaning, and addresses that do not fit together.

use super::{LoadedSettings, Settings, TUTORIAL, build, config_of, findings_of, last_of, tutorial_with, words_of};
use crate::{pages::config_missing::FindingWords, server::config::SessionStoreSetting};

fn warnings_of(changes: &[(&str, &str)]) -> Vec<String> {
    let variables = [&TUTORIAL[..], changes].concat();
    let loaded = LoadedSettings::from_file(b"", |name| last_of(&variables, name), &build(true));
    assert!(matches!(loaded.settings, Settings::Configured(_)), "{:?}", loaded.settings);
    words_of(&loaded.warnings).iter().map(FindingWords::sentence).collect()
}

#[test]
fn a_client_id_at_microsoft_is_in_lower_case() {
    let upper = ("CLIENT_ID", "5F0C2A9E-7D41-4B86-9C3A-1E2D3F405162");
    let client_id = |changes: &[(&str, &str)]| config_of(tutorial_with(&[&[upper], changes].concat())).client_id;
    let b2c = [("B2C_TENANT_NAME", "Contoso"), ("SIGNUPSIGNIN_USER_FLOW", "B2C_1_a")];
    for changes in [
        &[][..],
        &[("AUTHORITY", "https://contoso.ciamlogin.com")],
        &b2c,
        &[("OIDC_AUTHORITY", "https://login.contoso.com/C7E1D0B4-2A35-4F68-8B9D-3C4D5E6F7081/v2.0")],
        &[("OIDC_AUTHORITY", "https://login.contoso.com/contoso.onmicrosoft.com/B2C_1_a/v2.0")],
    ] {
        assert_eq!(client_id(changes).as_str(), upper.1.to_ascii_lowercase(), "{changes:?}");
    }
    assert_eq!(client_id(&[("OIDC_AUTHORITY", "https://op.example/realms/a")]).as_str(), upper.1);
}

#[test]
fn a_list_of_tenants_may_have_any_case_and_notation() {
    let many = ("AUTHORITY", "https://login.microsoftonline.com/Organizations/");
    let one = "C7E1D0B4-2A35-4F68-8B9D-3C4D5E6F7081";
    for list in [one.to_owned(), format!("['{one}']"), format!("{one},{one}"), format!("{one}; {one}")] {
        let config = config_of(tutorial_with(&[many, ("ALLOWED_TENANTS", &list)]));
        assert!(config.allowed_tenants.allows(&one.to_ascii_lowercase()), "{list}");
        assert!(!config.allowed_tenants.allows("00000000-2a35-4f68-8b9d-3c4d5e6f7081"));
    }
}

#[test]
fn a_redirect_uri_at_another_port_of_this_machine_is_a_finding() {
    for changes in [
        &[("REDIRECT_URI", "http://localhost:5000/getAToken")][..],
        &[("REDIRECT_URI", "http://localhost/getAToken")],
        &[("LEPTOS_SITE_ADDR", "127.0.0.1:8080")],
        &[("LEPTOS_SITE_ADDR", "127.0.0.1:3000"), ("REDIRECT_URI", "http://[::1]:3000/getAToken")],
    ] {
        let findings = findings_of(tutorial_with(changes));
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert!(finding.variable == "REDIRECT_URI" && finding.problem.contains("LEPTOS_SITE_ADDR"), "{finding:?}");
    }
}

#[test]
fn a_proxy_or_a_container_in_between_is_a_warning() {
    let other_port = ("REDIRECT_URI", "http://localhost:5000/getAToken");
    for further in [("PUBLIC_URL", "http://localhost:5000"), ("LEPTOS_SITE_ADDR", "0.0.0.0:3000")] {
        let warnings = warnings_of(&[other_port, further]);
        assert!(warnings.len() == 1 && warnings[0].starts_with("REDIRECT_URI leads to port 5000"), "{warnings:?}");
    }
    for same in [("LEPTOS_SITE_ADDR", "[::1]:3000"), ("LEPTOS_SITE_ADDR", "0.0.0.0:3000"), ("REDIRECT_URI", "")] {
        assert_eq!(warnings_of(&[same]), [""; 0], "{same:?}");
    }
}

#[test]
fn a_redis_password_without_tls_is_a_warning() {
    for store in ["redis://:hidden@cache.example", "VALKEY://me:hidden@10.0.0.1:7000/1"] {
        let warnings = warnings_of(&[("SESSION_STORE", store)]);
        assert!(warnings.len() == 1 && warnings[0].starts_with("SESSION_STORE sends its password"), "{warnings:?}");
        assert!(!warnings[0].contains("hidden"));
    }
    for store in [
        "redis://:a@localhost",
        "redis://:a@127.0.0.1",
        "valkey://:a@[::1]",
        "rediss://:a@cache.example",
        "redis://cache.example",
    ] {
        assert_eq!(warnings_of(&[("SESSION_STORE", store)]), [""; 0], "{store}");
    }
}

#[test]
fn the_file_of_the_sessions_has_several_spellings() {
    for (text, path) in [
        ("sqlite:data/a.db", "data/a.db"),
        ("SQLite:/var/lib/a.db", "/var/lib/a.db"),
        ("sqlite:////var/lib/a.db", "/var/lib/a.db"),
    ] {
        let store = config_of(tutorial_with(&[("SESSION_STORE", text)])).session_store;
        assert_eq!(store, SessionStoreSetting::Sqlite(path.into()), "{text}");
    }
    assert_eq!(config_of(tutorial_with(&[("SESSION_STORE", "Memory:")])).session_store, SessionStoreSetting::Memory);
}

#[test]
fn the_scheme_of_a_server_may_have_any_case() {
    let store = |text: &str| config_of(tutorial_with(&[("SESSION_STORE", text)])).session_store;
    for (text, other) in [
        ("POSTGRES://app:P;w=1@db/App", "postgres://app:P;w=1@db/App"),
        ("PostgreSQL://app@db/App?sslmode=require", "postgresql://app@db/App?sslmode=require"),
        ("REDISS://:Hidden@cache", "rediss://:Hidden@cache"),
        ("REDIS://cache", "redis://cache"),
    ] {
        let (SessionStoreSetting::Postgres(read) | SessionStoreSetting::Redis(read)) = store(text) else {
            panic!("{text}")
        };
        assert_eq!(read.expose(), other);
    }
}

#[test]
fn quotes_that_another_program_kept_are_a_finding() {
    for name in ["CLIENT_ID", "CLIENT_SECRET", "AUTHORITY", "REDIRECT_URI", "SCOPE", "SESSION_STORE", "RATE_LIMIT_API"]
    {
        for value in ["\"8rTKmwz-q3~end\"", "'8rTKmwz-q3~end'"] {
            let findings = findings_of(tutorial_with(&[(name, value)]));
            let of_name: Vec<_> = findings.iter().filter(|finding| finding.variable == name).collect();
            assert!(of_name.len() == 1 && of_name[0].problem.contains("has quotes around its value"), "{findings:?}");
            assert!(!format!("{findings:?}").contains("8rTKmwz"));
        }
    }
}

#[test]
fn an_invalid_log_filter_is_a_warning_and_the_default_applies() {
    assert!(warnings_of(&[("RUST_LOG", "info")]).is_empty());
    assert!(warnings_of(&[("RUST_LOG", "leptos_entra=loud")])[0].starts_with("RUST_LOG is not a valid filter"));
}
