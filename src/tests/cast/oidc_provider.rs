//! npm's certified `oidc-provider`, as the provider of an app: a provider that is not a stand-in for Entra ID.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use leptos_entra::server::{config::Config, entra::Authority, oidc::ClientCredential};
use openidconnect::{ClientId, ClientSecret, Scope};
use serde::Deserialize;
use url::Url;

use super::{App, Browser, CALLBACK, ORIGIN, World};

/// The issuer and the client, as the program of the provider prints them.
#[derive(Deserialize)]
struct Registered {
    issuer: String,
    id: String,
    secret: String,
}

/// A running provider. It ends when its standard input is closed, which happens at the latest at the end of the test process.
pub struct OidcProvider {
    registered: Registered,
    program: Child,
}

impl OidcProvider {
    /// Starts the provider. Panics if it is missing, so that no test is skipped.
    pub async fn start() -> Self {
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

    pub fn issuer(&self) -> &str {
        &self.registered.issuer
    }

    /// Starts an app whose users sign in at this provider, with further changes of its settings.
    pub async fn app_with(&self, change: impl FnOnce(&mut Config)) -> App {
        let Registered { issuer, id, secret } = &self.registered;
        App::start_with(|config: &mut Config| {
            config.authority = Authority::parse_oidc_authority(issuer).unwrap();
            config.client_id = ClientId::new(id.clone());
            config.client_credential = ClientCredential::Secret(ClientSecret::new(secret.clone()));
            config.scopes = vec![Scope::new("api".to_owned())];
            config.endpoint = None;
            change(config);
        })
        .await
    }

    /// Returns a browser of an app's user, which visits this provider in place of the dev tenant.
    pub fn browser(&self, app: &App) -> Browser {
        Browser::new(World { tenant: self.registered.issuer.clone(), ..World::from(app) })
    }

    /// Follows an authorization request to the callback. Returns the callback, and the number of account pages on the way.
    pub async fn follow(&self, browser: &mut Browser, authorize: &str) -> (String, usize) {
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

    /// Signs the user Ada Lovelace in.
    pub async fn sign_in(&self, browser: &mut Browser) {
        let authorize = browser.get("/sign-in").await.location().to_owned();
        let (callback, _) = self.follow(browser, &authorize).await;
        browser.land(&callback).await;
        browser.get("/").await.assert_shows("Ada Lovelace");
    }
}

impl Drop for OidcProvider {
    fn drop(&mut self) {
        drop(self.program.stdin.take());
        let _ = self.program.wait();
    }
}
