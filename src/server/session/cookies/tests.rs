//! Tests of the cookies' names and attributes.

use super::{CookieNames, CsrfToken, Duration};

const MINUTE: Duration = Duration::from_mins(1);

fn names(address: &str) -> CookieNames {
    CookieNames::new(&address.parse().unwrap(), false)
}

#[test]
fn dt_16_cookie_names_differ_with_the_dev_tenant() {
    let name = |dev_tenant| CookieNames::new(&"http://localhost:3000".parse().unwrap(), dev_tenant).session();
    assert_ne!(name(true), name(false));
}

#[test]
fn on_https_every_cookie_is_bound_to_the_host() {
    let names = names("https://app.example");
    let state = CsrfToken::new("state".into());
    for name in [
        names.session(),
        names.accounts(),
        names.ended_session(),
        names.device(),
        names.sign_in_attempts(),
        names.sign_in(&state),
    ] {
        assert!(name.starts_with("__Host-Http-"), "{name}");
    }
    assert!(names.secure);
}

#[test]
fn with_form_post_only_sign_in_cookies_are_same_site_none() {
    let state = CsrfToken::new("state".into());
    for address in ["https://app.example", "http://localhost:3000"] {
        let names = names(address).with_form_post(true);
        let sign_in = names.set(names.sign_in(&state), "value", MINUTE).to_string();
        assert!(sign_in.contains("SameSite=None") && sign_in.contains("Secure"), "{sign_in}");
        assert!(names.set(names.sign_in_attempts(), "1", MINUTE).to_string().contains("SameSite=None"));
        for name in [names.session(), names.accounts(), names.device()] {
            assert!(names.set(name, "value", MINUTE).to_string().contains("SameSite=Lax"));
        }
    }
    let by_redirect = names("https://app.example");
    let sign_in = by_redirect.set(by_redirect.sign_in(&state), "value", MINUTE).to_string();
    assert!(sign_in.contains("SameSite=Lax"), "{sign_in}");
}

#[test]
fn apps_at_different_base_paths_have_different_cookies() {
    for (address, name) in [
        ("https://app.example/", "__Host-Http-session"),
        ("https://app.example:8443/", "__Host-Http-session"),
        ("https://app.example/app", "__Host-Http-app!session"),
        ("https://app.example/a/b/", "__Host-Http-a!b!session"),
    ] {
        assert_eq!(names(address).session(), name, "{address}");
    }
}

#[test]
fn on_loopback_the_names_contain_the_port() {
    for (address, name) in [
        ("http://localhost:3000", "leptos-entra-3000!session"),
        ("http://localhost", "leptos-entra-80!session"),
        ("http://127.0.0.1:3001/app", "leptos-entra-3001!app!session"),
        ("http://[::1]:3000", "leptos-entra-3000!session"),
        ("https://localhost:8443", "__Host-Http-8443!session"),
    ] {
        assert_eq!(names(address).session(), name, "{address}");
    }
}
