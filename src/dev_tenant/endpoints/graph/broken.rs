//! The responses of Graph that armed faults cause.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::dev_tenant::endpoints::graph::access::has_met;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse};
use crate::dev_tenant::state::faults::{GraphFault, Times};
use crate::dev_tenant::state::tenant::Tenant;

/// The authentication context (`acrs`) that Graph's claims challenge requires.
const CONTEXT: &str = "c1";

/// Returns the armed fault of Graph. A claims challenge stays armed until the access token of a request meets it.
pub async fn strike(tenant: &Tenant, headers: &HeaderMap) -> Option<GraphFault> {
    let fault = tenant.switches.graph_fault.strike()?;
    if fault != GraphFault::InsufficientClaims {
        return Some(fault);
    }
    if has_met(tenant, headers, CONTEXT).await {
        tenant.switches.graph_fault.disarm();
        return None;
    }
    tenant.switches.graph_fault.arm(fault, Times::UntilReset);
    Some(fault)
}

/// Returns the response that a fault causes. `None` without a fault, or after the delay of a fault that only delays.
pub async fn response(tenant: &Tenant, fault: Option<GraphFault>) -> Option<GraphResponse> {
    let error = |status, code, message| Some(GraphResponse::Error(GraphError::new(status, code, message)));
    match fault? {
        GraphFault::InvalidToken => {
            Some(GraphResponse::Error(GraphError::invalid_token("Access token has expired or is not yet valid.")))
        }
        GraphFault::ClaimsChallenge => Some(GraphResponse::Error(claims_challenge(tenant))),
        GraphFault::InsufficientClaims => Some(GraphResponse::Error(insufficient_claims())),
        GraphFault::Forbidden => Some(GraphResponse::Error(GraphError::denied())),
        GraphFault::NotFound => error(
            404,
            "Request_ResourceNotFound",
            "Resource 'me' does not exist or one of its queried reference-property objects are not present.",
        ),
        GraphFault::TooManyRequests { retry_after } => {
            let throttled = GraphError::new(429, "TooManyRequests", "Too many requests.");
            Some(GraphResponse::Error(throttled.with_retry_after(retry_after)))
        }
        GraphFault::InternalServerError => error(500, "InternalServerError", "An internal server error occurred."),
        GraphFault::ServiceUnavailable => error(503, "ServiceUnavailable", "The service is not available."),
        GraphFault::Hang { milliseconds } => {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            None
        }
        GraphFault::NotJson => {
            Some(ok("text/html", "<!doctype html><title>Proxy</title><h1>Please sign in</h1>".into()))
        }
        GraphFault::FiveMegabytes => {
            let filling = "x".repeat(5 * 1024 * 1024);
            Some(ok("application/json", format!(r#"{{"displayName":"{filling}"}}"#)))
        }
        GraphFault::Truncated => Some(ok("application/json", r#"{"displayName":"Maya Lin"#.into())),
    }
}

/// Returns the claims challenge of continuous access evaluation for a session that was revoked just now.
fn claims_challenge(tenant: &Tenant) -> GraphError {
    let since = tenant.clock.seconds().to_string();
    let claims = json!({ "access_token": { "nbf": { "essential": true, "value": since } } });
    GraphError::invalid_token("Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp")
        .with_challenge(STANDARD.encode(claims.to_string()))
}

/// Returns the claims challenge for an authentication context: the resource needs a user who has confirmed their
/// identity.
fn insufficient_claims() -> GraphError {
    let claims = json!({ "access_token": { "acrs": { "essential": true, "value": CONTEXT } } });
    GraphError::invalid_token("The access token does not meet the authentication context that this resource needs.")
        .with_challenge(STANDARD.encode(claims.to_string()))
}

fn ok(kind: &'static str, body: String) -> GraphResponse {
    GraphResponse::Raw(StatusCode::OK, vec![(header::CONTENT_TYPE, HeaderValue::from_static(kind))], Body::from(body))
}
