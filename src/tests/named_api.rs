//! APIs by name: the calls of a signed-in user, against a server that records each request, and the page of orders.

mod calls;
mod challenge;
mod failures;
mod lists;
mod oidc_provider;
mod page;
mod throttling;

use leptos_entra::{
    dev_tenant::{RefreshMode, Running},
    server::{SignedIn, api::Api, config::ApiSettings, named_apis::NamedApi},
};
use serde_json::Value;

use crate::{
    cast::{
        self, App, Browser,
        broken_server::{BrokenServer, Wrong},
    },
    guards::caller,
    tokens::{claims_of, scopes},
};

const NOTES: &str = "api://notes.devtenant.example";

/// The API of these tests.
struct Stock;

impl NamedApi for Stock {
    const NAME: &'static str = "STOCK";
}

/// An app that calls an API by name, and the server of the API.
struct World {
    app: App,
    api: BrokenServer,
}

impl World {
    async fn start() -> Self {
        let tenant = leptos_entra::dev_tenant::start(cast::options(RefreshMode::Strict)).await.unwrap();
        Self::beside(tenant).await
    }

    async fn beside(tenant: Running) -> Self {
        let api = BrokenServer::start().await;
        let settings = ApiSettings { endpoint: api.url("/v1/"), scopes: scopes(&format!("{NOTES}/Notes.Read")) };
        let app = App::beside(tenant, |config| {
            config.scopes = scopes(&format!("User.Read {NOTES}/Notes.Read"));
            config.apis = std::mem::take(&mut config.apis).with(Stock::NAME, settings);
        });
        Self { app, api }
    }

    /// Returns the proof that the persona is signed in, for a `POST` request of the app's own pages.
    async fn user(&self, persona: &str) -> SignedIn {
        let mut browser = Browser::new(&self.app);
        browser.sign_in(persona).await;
        caller(&self.app, &browser).admitted_by_guard().signed_in().await.unwrap()
    }

    /// Returns the API for this persona.
    async fn stock(&self, persona: &str) -> Api<Stock> {
        Api::of(&self.user(persona).await).unwrap()
    }

    /// Sets the response to requests for a path below the root of the API.
    fn respond(&self, path: &str, response: Wrong) {
        self.api.respond_with(&format!("/v1/{path}"), response);
    }
}

/// Returns a JSON response with this status and these header lines.
fn json_with(status: &str, headers: &str, body: &str) -> Wrong {
    let length = body.len();
    Wrong::head(status, &format!("content-type: application/json\r\ncontent-length: {length}\r\n{headers}"), body)
}

/// Returns the value of a header in a recorded request. Panics if it is missing.
fn header<'a>(request: &'a str, name: &str) -> &'a str {
    let mut lines = request.lines().take_while(|line| !line.is_empty());
    lines.find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap_or_else(|| panic!("no {name} in {request}"))
}

/// Returns the claims of the access token in a recorded request.
fn token_in(request: &str) -> Value {
    let token = header(request, "authorization").strip_prefix("Bearer ").unwrap().to_owned();
    claims_of(&openidconnect::AccessToken::new(token))
}
