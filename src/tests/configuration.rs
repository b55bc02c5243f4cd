//! The settings of the built program: while a setting is invalid, every page reports it with status 503.

mod cases;
mod health;
pub mod program;

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use leptos_entra::{
    routes,
    server::{
        Services,
        config::{Build, Settings},
        services::CallLimits,
    },
    web::SiteFiles,
};
use program::Program;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::json_log::entries;

pub fn build() -> Build {
    Build { has_dev_tenant: true, reserved_paths: routes::reserved_paths() }
}

pub async fn get(settings: &Settings, path: &str) -> (StatusCode, String) {
    let Settings::Incomplete { site, findings } = settings else { panic!("the settings must be incomplete") };
    let public_url = "http://localhost:3000".parse().unwrap();
    let app = routes::not_configured(findings, &public_url, SiteFiles::new(site), None);
    let response = app.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn every_page_lists_exactly_what_is_missing() {
    let given = |name: &str| (name == "CLIENT_SECRET").then(|| "0a1b2c3d-0000-4000-8000-00000000000a".to_owned());
    let settings = Settings::from_lookup(given, &build());
    for path in ["/", "/sign-in", "/nowhere"] {
        let (status, body) = get(&settings, path).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        for text in ["Config missing", "CLIENT_ID", "AUTHORITY", "CLIENT_SECRET"] {
            assert!(body.contains(text), "{text}");
        }
        assert!(!body.contains("0a1b2c3d-0000"), "a secret is masked even if it is the wrong one");
        assert!(!body.contains("Development tenant"), "a partial configuration does not start the dev tenant");
    }
}

/// Returns the services of an app at a tenant of Microsoft with these scopes and this endpoint.
fn services_with(scope: &str, endpoint: &str, endpoint_api: &str) -> Services {
    let variables = [
        ("CLIENT_ID", "5f0c2a9e-7d41-4b86-9c3a-1e2d3f405162"),
        ("AUTHORITY", "https://login.microsoftonline.com/contoso.com"),
        ("SESSION_STORE", "memory:"),
        ("SCOPE", scope),
        ("ENDPOINT", endpoint),
        ("ENDPOINT_API", endpoint_api),
    ];
    let lookup = |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
    let Settings::Configured(config) = Settings::from_lookup(lookup, &build()) else { panic!("{variables:?}") };
    Services::start(&config, CallLimits::default()).unwrap()
}

#[tokio::test]
async fn a_loopback_sidecar_gets_no_token_for_graph() {
    let sidecar = "http://127.0.0.1:3500/v1.0/invoke/orders/method/list";
    let services = services_with("User.Read api://orders/Read", sidecar, "");
    assert_eq!(services.graph.unwrap().as_str(), "https://graph.microsoft.com/v1.0/");
    let scopes = services.auth.relying_party.scopes().of_endpoint(&services.endpoint.unwrap());
    assert_eq!(scopes.scopes().iter().map(|scope| scope.as_str()).collect::<Vec<_>>(), ["api://orders/Read"]);
}

#[tokio::test]
async fn a_graph_gateway_is_configured_by_a_setting() {
    let gateway = "https://gateway.contoso.com/graph/v1.0/me";
    let services = services_with("api://orders/Read User.Read", gateway, "graph");
    assert_eq!(services.graph.unwrap().as_str(), "https://gateway.contoso.com/graph/v1.0/");
    let scopes = services.auth.relying_party.scopes().of_endpoint(&services.endpoint.unwrap());
    assert_eq!(scopes.scopes().iter().map(|scope| scope.as_str()).collect::<Vec<_>>(), ["User.Read"]);
}

/// Returns a program with complete settings, whose OpenID provider cannot be reached.
fn configured() -> Program {
    Program::new()
        .set("CLIENT_ID", "app")
        .set("CLIENT_SECRET", "a-secret")
        .set("OIDC_AUTHORITY", "http://localhost:9")
        .set("REDIRECT_URI", "http://localhost:3000/getAToken")
}

/// All variables that may contain a secret. A unit test of `server::config` lists the other variables.
const NOT_SHOWN: [&str; 27] = [
    "CLIENT_ID",
    "CLIENT_SECRET",
    "CLIENT_SECRET_FILE",
    "CLIENT_CERTIFICATE_FILE",
    "CLIENT_CERTIFICATE_KEY_FILE",
    "CLIENT_CERTIFICATE_SEND_CHAIN",
    "CLIENT_ASSERTION_FILE",
    "MANAGED_IDENTITY_CLIENT_ID",
    "AUTHORITY",
    "OIDC_AUTHORITY",
    "B2C_TENANT_NAME",
    "SIGNUPSIGNIN_USER_FLOW",
    "EDITPROFILE_USER_FLOW",
    "RESETPASSWORD_USER_FLOW",
    "ALLOWED_TENANTS",
    "CUSTOM_SIGNING_KEY",
    "REDIRECT_URI",
    "PUBLIC_URL",
    "FRONT_CHANNEL_LOGOUT_PATH",
    "BACK_CHANNEL_LOGOUT_PATH",
    "SCOPE",
    "ENDPOINT",
    "ENDPOINT_API",
    "SESSION_STORE",
    "SESSION_KEYS_FILE",
    "LEPTOS_WATCH",
    "RUST_LOG",
];

/// Checks that a secret is neither on the pages nor in the log of the built program, at the most detailed log level.
#[test]
fn a_secret_in_any_setting_is_on_no_page_and_not_in_the_log() {
    const VALUES: [&str; 4] = [
        "Host=db;Username=app;Password=s3cretMarker;Database=app",
        "https://user:s3cretMarker@host.example/a?b=s3cretMarker",
        "'s3cretMarker'",
        "s3cretMarker",
    ];
    for name in NOT_SHOWN {
        for value in if name == "SESSION_STORE" { &VALUES[..] } else { &VALUES[..2] } {
            // The invalid response mode makes the settings incomplete for every value of the variable.
            let program = Program::new().set("RUST_LOG", "trace").set("RESPONSE_MODE", "none").set(name, value);
            let mut program = program.start();
            let pages = [program.get("/"), program.get("/sign-in")].concat();
            let shown = format!("{pages}{}", program.stop_after("RESPONSE_MODE"));
            assert!(shown.contains("503") && shown.contains("RESPONSE_MODE"), "{name}: {shown}");
            assert!(!shown.contains("s3cretMarker"), "{name}={value}: {shown}");
        }
    }
}

#[test]
fn the_public_and_the_listening_address_are_announced() {
    let program = configured().set("REDIRECT_URI", "http://localhost:5000/getAToken").start();
    let line = program.printed.lines().find(|line| line.contains("is ready")).unwrap();
    assert!(line.contains("http://localhost:5000/ (listens on 127.0.0.1:"), "{line}");
    // The provider cannot be reached, so the home page has status 503 after the first failed request, and 200 before it. It
    // must never redirect.
    let homepage = program.get("/");
    let is_expected = ["HTTP/1.1 200", "HTTP/1.1 503"].iter().any(|status| homepage.starts_with(status));
    assert!(program.port() != 5000 && is_expected && homepage.contains("<h1>"), "{homepage}");
    assert!(!homepage.contains("location: "), "{homepage}");
    assert!(
        !program.get("/sign-in").contains("location: http://localhost:5000/sign-in"),
        "{}",
        program.get("/sign-in")
    );
}

#[test]
fn a_log_that_is_not_a_terminal_has_no_colour_codes() {
    let mut program = configured().start();
    program.get("/sign-in");
    let printed = program.stop_after(" ERROR ");
    assert!(!printed.contains('\u{1b}'), "{printed}");
}

#[test]
fn with_json_each_line_on_standard_error_is_an_object() {
    // The provider cannot be reached, the certificate file does not exist, and the store is not a database.
    let unreachable = configured().set("LOG_FORMAT", "json").set("RUST_LOG", "info,wrong=loud").start();
    let incomplete = Program::new().set("LOG_FORMAT", "json").set("CLIENT_CERTIFICATE_FILE", "none").start();
    let no_database = configured().file("a.db", "text".repeat(2000)).set("SESSION_STORE", "sqlite:a.db");
    let failed = no_database.set("LOG_FORMAT", "json").fail();
    let stopped =
        [(unreachable, "error.sources"), (incomplete, "CLIENT_CERTIFICATE_FILE")].map(|(mut program, last)| {
            program.get("/sign-in");
            program.stop_after(last).to_owned()
        });
    let [unreachable, incomplete] = stopped.each_ref().map(|log| entries(log));
    let has = |entries: &[Value], level: &str, words: &str| {
        entries.iter().any(|entry| entry["level"] == level && entry["fields"].to_string().contains(words))
    };
    assert!(has(&unreachable, "WARN", "RUST_LOG is not a valid filter"), "{unreachable:?}");
    assert!(has(&unreachable, "INFO", "is ready"), "{unreachable:?}");
    assert!(has(&unreachable, "WARN", "error.sources"), "{unreachable:?}");
    assert!(has(&incomplete, "ERROR", "CLIENT_CERTIFICATE_FILE"), "{incomplete:?}");
    assert!(has(&entries(&failed), "ERROR", "not a database"), "{failed}");
}

#[test]
fn a_file_that_is_not_a_database_is_named_with_the_cause() {
    let program = configured()
        .file("ordinary.db", "This is ordinary text.\n".repeat(100))
        .set("SESSION_STORE", "sqlite:ordinary.db");
    let printed = program.fail();
    assert!(printed.contains("ordinary.db") && printed.contains("not a database"), "{printed}");
}
