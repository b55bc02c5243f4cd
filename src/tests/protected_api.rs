//! Tests of the protected API: the access tokens that it accepts and rejects, its rights, and its requests and responses.

mod accepted;
mod msal;
mod refused;
mod requests;
mod rights;

use axum::http::{Method, StatusCode};
use leptos_entra::{
    dev_tenant::{Flavour, Options, RefreshMode},
    server::{
        auth::bearer_token::BearerTokenError,
        causes::with_causes,
        config::{Config, ProtectedApi},
        oidc::VerifiedAccessToken,
    },
};
use serde_json::{Value, json};

use crate::{
    cast::{self, App, Browser, Page},
    dev_tenant::cast::{Browser as TenantBrowser, exchange, token_request},
};

const ORDERS: &str = "/api/v1/orders";

/// An app with the protected API, and clients that call it.
pub struct Api {
    pub app: App,
}

impl Api {
    pub async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let app = App::start_with(|config| {
            config.protected_api = Some(protected_api());
            change(config);
        });
        Self { app: app.await }
    }

    /// Starts an app for the users of several tenants.
    pub async fn of_many_tenants(change: impl FnOnce(&mut Config)) -> Self {
        let options = Options { flavour: Flavour::MultiTenant, ..cast::options(RefreshMode::Strict) };
        let tenant = leptos_entra::dev_tenant::start(options).await.unwrap();
        let app = App::beside(tenant, |config| {
            config.protected_api = Some(protected_api());
            change(config);
        });
        Self { app }
    }

    /// Returns the token response of a client for which the persona has signed in with these scopes.
    pub async fn tokens(&self, persona: &str, scope: &str) -> Value {
        let scope = [("scope", scope)];
        let response = TenantBrowser::new().sign_in(&self.app.tenant, &scope, persona).await;
        let (status, body) = exchange(&self.app.tenant, &response["code"], &[]).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        body
    }

    /// Returns an access token of the persona with these scopes of the API.
    pub async fn user_token(&self, persona: &str, scopes: &[&str]) -> String {
        let client_id = self.app.tenant.client_id();
        let scopes: Vec<_> = scopes.iter().map(|scope| format!("api://{client_id}/{scope}")).collect();
        let body = self.tokens(persona, &format!("openid {}", scopes.join(" "))).await;
        body["access_token"].as_str().unwrap().to_owned()
    }

    /// Returns an access token of an app that acts for itself.
    pub async fn app_token(&self) -> String {
        let scope = format!("api://{}/.default", self.app.tenant.client_id());
        let fields = [("grant_type", "client_credentials"), ("scope", &scope)];
        let (status, body) = token_request(&self.app.tenant, &fields).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        body["access_token"].as_str().unwrap().to_owned()
    }

    /// Sends a request without cookies.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Page {
        Browser::new(&self.app).send(method, path, headers, body).await
    }

    /// Reads a resource with an access token.
    pub async fn get(&self, path: &str, token: &str) -> Page {
        self.send(Method::GET, path, &[("authorization", &format!("Bearer {token}"))], "").await
    }

    /// Posts JSON with an access token.
    async fn post(&self, token: &str, body: &Value) -> Page {
        let headers = [("authorization", &*format!("Bearer {token}")), ("content-type", "application/json")];
        self.send(Method::POST, ORDERS, &headers, &body.to_string()).await
    }

    /// Returns the claims of a token that the app verifies, or the reason why it rejects the token.
    async fn verified(&self, token: &str) -> Result<VerifiedAccessToken, String> {
        let services = &self.app.services;
        let verified = services.auth.verify_bearer_token(services.api.as_ref().unwrap(), token).await;
        verified.map_err(|error| match error {
            BearerTokenError::Refused(error) => with_causes(&error),
            error @ BearerTokenError::Keys(_) => panic!("{error}"),
        })
    }
}

pub fn protected_api() -> ProtectedApi {
    ProtectedApi { audiences: vec!["default".to_owned()], clients: None }
}

/// Checks that a response is an error of the API: problem details with this status, and a challenge that contains `challenge`.
pub fn assert_problem(page: &Page, status: StatusCode, challenge: &str) {
    assert_eq!(page.status, status, "{:?} {}", page.headers, page.body);
    assert_eq!(page.header("content-type"), "application/problem+json", "{}", page.body);
    let body: Value = serde_json::from_str(&page.body).unwrap();
    assert_eq!((&body["status"], &body["type"]), (&json!(status.as_u16()), &json!("about:blank")), "{body}");
    let sent = page.header("www-authenticate");
    assert!(sent.contains(challenge), "{sent}");
    assert_eq!(sent.is_empty(), challenge.is_empty(), "{sent}");
    assert!(page.headers.get("set-cookie").is_none(), "{:?}", page.headers);
}
