//! The settings that valid values produce.

use std::time::Duration;

use super::{CLIENT_SECRET, Config, Settings, TUTORIAL, config_of, findings_of, settings_of, tutorial_with};
use crate::server::{
    config::{LogFormat, OperatorSettings, SessionLifetimes, SessionStoreSetting},
    entra::{AllowedTenants, ProviderKind},
    oidc::{ClientCredential, ResponseMode},
};

fn secret_of(config: &Config) -> Option<String> {
    match &config.client_credential {
        ClientCredential::Secret(secret) => Some(secret.secret().clone()),
        ClientCredential::SecretFile(file) => Some(file.secret().secret().clone()),
        _ => None,
    }
}

#[test]
fn the_env_of_the_tutorial_works_unchanged() {
    let config = config_of(settings_of(&TUTORIAL));
    assert_eq!(secret_of(&config), Some(CLIENT_SECRET.to_owned()));
    assert_eq!(config.redirect_uri.as_ref().unwrap().as_str(), "http://localhost:3000/getAToken");
    assert_eq!(config.public_url.as_str(), "http://localhost:3000/");
    assert_eq!(config.endpoint.as_ref().unwrap().as_str(), "https://graph.microsoft.com/v1.0/me");
    assert_eq!(config.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>(), ["User.Read"]);
    assert_eq!(config.session_store, SessionStoreSetting::Sqlite("data/sessions.db".into()));
    assert_eq!(config.site.log, "info,tower_sessions=warn,tower_sessions_core=error");
    assert!(!config.dev_tenant);
}

#[test]
fn a_custom_domain_replaces_the_authority() {
    let config = config_of(tutorial_with(&[("OIDC_AUTHORITY", "https://login.contoso.com/a/v2.0")]));
    assert_eq!(config.authority.provider(), ProviderKind::OpenId);
    assert_eq!(config.authority.host(), "login.contoso.com");
}

#[test]
fn other_openid_providers_may_have_other_ids_and_secrets() {
    let changes =
        [("OIDC_AUTHORITY", "http://localhost:4000"), ("CLIENT_ID", "app"), ("CLIENT_SECRET", super::CLIENT_ID)];
    assert_eq!(config_of(tutorial_with(&changes)).client_id.as_str(), "app");
}

#[test]
fn an_empty_endpoint_means_none() {
    assert_eq!(config_of(tutorial_with(&[("ENDPOINT", " ")])).endpoint, None);
    let scope = ("SCOPE", "api://orders/Read");
    let config = config_of(tutorial_with(&[("ENDPOINT", "https://api.contoso.com/your-data?b=c"), scope]));
    assert_eq!(config.endpoint.unwrap().as_str(), "https://api.contoso.com/your-data?b=c");
}

#[test]
fn no_redirect_uri_means_device_code_which_needs_no_secret() {
    let config =
        config_of(tutorial_with(&[("REDIRECT_URI", ""), ("CLIENT_SECRET", ""), ("LEPTOS_SITE_ADDR", "localhost:80")]));
    assert!(config.redirect_uri.is_none() && secret_of(&config).is_none());
    assert_eq!(config.public_url.as_str(), "http://localhost/");
}

#[test]
fn the_app_may_begin_below_a_path_with_its_redirect_uri() {
    let keys = super::KeysFile::new();
    let keys = ("SESSION_KEYS_FILE", keys.path());
    let redirect_uri = ("REDIRECT_URI", "https://example.org/app/getAToken");
    for public_url in ["https://example.org/app", "https://example.org/app/", "https://EXAMPLE.org:443/app//"] {
        let settings = tutorial_with(&[keys, redirect_uri, ("PUBLIC_URL", public_url)]);
        if public_url.ends_with("//") {
            assert_eq!(super::variables_of(settings), ["PUBLIC_URL"]);
        } else {
            assert_eq!(config_of(settings).public_url.as_str(), "https://example.org/app/");
        }
    }
    for redirect_uri in
        ["https://example.org/getAToken", "https://example.org/application/a", "https://example.org/app"]
    {
        let settings =
            tutorial_with(&[keys, ("PUBLIC_URL", "https://example.org/app"), ("REDIRECT_URI", redirect_uri)]);
        assert_eq!(super::variables_of(settings), ["REDIRECT_URI"], "{redirect_uri}");
    }
    let taken = ("REDIRECT_URI", "https://example.org/app/csp-report");
    let settings = tutorial_with(&[keys, ("PUBLIC_URL", "https://example.org/app"), taken]);
    assert_eq!(super::variables_of(settings), ["REDIRECT_URI"]);
}

