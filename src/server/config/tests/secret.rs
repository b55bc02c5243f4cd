//! The variable alone decides whether a message shows its value: no secret in any other variable is ever shown.

use super::{CLIENT_SECRET, build, last_of, tutorial_with, words_of};
use crate::server::config::{
    LoadedSettings, Settings,
    variable::{Holds, Variable},
};

/// Notations in which users write secrets. `MARKER` is the secret.
const NOTATIONS: [&str; 14] = [
    "MARKER",
    "\"MARKER\"",
    "'MARKER'",
    "<MARKER>",
    "https://user:MARKER@host.example/path",
    "http://MARKER@host.example/",
    "https://host.example/path?key=MARKER",
    "https://host.example/MARKER#MARKER",
    "postgress://user:MARKER@host.example/database",
    "redis://user:MARKER@host.example:port",
    "Host=db;Username=app;Password=MARKER;Database=app",
    "host=db user=app password=MARKER dbname=app",
    "['MARKER']",
    "MARKER,\u{202e}MARKER\n",
];
const MARKER: &str = "s3cretMarker8rTKmwz";

/// Returns the findings and warnings about these variables, as data and as texts.
fn shown(variables: &[(&str, &str)]) -> String {
    let loaded = LoadedSettings::from_file(b"", |name| last_of(variables, name), &build(true));
    let findings = match loaded.settings {
        Settings::Incomplete { findings, .. } => findings,
        Settings::Configured(_) | Settings::DevTenant(_) => Vec::new(),
    };
    let warnings = loaded.warnings;
    format!("{findings:?} {warnings:?} {:?} {:?}", words_of(&findings), words_of(&warnings))
}

#[test]
fn a_secret_in_any_variable_is_in_no_finding_and_no_warning() {
    let mut reported = 0;
    for variable in Variable::ALL.into_iter().filter(|variable| variable.holds() != Holds::Plain) {
        for notation in NOTATIONS {
            let value = notation.replace("MARKER", MARKER);
            let with_it = (variable.name(), value.as_str());
            for others in [&super::TUTORIAL[..], &[("REDIRECT_URI", "http://localhost:3000/getAToken")]] {
                let text = shown(&[others, &[with_it]].concat());
                assert!(!text.contains(MARKER), "{} {value}: {text}", variable.name());
                reported += usize::from(text.contains(&format!("variable: \"{}\"", variable.name())));
            }
        }
    }
    assert!(reported > 200, "most of these values are invalid: {reported}");
}

#[test]
fn only_values_of_plain_variables_are_shown() {
    let plain = Variable::ALL.into_iter().filter(|variable| variable.holds() == Holds::Plain);
    let shown: Vec<_> = plain.map(Variable::name).collect();
    assert_eq!(
        shown,
        [
            "RESPONSE_MODE",
            "SIGN_IN_PROMPT",
            "SESSION_IDLE_MINUTES",
            "SESSION_HOURS",
            "LEPTOS_SITE_ADDR",
            "MANAGEMENT_ADDR",
            "DRAIN_SECONDS",
            "TRUSTED_PROXIES",
            "RATE_LIMIT_SIGN_IN",
            "RATE_LIMIT_CALLBACK",
            "RATE_LIMIT_API",
            "LEPTOS_SITE_ROOT",
            "LEPTOS_RELOAD_PORT",
            "APP_ACCENT",
            "LOG_FORMAT",
            "OTEL_TRACES_SAMPLER",
            "OTEL_TRACES_SAMPLER_ARG",
            "OTEL_SDK_DISABLED",
            "DEV_TENANT_ADDR",
            "DEV_TENANT_ALLOW_HOST"
        ]
    );
}

#[test]
fn a_shown_value_is_cut_and_escaped() {
    let long = format!("a\u{202e}{}", "b".repeat(200));
    let text = shown(&[&super::TUTORIAL[..], &[("RESPONSE_MODE", &long)]].concat());
    assert!(text.contains("u{202e}") && text.contains("bbb…") && !text.contains('\u{202e}'), "{text}");
    assert!(!text.contains(&"b".repeat(60)), "{text}");
}

#[test]
fn the_client_secret_is_hidden_even_in_a_plain_variable() {
    for (name, value) in [("RESPONSE_MODE", CLIENT_SECRET), ("RATE_LIMIT_API", "a-real-secret")] {
        let text = shown(&[&super::TUTORIAL[..], &[(name, value)]].concat());
        assert!(text.contains(name) && !text.contains("real-secret"), "{text}");
    }
}

#[test]
fn a_secret_in_another_variable_is_not_shown() {
    for name in
        ["CLIENT_ID", "AUTHORITY", "OIDC_AUTHORITY", "REDIRECT_URI", "PUBLIC_URL", "SCOPE", "ENDPOINT", "SESSION_STORE"]
    {
        for value in
            [CLIENT_SECRET.to_owned(), format!("http://example.org/{CLIENT_SECRET}"), format!("\"{CLIENT_SECRET}\"")]
        {
            let text = format!("{:?}", tutorial_with(&[("CLIENT_SECRET", ""), (name, &value)]));
            assert!(!text.contains("not-a-real-secret"), "{name}: {text}");
        }
    }
    let text = format!("{:?}", tutorial_with(&[("AUTHORITY", "https://me:word@login.contoso.com")]));
    assert!(!text.contains("word@"), "{text}");
    for value in [
        "redis://:hidden@localhost",
        "valkeys://me:hidden@localhost:6380/1",
        "postgres://me:hidden@localhost/sessions?sslmode=require",
        "redis://hidden@localhost",
        "redis://:hidden",
        "redis://:hidden/0",
        "rediss://me:hid/den@localhost",
        "postgres://me:hidden@localhost/a/b",
        "postgress://me:hidden@localhost",
    ] {
        let text = format!("{:?}", tutorial_with(&[("SESSION_STORE", value)]));
        assert!(!text.contains("hid"), "{value}: {text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_environment_makes_the_loader_panic_or_show_the_secret(
        secret in "[a-zA-Z0-9~_.-]{12,40}",
        values in proptest::collection::vec((0..Variable::ALL.len(), "\\PC{0,30}|https?://[a-z.@:/?#0-9-]{0,30}|[\\x00-\\x20]{0,5}"), 0..6),
        place in 0..Variable::ALL.len(),
    ) {
        let names = Variable::ALL.map(Variable::name);
        let mut variables: Vec<(&str, &str)> = values.iter().map(|(index, value)| (names[*index], value.as_str())).collect();
        let wrong_place = format!("http://example.org/{secret}");
        variables.push((names[place], &wrong_place));
        variables.push(("CLIENT_SECRET", &secret));
        variables.retain(|(name, _)| *name != "CLIENT_SECRET_FILE");
        for included in [true, false] {
            if let Settings::Incomplete { findings, .. } = Settings::from_lookup(|name| last_of(&variables, name), &build(included)) {
                proptest::prop_assert!(!findings.is_empty());
                let text = format!("{findings:?} {:?}", words_of(&findings));
                proptest::prop_assert!(!text.contains(&secret));
            }
        }
    }
}
