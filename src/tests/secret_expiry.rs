//! The expiry of the client secret in the running app: it is read from the app registration, and the log warns before it.

use std::time::{Duration, Instant};

use leptos_entra::{
    dev_tenant::{ApplicationRecord, Times, TokenFault},
    server::oidc::{ClientCredential, ExpiringCredential},
};
use tokio::time::{sleep, timeout};

use crate::{
    cast::{
        App, Log,
        broken_server::{BrokenServer, Wrong},
    },
    configuration::program::Program,
};

fn token_requests(app: &App) -> u64 {
    app.control().counters().token_requests.get("client_credentials").copied().unwrap_or_default()
}

fn text(log: &Log) -> String {
    String::from_utf8(log.bytes()).unwrap()
}

#[tokio::test]
async fn a_warning_names_the_days_of_the_client_secret() {
    let app = App::start().await;
    for (secret_days, days) in [(30, "days=30"), (14, "days=14"), (3, "days=3"), (-1, "credential_expired")] {
        app.control().set_application_record(ApplicationRecord { secret_days, ..ApplicationRecord::default() });
        let (log, _guard) = Log::begin();
        let warned = async {
            while !text(&log).contains("credential_expire") {
                sleep(Duration::from_millis(20)).await;
            }
        };
        let warned = async {
            tokio::select! { never = app.services.warn_before_credentials_expire() => match never {}, () = warned => {} }
        };
        timeout(Duration::from_secs(20), warned).await.unwrap_or_else(|_| panic!("no warning: {}", text(&log)));
        let text = text(&log);
        let warning = text.lines().find(|line| line.contains("credential_expire")).unwrap();
        for part in ["WARN", "CLIENT_SECRET", "client secret", days] {
            assert!(warning.contains(part), "{part}: {warning}");
        }
        assert!(!text.contains(app.tenant.client_secret()), "{text}");
    }
}

#[tokio::test]
async fn a_secret_with_much_time_left_is_known_and_not_warned_of() {
    let app = App::start().await;
    app.services.read_secret_expiry().await;
    let [known] = &app.services.credential_expiry()[..] else { panic!("no expiry is known") };
    assert_eq!(known.kind, ExpiringCredential::Secret);
    let (log, _guard) = Log::begin();
    assert!(timeout(Duration::from_millis(500), app.services.warn_before_credentials_expire()).await.is_err());
    assert!(!text(&log).contains("credential_expire"), "{}", text(&log));
}

#[tokio::test]
async fn a_failed_read_is_silent_and_keeps_the_last_expiry() {
    let app = App::start().await;
    let forbid = || {
        app.control().set_application_record(ApplicationRecord { is_readable: false, ..ApplicationRecord::default() });
    };
    forbid();
    let (log, guard) = Log::begin();
    app.services.read_secret_expiry().await;
    let written = text(&log);
    assert!(written.contains("could not be read from the app registration"), "{written}");
    assert!(!written.contains("WARN") && !written.contains("ERROR"), "{written}");
    assert_eq!(app.services.credential_expiry(), []);
    drop(guard);
    app.control().reset();
    app.services.read_secret_expiry().await;
    assert_eq!(app.services.credential_expiry().len(), 1);
    forbid();
    let fault =
        TokenFault::Error { error: "invalid_client".to_owned(), aadsts: 7_000_222, suberror: None, claims: None };
    app.services.read_secret_expiry().await;
    app.control().arm_token_fault(fault, Times::Once);
    app.services.read_secret_expiry().await;
    assert_eq!(app.services.credential_expiry().len(), 1, "the last known expiry counts");
}

#[tokio::test]
async fn without_a_secret_or_a_graph_no_token_is_requested() {
    let app = App::start().await;
    let public = app.with(|config| {
        config.client_credential = ClientCredential::Public;
        config.redirect_uri = None;
    });
    let without_graph = app.with(|config| config.endpoint = None);
    for app in [&public, &without_graph] {
        app.services.read_secret_expiry().await;
        assert_eq!((app.services.credential_expiry(), token_requests(app)), (Vec::new(), 0));
    }
    app.services.read_secret_expiry().await;
    assert_eq!(token_requests(&app), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_does_not_respond_does_not_delay_the_start() {
    const TENANT: &str = "/6d0c9a52-4f3b-4e0d-9a57-2f8b1c7e5d10";
    let server = BrokenServer::start().await;
    let metadata = format!("{TENANT}/v2.0/.well-known/openid-configuration");
    server.respond_with(&metadata, Wrong::Silence(Vec::new()));
    let program = Program::new()
        .set("CLIENT_ID", "app")
        .set("CLIENT_SECRET", "secret")
        .set("AUTHORITY", &format!("{}{TENANT}", server.origin()))
        .set("ENDPOINT", &format!("{}/v1.0/me", server.origin()))
        .set("REDIRECT_URI", "http://localhost:3000/getAToken");
    let begun = Instant::now();
    let program = program.start();
    // The timeout of a request to the provider is ten seconds.
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    assert!(program.get("/health/live").starts_with("HTTP/1.1 200"));
}
