//! The token endpoint: authenticates the client, then exchanges a code, a refresh token, an approved device code or the access
//! token of a caller, or issues a token for the application itself.

mod access_token;
mod assertion;
mod b2c;
mod claims;
mod client;
mod client_credentials;
mod device_code;
mod exchange;
mod id_token;
mod on_behalf_of;
mod refresh;
mod request;
mod response;
mod wanted;

use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::dev_tenant::endpoints::forms::SentParameters;
use crate::dev_tenant::endpoints::reply::{correlation_id, refusal};
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::authority_path::{AuthorityPath, PathSegments};
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::{Problem, never_stored};
use crate::dev_tenant::state::faults::TokenFault;
use crate::dev_tenant::state::tenant::{SharedTenant, Tenant};

pub use client::{Client, identify_client};
use request::TokenRequest;

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// `POST …/oauth2/v2.0/token`: a token request.
pub async fn endpoint(
    State(tenant): State<SharedTenant>,
    Path(path): Path<PathSegments>,
    headers: HeaderMap,
    SentParameters(parameters): SentParameters,
) -> Response {
    if let Ok(parameters) = &parameters {
        tenant.switches.count_token_request(parameters.get("grant_type").unwrap_or_default());
    }
    let fault = tenant.switches.token_fault.strike();
    match fault.as_ref().map(effect_of) {
        Some(FaultEffect::Respond(response)) => return response,
        Some(FaultEffect::Problem(problem)) => return refusal(&tenant, &headers, problem),
        Some(FaultEffect::Late(delay)) => tokio::time::sleep(delay).await,
        Some(FaultEffect::Altered) | None => {}
    }
    let granted = match parameters {
        Ok(parameters) => grant(&tenant, &path, &headers, &parameters).await,
        Err(problem) => Err(problem),
    };
    match granted {
        Ok(mut body) => {
            match fault {
                Some(TokenFault::ExpiresInAsString) => body["expires_in"] = Value::from(body["expires_in"].to_string()),
                Some(TokenFault::With { member, value }) => body[member.as_str()] = value,
                _ => {}
            }
            (never_stored(&correlation_id(&headers)), Json(body)).into_response()
        }
        Err(problem) => refusal(&tenant, &headers, problem),
    }
}

/// Responds to a `GET` of an endpoint that accepts only `POST`.
pub async fn wrong_method(State(tenant): State<SharedTenant>, headers: HeaderMap) -> Response {
    let message = "The endpoint only accepts POST requests. Received a GET request.";
    refusal(&tenant, &headers, Problem::bad_request("invalid_request", Aadsts::WRONG_METHOD, message))
}

async fn grant(
    tenant: &Tenant,
    path: &PathSegments,
    headers: &HeaderMap,
    parameters: &Parameters,
) -> Result<Value, Problem> {
    let authority = AuthorityPath::of_sign_in(tenant.flavour, path)?;
    let grant_type = parameters.required("grant_type")?;
    let client = identify_client(tenant, authority, headers, parameters)?;
    let request = TokenRequest { tenant, authority, client, parameters };
    match grant_type {
        "authorization_code" => exchange::exchange(request).await,
        "refresh_token" => refresh::refresh(request).await,
        "client_credentials" if !tenant.flavour.is_b2c() => client_credentials::issue(request).await,
        JWT_BEARER if !tenant.flavour.is_b2c() => on_behalf_of::exchange(request).await,
        DEVICE_CODE if !tenant.flavour.is_b2c() => device_code::redeem(request).await,
        other => {
            let message = format!("The app requested an unsupported grant type '{other}'.");
            Err(Problem::bad_request("unsupported_grant_type", Aadsts::UNSUPPORTED_GRANT_TYPE, &message))
        }
    }
}

/// The effect of an armed fault on the token response.
enum FaultEffect {
    Respond(Response),
    Problem(Problem),
    Late(Duration),
    Altered,
}

fn effect_of(fault: &TokenFault) -> FaultEffect {
    match fault {
        TokenFault::Error { error, aadsts, suberror, claims } => {
            let status = if error == "invalid_client" { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
            let problem = Problem::new(status, error, Aadsts::armed(*aadsts), "This error was armed by a test.");
            FaultEffect::Problem(Problem { suberror: suberror.clone(), claims: claims.clone(), ..problem })
        }
        TokenFault::InternalServerError => {
            let html = "<!doctype html><title>Error</title><h1>Service unavailable</h1>";
            let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
            FaultEffect::Respond((StatusCode::INTERNAL_SERVER_ERROR, headers, html).into_response())
        }
        TokenFault::EmptyAnswer => {
            FaultEffect::Respond((StatusCode::OK, [(header::CONTENT_TYPE, "application/json")]).into_response())
        }
        TokenFault::Hang { milliseconds } => FaultEffect::Late(Duration::from_millis(*milliseconds)),
        TokenFault::ExpiresInAsString | TokenFault::With { .. } => FaultEffect::Altered,
    }
}
