//! MSAL for Python as the reference: the dev tenant's identity endpoints serve it, and this app sends the same request.

use leptos_entra::{
    dev_tenant::{IdentityFault, Running, Times},
    server::{
        http::LocalUrl,
        oidc::{IdentityEndpoint, ManagedIdentity},
    },
};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{AUDIENCE, SERVICES, Service, tenant};
use crate::{
    cast::{
        broken_server::{BrokenServer, Wrong},
        msal,
    },
    dev_tenant::cast::{Browser, exchange},
};

/// Requests a token for the identity whose client ID is the first argument, and prints the result as JSON.
const PROGRAM: &str = r"
import json, sys, msal, requests

session = requests.Session()
session.trust_env = False
identity = msal.UserAssignedManagedIdentity(client_id=sys.argv[1])
client = msal.ManagedIdentityClient(identity, http_client=session)
print(json.dumps(client.acquire_token_for_client(resource=sys.argv[2])))
";

/// The variables by which MSAL finds an endpoint. An empty value counts as unset.
const ENVIRONMENT: [&str; 5] =
    ["IDENTITY_ENDPOINT", "IDENTITY_HEADER", "IDENTITY_SERVER_THUMBPRINT", "MSI_ENDPOINT", "IMDS_ENDPOINT"];

/// Returns the variables by which MSAL finds the endpoint of a service.
fn variables(service: Service, imds: String, (url, header): (String, &str)) -> Vec<(&'static str, String)> {
    match service {
        Service::Imds => vec![("AZURE_POD_IDENTITY_AUTHORITY_HOST", imds)],
        Service::AppService => vec![("IDENTITY_ENDPOINT", url), ("IDENTITY_HEADER", header.to_owned())],
    }
}

/// Runs MSAL with these variables, and without the others by which it finds an endpoint. Returns the result of its request.
async fn msal_with(client_id: &str, variables: Vec<(&'static str, String)>) -> Value {
    let mut environment: Vec<_> = ENVIRONMENT.map(|name| (name, String::new())).into();
    environment.extend(variables);
    msal::run(PROGRAM, &[client_id, AUDIENCE], &environment).await
}

/// Requests a token with MSAL at the dev tenant.
async fn msal_at(tenant: &Running, service: Service, client_id: &str) -> Value {
    msal_with(client_id, variables(service, tenant.imds(), tenant.app_service_identity())).await
}

#[tokio::test]
async fn msal_gets_a_token_that_authenticates_the_application() {
    for service in SERVICES {
        let tenant = tenant().await;
        tenant.control().trust_issuer(tenant.identity_credential()).unwrap();
        let result = msal_at(&tenant, service, tenant.identity_client_id()).await;
        assert_eq!((&result["token_type"], &result["resource"]), (&json!("Bearer"), &json!(AUDIENCE)), "{result}");
        assert!((86_000..86_400).contains(&result["expires_in"].as_i64().unwrap()), "{service:?}: {result}");
        let assertion = result["access_token"].as_str().unwrap();
        let response = Browser::new().sign_in(&tenant, &[], "maya").await;
        let changes = [
            ("client_secret", ""),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
        ];
        let (status, body) = exchange(&tenant, &response["code"], &changes).await;
        assert_eq!(status, StatusCode::OK, "{service:?}: {body}");
    }
}

#[tokio::test]
async fn msal_reports_the_errors_of_both_services() {
    let tenant = tenant().await;
    for (service, error) in [(Service::Imds, "invalid_request"), (Service::AppService, "invalid_scope")] {
        let result = msal_at(&tenant, service, "99999999-2222-4333-8444-555555555555").await;
        assert_eq!(result["error"], error, "{result}");
        assert!(result["error_description"].as_str().unwrap().contains("Identity not found"), "{result}");
        tenant.control().arm_identity_fault(IdentityFault::Gone, Times::Once);
        let result = msal_at(&tenant, service, tenant.identity_client_id()).await;
        assert!(result["error_description"].as_str().unwrap().contains("being updated"), "{result}");
    }
}

/// The parts of a request by which the endpoint decides: method and path, the sorted query, and the two headers.
fn essence(request: &str) -> (String, Vec<(String, String)>, [Option<String>; 2]) {
    let line = request.lines().next().unwrap();
    let (path, query) = line.strip_suffix(" HTTP/1.1").unwrap().split_once('?').unwrap();
    let mut query: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    query.sort();
    let header = |name: &str| {
        let lines = request.lines().filter_map(|line| line.split_once(':'));
        let mut named = lines.filter(|(other, _)| other.eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value.trim().to_owned())
    };
    (path.to_owned(), query, [header("metadata"), header("x-identity-header")])
}

#[tokio::test]
async fn this_app_sends_the_same_request_as_msal() {
    const CLIENT_ID: &str = "99999999-2222-4333-8444-555555555555";
    const TOKEN: &str = r#"{"access_token":"a.b.c","expires_in":"86399","expires_on":"4000000000"}"#;
    for (service, path) in [(Service::Imds, "/metadata/identity/oauth2/token"), (Service::AppService, "/msi/token")] {
        let server = BrokenServer::start().await;
        server.respond_with(path, Wrong::json(TOKEN));
        let url = format!("{}{path}", server.origin());
        let result = msal_with(CLIENT_ID, variables(service, server.origin(), (url.clone(), "a-header"))).await;
        assert_eq!(result["access_token"], "a.b.c", "{result}");
        let endpoint = match service {
            Service::Imds => IdentityEndpoint::Imds(LocalUrl::parse(&server.origin()).unwrap()),
            Service::AppService => IdentityEndpoint::app_service(LocalUrl::parse(&url).unwrap(), "a-header").unwrap(),
        };
        let identity = std::sync::Arc::new(ManagedIdentity::new(endpoint, CLIENT_ID, AUDIENCE));
        let token = identity.assertion(std::time::Duration::from_secs(5)).await.unwrap();
        assert_eq!(token.as_str(), "a.b.c");
        let [of_msal, of_app] = <[String; 2]>::try_from(server.requests()).unwrap();
        let (mut of_msal, of_app) = (essence(&of_msal), essence(&of_app));
        if service == Service::AppService {
            // MSAL sends this header to App Service as well, which ignores it.
            of_msal.2[0] = None;
        }
        assert_eq!(of_app, of_msal, "{service:?}");
    }
}
