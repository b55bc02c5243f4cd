//! Tests of the settings that mean development.

use super::{LoadedSettings, TUTORIAL, build, last_of};

fn is_development(more: &[(&str, &str)], has_dev_tenant: bool) -> bool {
    let variables = [&TUTORIAL[..], more].concat();
    LoadedSettings::from_file(b"", |name| last_of(&variables, name), &build(has_dev_tenant)).is_development
}

#[test]
fn an_app_for_this_machine_only_is_in_development() {
    assert!(is_development(&[], true));
    assert!(is_development(&[("PUBLIC_URL", "http://127.0.0.1:3000"), ("LEPTOS_SITE_ADDR", "[::1]:3000")], true));
    assert!(is_development(&[("CLIENT_ID", "")], true), "incomplete settings");
    assert!(LoadedSettings::from_file(b"", |_| None, &build(true)).is_development, "the dev tenant");
}

#[test]
fn one_sign_of_a_deployment_ends_the_development() {
    assert!(!is_development(&[], false), "a build without the dev tenant");
    for sign in [
        ("PUBLIC_URL", "https://app.example"),
        ("PUBLIC_URL", "https://localhost:3000"),
        ("PUBLIC_URL", "http://app.example"),
        ("PUBLIC_URL", "http://localhost.app.example"),
        ("PUBLIC_URL", "app.example"),
        ("REDIRECT_URI", "https://app.example/getAToken"),
        ("LEPTOS_SITE_ADDR", "0.0.0.0:3000"),
        ("LEPTOS_SITE_ADDR", "192.0.2.1:3000"),
        ("TRUSTED_PROXIES", "127.0.0.1"),
        ("LEPTOS_ENV", "PROD"),
        ("KUBERNETES_SERVICE_HOST", "10.0.0.1"),
        ("WEBSITE_INSTANCE_ID", "a"),
        ("CONTAINER_APP_NAME", "a"),
    ] {
        assert!(!is_development(&[sign], true), "{sign:?}");
        assert!(!is_development(&[sign, ("CLIENT_ID", "")], true), "{sign:?} in incomplete settings");
    }
}
