//! The identity endpoint of Azure, which issues tokens for the managed identity: as IMDS, and as App Service.

use std::time::Duration;

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::protocol::ids::{IDENTITY_CLIENT_ID, IDENTITY_PRINCIPAL_ID, TENANT_ID, TOKEN_EXCHANGE};
use crate::dev_tenant::protocol::jwt;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::random;
use crate::dev_tenant::state::faults::IdentityFault;
use crate::dev_tenant::state::tenant::{SharedTenant, Tenant};

/// The lifetime of a token in seconds, as IMDS reports it.
const LIFETIME: u64 = 86_399;

/// The service whose endpoint responds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Service {
    Imds,
    AppService,
}

/// A request that is rejected.
struct Rejected {
    status: StatusCode,
    error: &'static str,
    message: &'static str,
    retry_after: Option<u64>,
}

/// `GET /metadata/identity/oauth2/token`: the endpoint of virtual machines.
pub async fn imds(State(tenant): State<SharedTenant>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    respond(&tenant, Service::Imds, query.as_deref(), &headers).await
}

/// `GET /msi/token`: the endpoint of App Service and Container Apps.
pub async fn app_service(
    State(tenant): State<SharedTenant>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    respond(&tenant, Service::AppService, query.as_deref(), &headers).await
}

async fn respond(tenant: &Tenant, service: Service, query: Option<&str>, headers: &HeaderMap) -> Response {
    tenant.switches.count_identity_request();
    let mut lifetime = LIFETIME;
    match tenant.switches.identity_fault.strike() {
        Some(IdentityFault::NotJson) => {
            let html = "<!doctype html><title>Proxy</title><h1>Please sign in</h1>";
            return ([(header::CONTENT_TYPE, "text/html")], html).into_response();
        }
        Some(IdentityFault::Hang { milliseconds }) => tokio::time::sleep(Duration::from_millis(milliseconds)).await,
        Some(IdentityFault::ExpiresIn { seconds }) => lifetime = seconds,
        Some(fault) => return service.rejection(&of_fault(fault)),
        None => {}
    }
    match resource(tenant, service, query, headers) {
        Ok(resource) => Json(issued(tenant, service, &resource, lifetime).await).into_response(),
        Err(rejected) => service.rejection(&rejected),
    }
}

/// Checks a request and returns the resource for which it demands a token.
fn resource(tenant: &Tenant, service: Service, query: Option<&str>, headers: &HeaderMap) -> Result<String, Rejected> {
    let has = |name: &str, value: &str| headers.get(name).is_some_and(|sent| sent.as_bytes() == value.as_bytes());
    let version = match service {
        Service::Imds if !has("metadata", "true") => {
            return Err(Rejected::bad_request("bad_request_102", "Required metadata header not specified"));
        }
        // IMDS rejects requests that a proxy has forwarded.
        Service::Imds if headers.contains_key("x-forwarded-for") => {
            return Err(Rejected::bad_request("bad_request_103", "X-Forwarded-For header is not allowed"));
        }
        Service::Imds => "2018-02-01",
        Service::AppService if !has("x-identity-header", &tenant.identity_header) => {
            return Err(Rejected::new(StatusCode::UNAUTHORIZED, "unauthorized", "The identity header is wrong."));
        }
        Service::AppService => "2019-08-01",
    };
    let parameters = Parameters::of_query(query).unwrap_or_default();
    if parameters.get("api-version") != Some(version) {
        return Err(Rejected::bad_request("invalid_request", "The parameter api-version is wrong or missing."));
    }
    if parameters.get("client_id") != Some(IDENTITY_CLIENT_ID) {
        return Err(Rejected::not_assigned());
    }
    let resource = parameters.owned("resource").filter(|resource| TOKEN_EXCHANGE.contains(&resource.as_str()));
    resource.ok_or(Rejected::bad_request("invalid_resource", "AADSTS500011: The resource principal was not found."))
}

/// Returns the response with a new token. Both services write numbers as strings.
async fn issued(tenant: &Tenant, service: Service, resource: &str, lifetime: u64) -> Value {
    let now = tenant.clock.seconds();
    let claims = json!({
        "aud": resource,
        "iss": tenant.addresses.issuer(Home::Ours, None),
        "iat": now,
        "nbf": now,
        "exp": now + lifetime,
        "azp": IDENTITY_CLIENT_ID,
        "oid": IDENTITY_PRINCIPAL_ID,
        "sub": IDENTITY_PRINCIPAL_ID,
        "tid": TENANT_ID,
        "uti": random::opaque(),
        "ver": "2.0",
    });
    let mut body = json!({
        "access_token": jwt::signed(&*tenant.keys.current().await, &claims),
        "client_id": IDENTITY_CLIENT_ID,
        "expires_on": (now + lifetime).to_string(),
        "resource": resource,
        "token_type": "Bearer",
    });
    if service == Service::Imds {
        body["expires_in"] = Value::from(lifetime.to_string());
    }
    body
}

fn of_fault(fault: IdentityFault) -> Rejected {
    match fault {
        IdentityFault::Gone => Rejected::new(StatusCode::GONE, "gone", "The service is being updated."),
        IdentityFault::TooManyRequests { retry_after } => {
            let throttled = Rejected::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", "Too many requests.");
            Rejected { retry_after, ..throttled }
        }
        IdentityFault::NotAssigned => Rejected::not_assigned(),
        _ => Rejected::new(StatusCode::INTERNAL_SERVER_ERROR, "unknown_error", "An internal error occurred."),
    }
}

impl Rejected {
    const fn new(status: StatusCode, error: &'static str, message: &'static str) -> Self {
        Self { status, error, message, retry_after: None }
    }

    const fn bad_request(error: &'static str, message: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error, message)
    }

    const fn not_assigned() -> Self {
        Self::bad_request("invalid_request", "Identity not found")
    }
}

impl Service {
    /// Returns the error in the form of the service.
    fn rejection(self, rejected: &Rejected) -> Response {
        let Rejected { status, error, message, retry_after } = rejected;
        let body = match self {
            Self::Imds => json!({ "error": error, "error_description": message }),
            Self::AppService => json!({ "statusCode": status.as_u16(), "message": message }),
        };
        let mut response = (*status, Json(body)).into_response();
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, (*seconds).into());
        }
        response
    }
}
