//! Age and class of the authentication at a provider that is not a stand-in: npm's certified `oidc-provider`.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use axum::http::StatusCode;
use leptos_entra::server::{config::Config, entra::Authority, oidc::ClientCredential};
use openidconnect::{ClientId, ClientSecret, Scope};
use serde::Deserialize;
use url::Url;

use super::harness::{App, Guarded};
use crate::cast::{self, Browser, CALLBACK, ORIGIN, parameter};

const RECENT: Guarded = Guarded("recent");
const STRONG: Guarded = Guarded("strong");

/// The issuer and the client, as the program of the provider prints them.
#[derive(Deserialize)]
struct Registered {
    issuer: String,
    id: String,
    secret: String,
}

/// A running provider. It ends when its standard input is closed, which happens at the latest at the end of the test process.
struct Provider {
    registered: Registered,
    program: Child,
}

impl Provider {
    /// Starts the provider. Panics if it is missing, so that no test is skipped.
    async fn start() -> Self {
        let started = tokio::task::spawn_blocking(|| {
            let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("end2end/providers/serve.mjs");
            let mut node = Command::new("node");
            node.arg(program).args([CALLBACK, &format!("{ORIGIN}/signed-out")]);
            node.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
            let mut program = node.spawn().expect("Node.js: run `bash .make/setup.sh node`");
            let mut line = String::new();
            BufReader::new(program.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
            let registered = serde_json::from_str(&line).expect("oidc-provider: run `bash .make/setup.sh node`");
            Self { registered, program }
        });
        started.await.unwrap()
    }

    async fn app(&self) -> App {
        let Registered { issuer, id, secret } = &self.registered;
        let change = |config: &mut Config| {
            config.authority = Authority::parse_oidc_authority(issuer).unwrap();
            config.client_id = ClientId::new(id.clone());
            config.client_credential = ClientCredential::Secret(ClientSecret::new(secret.clone()));
            config.scopes = vec![Scope::new("api".to_owned())];
            config.endpoint = None;
        };
        App::of_provider(cast::App::start_with(change).await, issuer)
    }

    /// Follows an authorization request to the callback. Returns the callback, and the number of account pages on the way.
    async fn follow(&self, browser: &mut Browser, authorize: &str) -> (String, usize) {
        let issuer = Url::parse(&self.registered.issuer).unwrap();
        let mut page = browser.visit_tenant(authorize).await;
        let mut account_pages = 0;
        loop {
            if page.status.is_redirection() {
                let next = issuer.join(page.location()).unwrap();
                if next.as_str().starts_with(CALLBACK) {
                    return (next.to_string(), account_pages);
                }
                page = browser.visit_tenant(next.as_str()).await;
            } else if page.body.contains("name=\"account\"") {
                account_pages += 1;
                page = browser.press(&page, &[("account", "ada")]).await;
            } else {
                page = browser.press(&page, &[("decision", "allow")]).await;
            }
        }
    }

    async fn sign_in(&self, app: &App) -> Browser {
        let mut browser = app.browser();
        let authorize = browser.get("/sign-in").await.location().to_owned();
        let (callback, _) = self.follow(&mut browser, &authorize).await;
        browser.land(&callback).await;
        browser.get("/").await.assert_shows("Ada Lovelace");
        browser
    }

    /// Opens a page, and completes its step. Returns the authorization request and the number of account pages.
    async fn step(&self, browser: &mut Browser, guarded: Guarded) -> (String, usize) {
        let step = guarded.page(browser).await.location().to_owned();
        let authorize = browser.get(&step).await.location().to_owned();
        let (callback, account_pages) = self.follow(browser, &authorize).await;
        assert_eq!(browser.land(&callback).await.location(), guarded.path());
        (authorize, account_pages)
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        drop(self.program.stdin.take());
        let _ = self.program.wait();
    }
}

#[tokio::test]
async fn oidc_provider_authenticates_again_and_reports_auth_time() {
    let provider = Provider::start().await;
    let app = provider.app().await;
    let mut browser = provider.sign_in(&app).await;
    let (authorize, account_pages) = provider.step(&mut browser, RECENT).await;
    assert_eq!((parameter(&authorize, "max_age").as_deref(), account_pages), (Some("600"), 1));
    RECENT.assert_admits(&mut browser).await;
    app.age(&browser, 700).await;
    assert_eq!(provider.step(&mut browser, RECENT).await.1, 1);
    RECENT.assert_admits(&mut browser).await;
}

#[tokio::test]
async fn oidc_provider_gives_the_requested_acr() {
    let provider = Provider::start().await;
    let app = provider.app().await;
    let mut browser = provider.sign_in(&app).await;
    let (authorize, account_pages) = provider.step(&mut browser, STRONG).await;
    assert_eq!((parameter(&authorize, "acr_values").as_deref(), account_pages), (Some("phr phrh"), 1));
    STRONG.assert_admits(&mut browser).await;
    assert_eq!(Guarded("operator").page(&mut browser).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn at_oidc_provider_a_silent_sign_in_has_no_auth_time() {
    let provider = Provider::start().await;
    let app = provider.app().await;
    let mut browser = provider.sign_in(&app).await;
    let step = RECENT.page(&mut browser).await.location().to_owned();
    let authorize = browser.get(&step).await.location().to_owned();
    let silent = authorize.replace("&prompt=login", "").replace("&max_age=600", "");
    let (callback, account_pages) = provider.follow(&mut browser, &silent).await;
    assert_eq!(account_pages, 0);
    browser.land(&callback).await;
    let heading = "The sign-in service did not confirm your identity";
    RECENT.assert_refuses(&mut browser, heading, "ProofMissing").await;
}
