//! Client authentication by a managed identity of Azure, at the identity endpoints of the dev tenant.

mod faults;
mod lifetime;
mod msal;
mod other_servers;

use std::sync::Arc;

use axum::http::StatusCode;
use leptos_entra::{
    dev_tenant::{self, FederatedCredential, RefreshMode, Running},
    server::{
        http::LocalUrl,
        oidc::{ClientCredential, IdentityEndpoint, ManagedIdentity},
    },
};

use crate::{
    cast::{App, Browser, Log, options},
    tokens::{refresh_requests, signed_in_with_an_expired_token},
};

pub const AUDIENCE: &str = "api://AzureADTokenExchange";

/// The two services whose identity endpoints the app knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    Imds,
    AppService,
}

pub const SERVICES: [Service; 2] = [Service::Imds, Service::AppService];

/// Returns the endpoint of a service at the dev tenant.
fn endpoint(tenant: &Running, service: Service) -> IdentityEndpoint {
    match service {
        Service::Imds => IdentityEndpoint::Imds(LocalUrl::parse(&tenant.imds()).unwrap()),
        Service::AppService => {
            let (url, header) = tenant.app_service_identity();
            IdentityEndpoint::app_service(LocalUrl::parse(&url).unwrap(), header).unwrap()
        }
    }
}

fn identity(tenant: &Running, service: Service) -> Arc<ManagedIdentity> {
    Arc::new(ManagedIdentity::new(endpoint(tenant, service), tenant.identity_client_id(), AUDIENCE))
}

async fn tenant() -> Running {
    dev_tenant::start(options(RefreshMode::Strict)).await.unwrap()
}

/// Starts an app with the managed identity of the dev tenant as its credential, and this federated credential.
async fn app_trusting(service: Service, change: impl FnOnce(&mut FederatedCredential)) -> App {
    let tenant = tenant().await;
    let mut trusted = tenant.identity_credential();
    change(&mut trusted);
    tenant.control().trust_issuer(trusted).unwrap();
    let credential = ClientCredential::ManagedIdentity(identity(&tenant, service));
    App::beside(tenant, |config| config.client_credential = credential)
}

async fn app(service: Service) -> App {
    app_trusting(service, |_| ()).await
}

fn identity_requests(app: &App) -> u64 {
    app.control().counters().identity_requests
}

#[tokio::test]
async fn each_service_signs_in_refreshes_and_calls_graph() {
    for service in SERVICES {
        let app = app(service).await;
        let mut browser = signed_in_with_an_expired_token(&app).await;
        let called = browser.call("/api/call_api").await;
        assert_eq!(called.status, StatusCode::OK, "{service:?}: {}", called.body);
        called.assert_shows("Maya Lindqvist");
        assert_eq!((refresh_requests(&app), identity_requests(&app)), (1, 1), "{service:?}: the token is cached");
    }
}

#[tokio::test]
async fn a_federated_credential_is_compared_character_by_character() {
    for number in ["AADSTS7002138", "AADSTS700213", "AADSTS700212", "AADSTS700211"] {
        let app = app_trusting(Service::Imds, |trusted| match number {
            "AADSTS7002138" => trusted.subject = trusted.subject.to_ascii_uppercase(),
            "AADSTS700213" => trusted.subject = "99999999-2222-4333-8444-555555555555".to_owned(),
            "AADSTS700212" => trusted.audience = trusted.audience.to_ascii_lowercase(),
            _ => trusted.issuer.push('/'),
        })
        .await;
        let page = Browser::new(&app).sign_in_to_page("maya").await;
        assert_eq!(page.status, StatusCode::BAD_GATEWAY, "{number}");
        page.assert_shows(number);
    }
}

#[tokio::test]
async fn no_token_or_identity_header_is_logged() {
    let (log, _guard) = Log::begin();
    let app = app(Service::AppService).await;
    let shown = format!("{:?} {:?}", app.config, app.config.client_credential);
    Browser::new(&app).sign_in("maya").await;
    let ClientCredential::ManagedIdentity(identity) = &app.config.client_credential else { panic!("no identity") };
    let token = identity.assertion(std::time::Duration::ZERO).await.unwrap();
    let text = String::from_utf8(log.bytes()).unwrap();
    assert!(text.contains("the identity endpoint issued a token"), "{text}");
    let (_, header) = app.tenant.app_service_identity();
    for output in [text, shown] {
        assert!(!output.contains(header) && !output.contains(token.as_str()), "{output}");
    }
}