#[test]
fn rate_limits_are_per_minute_and_zero_means_unlimited() {
    let traffic = |changes: &[(&str, &str)]| config_of(tutorial_with(changes)).site.traffic;
    let default = traffic(&[]);
    assert!(default.trusted_proxies.is_empty());
    assert_eq!([default.sign_in, default.callback, default.api].map(|limit| limit.unwrap().get()), [300, 300, 1200]);
    let changed = traffic(&[
        ("RATE_LIMIT_SIGN_IN", "0"),
        ("RATE_LIMIT_API", "7"),
        ("TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8 2001:db8::/48"),
    ]);
    assert_eq!((changed.sign_in, changed.api.unwrap().get()), (None, 7));
    let proxies: Vec<_> = changed.trusted_proxies.iter().map(ToString::to_string).collect();
    assert_eq!(proxies, ["127.0.0.1/32", "10.0.0.0/8", "2001:db8::/48"]);
}

#[test]
fn a_session_lasts_12_hours_or_one_hour_without_use() {
    let default = config_of(settings_of(&TUTORIAL)).session_lifetimes;
    assert_eq!(default, SessionLifetimes { idle: Duration::from_hours(1), absolute: Duration::from_hours(12) });
    let changed = [("SESSION_IDLE_MINUTES", "43200"), ("SESSION_HOURS", "720")];
    assert_eq!(config_of(tutorial_with(&changed)).session_lifetimes, SessionLifetimes::LONGEST);
    let short = [("SESSION_IDLE_MINUTES", "5"), ("SESSION_HOURS", "1")];
    let Settings::DevTenant(dev_tenant) = settings_of(&short) else { panic!("these variables are of no tenant") };
    let expected = SessionLifetimes { idle: Duration::from_mins(5), absolute: Duration::from_hours(1) };
    assert_eq!(dev_tenant.session_lifetimes, expected);
    let operator = OperatorSettings::from_lookup(|name| super::last_of(&short, name), &super::build(true)).unwrap();
    assert_eq!(operator.session_lifetimes, expected);
}

#[test]
fn the_log_is_text_unless_json_is_set() {
    assert_eq!(settings_of(&TUTORIAL).site().log_format, LogFormat::Text);
    assert_eq!(tutorial_with(&[("LOG_FORMAT", "text")]).site().log_format, LogFormat::Text);
    assert_eq!(tutorial_with(&[("LOG_FORMAT", "json")]).site().log_format, LogFormat::Json);
}

#[test]
fn the_management_address_is_optional() {
    assert_eq!(settings_of(&TUTORIAL).site().management, None);
    let management = tutorial_with(&[("MANAGEMENT_ADDR", "localhost:9464")]).site().management;
    assert_eq!(management, Some("127.0.0.1:9464".parse().unwrap()));
}

#[test]
fn the_app_drains_only_if_it_is_configured() {
    assert_eq!(config_of(settings_of(&TUTORIAL)).site.drain, Duration::ZERO);
    for seconds in [0, 25, 300] {
        let settings = tutorial_with(&[("DRAIN_SECONDS", &seconds.to_string())]);
        assert_eq!(config_of(settings).site.drain, Duration::from_secs(seconds));
    }
}

#[test]
fn scopes_are_separated_by_spaces_and_requested_once() {
    let config = config_of(tutorial_with(&[("SCOPE", " User.Read  Mail.Read User.Read ")]));
    assert_eq!(config.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>(), ["User.Read", "Mail.Read"]);
}

#[test]
fn the_secret_may_be_in_a_file_of_one_line() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), format!("{CLIENT_SECRET}\r\n")).unwrap();
    let changes = [("CLIENT_SECRET", ""), ("CLIENT_SECRET_FILE", file.path().to_str().unwrap())];
    assert_eq!(secret_of(&config_of(tutorial_with(&changes))), Some(CLIENT_SECRET.to_owned()));
}

