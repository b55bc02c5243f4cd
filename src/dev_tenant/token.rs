//! The token endpoint: authenticates the client, then exchanges a code, a refresh token or an approved device code.

mod b2c;
mod client;
mod device_code;
mod exchange;
mod id_token;
mod refresh;
mod response;

use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::faults::TokenFault;
use super::form::Parameters;
use super::place::{Named, Place};
use super::problem::{Problem, never_stored};
use super::router::{correlation_id, refusal};
use super::tenant::{SharedTenant, Tenant};

pub use client::{Client, identify_client};

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// `POST …/oauth2/v2.0/token`
pub async fn endpoint(
    State(tenant): State<SharedTenant>,
    Path(named): Path<Named>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let parameters = Parameters::of_body(&headers, &body);
    if let Ok(parameters) = &parameters {
        tenant.switches.count_token_request(parameters.get("grant_type").unwrap_or_default());
    }
    let fault = tenant.switches.token_fault.strike();
    match fault.as_ref().map(broken) {
        Some(Broken::Answer(response)) => return response,
        Some(Broken::Problem(problem)) => return refusal(&tenant, &headers, problem),
        Some(Broken::Late(delay)) => tokio::time::sleep(delay).await,
        Some(Broken::Altered) | None => {}
    }
    let answer = match parameters {
        Ok(parameters) => grant(&tenant, &named, &headers, &parameters).await,
        Err(problem) => Err(problem),
    };
    match answer {
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

/// `GET` where only `POST` is served.
pub async fn wrong_method(State(tenant): State<SharedTenant>, headers: HeaderMap) -> Response {
    let message = "The endpoint only accepts POST requests. Received a GET request.";
    refusal(&tenant, &headers, Problem::bad_request("invalid_request", 900_561, message))
}

async fn grant(tenant: &Tenant, named: &Named, headers: &HeaderMap, parameters: &Parameters) -> Result<Value, Problem> {
    let place = Place::of_sign_in(tenant.flavour, named)?;
    let grant_type = parameters.get("grant_type").ok_or_else(|| Problem::missing_parameter("grant_type"))?;
    let client = identify_client(tenant, headers, parameters)?;
    match grant_type {
        "authorization_code" => exchange::exchange(tenant, place, client, parameters).await,
        "refresh_token" => refresh::refresh(tenant, place, client, parameters).await,
        DEVICE_CODE if !tenant.flavour.is_b2c() => device_code::redeem(tenant, parameters).await,
        other => {
            let message = format!("The app requested an unsupported grant type '{other}'.");
            Err(Problem::bad_request("unsupported_grant_type", 70003, &message))
        }
    }
}

/// What an armed fault makes of the answer.
enum Broken {
    Answer(Response),
    Problem(Problem),
    Late(Duration),
    Altered,
}

fn broken(fault: &TokenFault) -> Broken {
    match fault {
        TokenFault::Error { error, aadsts, suberror, claims } => {
            let status = if error == "invalid_client" { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
            let problem = Problem::new(status, error, *aadsts, "This error was armed by a test.");
            Broken::Problem(Problem { suberror: suberror.clone(), claims: claims.clone(), ..problem })
        }
        TokenFault::InternalServerError => {
            let html = "<!doctype html><title>Error</title><h1>Service unavailable</h1>";
            let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
            Broken::Answer((StatusCode::INTERNAL_SERVER_ERROR, headers, html).into_response())
        }
        TokenFault::EmptyAnswer => {
            Broken::Answer((StatusCode::OK, [(header::CONTENT_TYPE, "application/json")]).into_response())
        }
        TokenFault::Hang { milliseconds } => Broken::Late(Duration::from_millis(*milliseconds)),
        TokenFault::ExpiresInAsString | TokenFault::With { .. } => Broken::Altered,
    }
}
