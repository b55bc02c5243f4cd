//! Each invalid value has a finding with the name of its variable.

use super::{Settings, findings_of, settings_of, tutorial_with, variables_of};

/// Returns the only finding, as `VARIABLE problem / advice`.
fn only_finding(settings: Settings) -> String {
    let findings = findings_of(settings);
    let [finding] = findings.as_slice() else { panic!("not one: {findings:?}") };
    assert!(!finding.example.is_empty(), "{finding:?}");
    format!("{} {} / {}", finding.variable, finding.problem, finding.advice)
}

/// Asserts that this value of a variable has only one finding, with these words.
fn assert_finding(variable: &str, value: &str, words: &str) {
    let finding = only_finding(tutorial_with(&[(variable, value)]));
    assert!(finding.starts_with(&format!("{variable} ")) && finding.contains(words), "{value:?}: {finding}");
}

#[test]
fn each_mistake_has_its_own_finding() {
    let long_tenant = format!("https://login.microsoftonline.com/{}", "a".repeat(500));
    let long_uri = format!("http://localhost/{}", "a".repeat(256));
    for (variable, value, words) in [
        ("CLIENT_ID", "", "is not set"),
        ("CLIENT_ID", "<client id>", "placeholder"),
        ("CLIENT_ID", "00000000-0000-0000-0000-000000000000", "placeholder"),
        ("CLIENT_ID", "not-a-guid", "GUID"),
        ("CLIENT_SECRET", "", "is not set, but a sign-in with REDIRECT_URI needs it"),
        ("CLIENT_SECRET", "<your secret>", "placeholder"),
        ("CLIENT_SECRET", "aaaaaaaa-2222-4333-8444-555555555555", "copy the Value column"),
        ("CLIENT_SECRET", "line\nbreak", "control character"),
        ("CLIENT_SECRET", "\u{201c}quoted\u{201d}", "outside ASCII"),
        ("CLIENT_SECRET_FILE", "/no/such/file", "together with CLIENT_SECRET"),
        ("AUTHORITY", "", "is not set"),
        ("AUTHORITY", "https://login.microsoftonline.com/<tenant_id>", "placeholder"),
        ("AUTHORITY", "https://login.microsoftonline.com/Enter_the_Tenant_Info_Here", "placeholder"),
        ("AUTHORITY", "https://<sub>.ciamlogin.com/<sub>.onmicrosoft.com", "placeholder"),
        ("AUTHORITY", "https://login.microsoftonline.com/your-tenant-id", "placeholder"),
        ("AUTHORITY", "https://login.contoso.com/a", "use OIDC_AUTHORITY"),
        ("AUTHORITY", "http://login.microsoftonline.com/common", "must begin with https://"),
        ("AUTHORITY", &long_tenant, "neither an ID (a GUID) nor a domain"),
        ("AUTHORITY", "https://contoso.b2clogin.com/a/b", "B2C"),
        ("ALLOWED_TENANTS", "contoso.com", "GUIDs"),
        ("CUSTOM_SIGNING_KEY", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC", "is neither on nor off"),
        ("REDIRECT_URI", "/getAToken", "is not an absolute address"),
        ("REDIRECT_URI", "http://app.contoso.com/getAToken", "must begin with https://"),
        ("REDIRECT_URI", "http://localhost:3000/", "uses itself"),
        ("REDIRECT_URI", "http://localhost:3000/sign-in", "uses itself"),
        ("REDIRECT_URI", "http://localhost:3000/Sign-In/", "uses itself"),
        ("REDIRECT_URI", "http://localhost:3000/API/sign_out", "uses itself"),
        ("REDIRECT_URI", "http://localhost:3000/pkg/a", "uses itself"),
        ("REDIRECT_URI", "http://localhost:3000/api/a", "uses itself"),
        ("REDIRECT_URI", "http://localhost:3000/favicon.ico", "uses itself"),
        ("REDIRECT_URI", "http://localhost:3000/{a}", "characters in its path"),
        ("REDIRECT_URI", "http://localhost:3000/a*", "characters in its path"),
        ("REDIRECT_URI", "http://localhost:3000/a?b=c", "has a query"),
        ("REDIRECT_URI", "http://localhost:3000/a#b", "fragment"),
        ("REDIRECT_URI", &long_uri, "longer than 256"),
        ("PUBLIC_URL", "http://localhost:3000/?a", "has a query"),
        ("PUBLIC_URL", "http://127.0.0.1:3000", "another origin than REDIRECT_URI"),
        ("ENDPOINT", "graph.microsoft.com/v1.0/me", "is not an absolute address"),
        ("ENDPOINT", "http://graph.microsoft.com/v1.0/me", "must begin with https://"),
        ("ENDPOINT", "https://me:word@graph.microsoft.com/v1.0/me", "user name"),
        ("ENDPOINT", "<your endpoint>", "placeholder"),
    ] {
        assert_finding(variable, value, words);
    }
}

#[test]
fn each_mistake_of_notation_has_its_own_finding() {
    for (variable, value, words) in [
        ("SCOPE", "User.Read a\"b", "not a scope"),
        ("SCOPE", "User.Read|Mail.Read", "not a scope"),
        ("SCOPE", "User.Read%20Mail.Read", "not a scope"),
        ("SCOPE", "User.Read+Mail.Read", "not a scope"),
        ("SCOPE", "User.Read # the profile", "not a scope"),
        ("CLIENT_SECRET", "${SECRET}", "not replaced by its value"),
        ("CLIENT_SECRET", "$CLIENT_SECRET", "not replaced by its value"),
        ("CLIENT_ID", "%CLIENT_ID%", "not replaced by its value"),
        ("AUTHORITY", "https://login.microsoftonline.com/${TENANT_ID}", "not replaced by its value"),
    ] {
        assert_finding(variable, value, words);
    }
}

#[test]
fn each_invalid_sign_out_path_has_its_own_finding() {
    for (variable, value, words) in [
        ("FRONT_CHANNEL_LOGOUT_PATH", "http://localhost:3000/a", "does not begin with a slash"),
        ("FRONT_CHANNEL_LOGOUT_PATH", "/", "uses itself"),
        ("FRONT_CHANNEL_LOGOUT_PATH", "/signed-out/", "uses itself"),
        ("FRONT_CHANNEL_LOGOUT_PATH", "/{a}", "characters in its path"),
        ("FRONT_CHANNEL_LOGOUT_PATH", "/getAToken", "is the path of REDIRECT_URI"),
        ("BACK_CHANNEL_LOGOUT_PATH", "/api/sign_out", "uses itself"),
        ("BACK_CHANNEL_LOGOUT_PATH", "/front-channel-logout", "the same as FRONT_CHANNEL_LOGOUT_PATH"),
    ] {
        let finding = only_finding(tutorial_with(&[(variable, value)]));
        assert!(finding.starts_with(&format!("{variable} ")) && finding.contains(words), "{value:?}: {finding}");
    }
}

#[test]
fn each_mistake_about_the_session_store_has_its_own_finding() {
    for (value, words) in [
        ("sqlite::memory:", "which is written as memory: here"),
        ("sqlite:", "no path"),
        ("sqlite://data/sessions.db", "two or three slashes"),
        ("sqlite:///var/lib/sessions.db", "two or three slashes"),
        ("sqlite:data/sessions.db?mode=rwc", "options after the path"),
        ("sqlite:Data Source=a.db;Password=hidden", "options after the path"),
        ("sqlite:~/sessions.db", "does not expand"),
        ("sqlite:$HOME/sessions.db", "does not expand"),
        ("postgres://db/app;user=app;password=hidden", "is not an address"),
        ("postgres://app;Password=hidden@db/app", "is not an address"),
        ("postgres://db/app?user=app;password=hidden", "is not an address"),
        ("redis://cache,password=hidden", "is not an address"),
        ("redis://cache;password=hidden/0", "is not an address"),
        ("data/sessions.db", "does not name a session store"),
        ("mysql://localhost/sessions", "does not name a session store"),
        ("redis:localhost", "has no host"),
        ("redis://localhost:http", "is not an address"),
        ("rediss://:word@/0", "is not an address"),
        ("valkey:///0", "has no host"),
        ("redis://0.0.0.0", "0.0.0.0 or [::] instead"),
        ("redis://localhost:0", "has port 0"),
        ("valkeys://localhost/sessions", "a database that is not a number"),
        ("rediss://localhost/0#insecure", "after ? or #"),
        ("redis://word@localhost", "without a password"),
        ("postgres://", "has no host"),
        ("postgresql://me:wo/rd@host/sessions", "is not an address"),
        ("postgres://me:12/rd@host/sessions", "a database name that contains / or @"),
        ("postgres://host/sessions#a", "after #"),
    ] {
        let finding = only_finding(tutorial_with(&[("SESSION_STORE", value)]));
        assert!(finding.starts_with("SESSION_STORE ") && finding.contains(words), "{value:?}: {finding}");
    }
}

#[test]
fn each_mistake_about_this_server_has_its_own_finding() {
    for (variable, value, words) in [
        ("SESSION_IDLE_MINUTES", "4", "is not a whole number from 5 to 43200"),
        ("SESSION_IDLE_MINUTES", "721", "is a longer time than SESSION_HOURS"),
        ("SESSION_HOURS", "0", "is not a whole number from 1 to 720"),
        ("SESSION_HOURS", "721", "is not a whole number from 1 to 720 (\"721\")"),
        ("SESSION_HOURS", "1.5", "is not a whole number from 1 to 720"),
        ("LEPTOS_SITE_ADDR", "example.org", "is not an IP address with a port"),
        ("TRUSTED_PROXIES", "proxy.example", "not an address or a network"),
        ("TRUSTED_PROXIES", "10.0.0.0/33", "not an address or a network"),
        ("TRUSTED_PROXIES", "10.0.0.1, 0.0.0.0/0", "includes every address"),
        ("MANAGEMENT_ADDR", "9464", "is not an IP address with a port"),
        ("DRAIN_SECONDS", "301", "is not a whole number from 0 to 300 (\"301\")"),
        ("DRAIN_SECONDS", "-1", "is not a whole number from 0 to 300"),
        ("DRAIN_SECONDS", "5s", "is not a whole number from 0 to 300"),
        ("LOG_FORMAT", "xml", "is neither text nor json (\"xml\")"),
        ("LOG_FORMAT", "JSON", "is neither text nor json (\"JSON\")"),
        ("RATE_LIMIT_SIGN_IN", "many", "is not a whole number"),
        ("RATE_LIMIT_CALLBACK", "-1", "is not a whole number"),
        ("RATE_LIMIT_API", "1.5", "is not a whole number"),
    ] {
        let finding = only_finding(tutorial_with(&[(variable, value)]));
        assert!(finding.starts_with(&format!("{variable} ")) && finding.contains(words), "{value:?}: {finding}");
    }
}

#[test]
fn all_findings_come_at_once_in_the_order_of_the_sample() {
    let variables = [
        ("LEPTOS_SITE_ADDR", "nowhere"),
        ("SESSION_STORE", "nothing"),
        ("ENDPOINT", "nothing"),
        ("REDIRECT_URI", "nothing"),
        ("CLIENT_SECRETE", "a"),
    ];
    let expected = [
        "CLIENT_ID",
        "CLIENT_SECRET",
        "AUTHORITY",
        "REDIRECT_URI",
        "ENDPOINT",
        "SESSION_STORE",
        "LEPTOS_SITE_ADDR",
        "CLIENT_SECRETE",
    ];
    assert_eq!(variables_of(settings_of(&variables)), expected);
}

#[test]
fn many_tenants_need_a_list_of_allowed_tenants() {
    let finding = only_finding(tutorial_with(&[("AUTHORITY", "https://login.microsoftonline.com/common")]));
    assert!(finding.starts_with("ALLOWED_TENANTS is not set"), "{finding}");
}

#[test]
fn a_misspelt_name_is_reported_only_if_the_right_one_is_missing() {
    let finding = only_finding(tutorial_with(&[("REDIRECT_URI", ""), ("REDIRECT_URL", "http://localhost:3000/a")]));
    assert!(finding.starts_with("REDIRECT_URL ") && finding.contains("Did you mean REDIRECT_URI?"), "{finding}");
    assert!(matches!(
        tutorial_with(&[("REDIRECT_URL", "a"), ("TENANT_ID", "b"), ("SCOPES", "")]),
        Settings::Configured(_)
    ));
    assert_eq!(
        variables_of(settings_of(&[("TENANT_ID", "a"), ("AZURE_CLIENT_ID", "b")])),
        ["CLIENT_ID", "AUTHORITY", "TENANT_ID", "AZURE_CLIENT_ID"]
    );
}

#[test]
fn an_unusable_secret_file_is_a_finding() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_str().unwrap();
    for (content, words) in [
        (&b""[..], "empty"),
        (b"\n", "empty"),
        (b"one\ntwo", "control character"),
        (b"aaaaaaaa-2222-4333-8444-555555555555\n", "ID of a secret"),
        (b"\xff", "cannot be read"),
    ] {
        std::fs::write(path, content).unwrap();
        let finding = only_finding(tutorial_with(&[("CLIENT_SECRET", ""), ("CLIENT_SECRET_FILE", path)]));
        assert!(finding.starts_with("CLIENT_SECRET_FILE ") && finding.contains(words), "{finding}");
    }
    let finding = only_finding(tutorial_with(&[("CLIENT_SECRET", ""), ("CLIENT_SECRET_FILE", "/no/such/file")]));
    assert!(finding.contains("cannot be read"), "{finding}");
}

proptest::proptest! {
    #[test]
    fn trusted_proxies_are_read_whole_and_exclude_all_networks(
        text in "(([0-9]{1,3}\\.){3}[0-9]{1,2}|[0-9a-f]{1,4}::[0-9a-f]{0,4}|::|0\\.0\\.0\\.0)?(/[0-9]{1,3})?([, ]{1,2}(10\\.0\\.0\\.[0-9]|::1)(/[0-9]{1,2})?){0,3}",
    ) {
        let settings = tutorial_with(&[("TRUSTED_PROXIES", &text)]);
        let networks = &settings.site().traffic.trusted_proxies;
        proptest::prop_assert!(networks.iter().all(|network| network.prefix_len() > 0));
        let parts = text.split([',', ' ']).filter(|part| !part.is_empty()).count();
        proptest::prop_assert!(networks.is_empty() || networks.len() == parts, "{networks:?}");
    }
}