#[test]
fn the_tenants_of_a_multi_tenant_app_are_listed_or_all() {
    let many = ("AUTHORITY", "https://login.microsoftonline.com/organizations");
    let listed =
        [many, ("ALLOWED_TENANTS", "AAAAAAAA-2222-4333-8444-555555555555, bbbbbbbb-2222-4333-8444-555555555555")];
    let tenants = ["aaaaaaaa-2222-4333-8444-555555555555", "bbbbbbbb-2222-4333-8444-555555555555"];
    let expected = AllowedTenants::Listed(tenants.map(str::to_owned).to_vec());
    assert_eq!(config_of(tutorial_with(&listed)).allowed_tenants, expected);
    assert_eq!(config_of(tutorial_with(&[many, ("ALLOWED_TENANTS", "*")])).allowed_tenants, AllowedTenants::Any);
}

#[test]
fn the_page_reloads_itself_only_under_watch() {
    let port = ("LEPTOS_RELOAD_PORT", "4001");
    assert_eq!(settings_of(&[port]).site().live_reload_port, None);
    assert_eq!(settings_of(&[port, ("LEPTOS_WATCH", "ON")]).site().live_reload_port, Some(4001));
    assert_eq!(settings_of(&[("LEPTOS_WATCH", "ON")]).site().live_reload_port, Some(3001));
}

#[test]
fn the_debug_text_of_the_settings_shows_no_secret() {
    let changes = [("ENDPOINT", "https://api.contoso.com/a?key=hidden-key"), ("SCOPE", "api://orders/Read")];
    let text = format!("{:?}", tutorial_with(&changes));
    assert!(!text.contains(CLIENT_SECRET) && !text.contains("hidden-key"), "{text}");
    assert!(text.contains("login.microsoftonline.com") && text.contains("(not shown)"), "{text}");
}

#[test]
fn the_response_mode_is_query_unless_form_post_is_set() {
    assert_eq!(config_of(settings_of(&TUTORIAL)).response_mode, ResponseMode::Query);
    assert_eq!(config_of(tutorial_with(&[("RESPONSE_MODE", "query")])).response_mode, ResponseMode::Query);
    assert_eq!(config_of(tutorial_with(&[("RESPONSE_MODE", "form_post")])).response_mode, ResponseMode::FormPost);
    let nowhere = findings_of(tutorial_with(&[("RESPONSE_MODE", "form_post"), ("REDIRECT_URI", "")]));
    assert!(nowhere.iter().any(|finding| finding.variable == "RESPONSE_MODE"), "{nowhere:?}");
    let other = findings_of(tutorial_with(&[("RESPONSE_MODE", "fragment")]));
    assert!(other.iter().any(|finding| finding.problem.contains("neither query nor form_post")), "{other:?}");
}

#[test]
fn the_redirect_uri_must_not_be_a_path_of_the_app() {
    for path in ["/admin-consent", "/admin-consent/begin", "/admin-consent/result", "/edit-profile", "/reset-password"]
    {
        let taken = findings_of(tutorial_with(&[("REDIRECT_URI", &format!("http://localhost:3000{path}"))]));
        assert!(taken.iter().any(|finding| finding.problem.contains("uses itself")), "{path}: {taken:?}");
    }
}

#[test]
fn session_store_accepts_redis_and_postgresql_urls() {
    let store_of = |value: &str| config_of(tutorial_with(&[("SESSION_STORE", value)])).session_store;
    for value in [
        "redis://localhost",
        "rediss://:p%40ss@cache.example:6380/3",
        "valkey://[::1]:7000",
        "valkeys://me:word@cache/",
    ] {
        let SessionStoreSetting::Redis(address) = store_of(value) else { panic!("{value}") };
        assert_eq!(address.expose(), value);
    }
    for value in ["postgres://localhost/sessions", "postgresql://me:p%2Fss@db:5433/sessions?sslmode=verify-full"] {
        let SessionStoreSetting::Postgres(address) = store_of(value) else { panic!("{value}") };
        assert_eq!(address.expose(), value);
    }
}
