//! The responses of Graph that armed faults cause.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::dev_tenant::endpoints::graph::access::has_met;
use crate::dev_tenant::endpoints::graph::resource::Resource;
use crate::dev_tenant::endpoints::graph::response::{GraphError, GraphResponse};
use crate::dev_tenant::endpoints::graph::service::not_found;
use crate::dev_tenant::state::faults::{GraphFault, Times};
use crate::dev_tenant::state::graph_faults::GraphResource;
use crate::dev_tenant::state::tenant::Tenant;

/// The authentication context (`acrs`) that Graph's claims challenge requires.
const CONTEXT: &str = "c1";

/// Returns the response that the armed fault of a resource causes. `None` without a fault, or after the delay of a fault
/// that only delays.
pub async fn response(tenant: &Tenant, headers: &HeaderMap, resource: &Resource) -> Option<GraphResponse> {
    let error = |status, code, message| Some(GraphResponse::Error(GraphError::new(status, code, message)));
    match strike(tenant, headers, resource.name).await? {
        GraphFault::InvalidToken => {
            Some(GraphResponse::Error(GraphError::invalid_token("Access token has expired or is not yet valid.")))
        }
        GraphFault::ClaimsChallenge => Some(GraphResponse::Error(claims_challenge(tenant))),
        GraphFault::InsufficientClaims => Some(GraphResponse::Error(insufficient_claims())),
        GraphFault::Forbidden => Some(GraphResponse::Error(resource.service.denied(resource.scopes, ""))),
        GraphFault::NotFound => Some(GraphResponse::Error(not_found("me"))),
        GraphFault::TooManyRequests { retry_after } => {
            Some(GraphResponse::Error(resource.service.throttled().with_retry_after(retry_after)))
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

/// Returns the armed fault of a resource. A claims challenge stays armed until the access token of a request meets it.
async fn strike(tenant: &Tenant, headers: &HeaderMap, resource: GraphResource) -> Option<GraphFault> {
    let faults = &tenant.switches.graph_faults;
    let (fault, armed_for) = faults.strike(resource)?;
    if fault != GraphFault::InsufficientClaims {
        return Some(fault);
    }
    if has_met(tenant, headers, CONTEXT).await {
        faults.disarm(armed_for);
        return None;
    }
    faults.arm(armed_for, fault, Times::UntilReset);
    Some(fault)
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
