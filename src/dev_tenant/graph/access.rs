//! Who may call Graph: the bearer of an access token of ours, for Graph, in time, with the scope that is needed.

use axum::http::{HeaderMap, header};

use super::answer::GraphError;
use crate::dev_tenant::claims::lists_scope;
use crate::dev_tenant::directory::{self, Persona};
use crate::dev_tenant::jwt::Verified;
use crate::dev_tenant::registration::GRAPH_AUDIENCE;
use crate::dev_tenant::tenant::{Tenant, hold};

/// A caller whose access token is good.
pub struct Admitted {
    pub persona: Persona,
    /// The scopes, separated by spaces.
    pub granted: String,
}

/// Says whether the caller's token was given after the person confirmed who they are, as a challenge asked for.
pub async fn has_met(tenant: &Tenant, headers: &HeaderMap, context: &str) -> bool {
    let Some(token) = (match bearer(headers) {
        Some(presented) => tenant.verified(presented).await,
        None => None,
    }) else {
        return false;
    };
    has_context(&token, context)
}

fn has_context(token: &Verified, context: &str) -> bool {
    let contexts = token.claims.get("acrs").and_then(serde_json::Value::as_array);
    contexts.is_some_and(|contexts| contexts.iter().any(|met| met == context))
}

pub async fn admitted(tenant: &Tenant, headers: &HeaderMap, needed: &[&str]) -> Result<Admitted, GraphError> {
    let presented = bearer(headers).ok_or_else(|| GraphError::invalid_token("Access token is empty."))?;
    let token = tenant
        .verified(presented)
        .await
        .ok_or_else(|| GraphError::invalid_token("Access token validation failure."))?;
    if token.text("aud") != GRAPH_AUDIENCE {
        return Err(GraphError::invalid_token("Access token validation failure. Invalid audience."));
    }
    let now = tenant.clock.seconds();
    if now >= token.number("exp") || now < token.number("nbf") {
        let message = "Lifetime validation failed, the token is expired.";
        return Err(GraphError::invalid_token(message));
    }
    if hold(&tenant.refresh_grants).has_ended(token.text("rh")) {
        return Err(GraphError::invalid_token("The access token was revoked."));
    }
    let granted = token.text("scp").to_owned();
    if !needed.iter().all(|scope| lists_scope(&granted, scope)) {
        return Err(GraphError::denied());
    }
    let persona = directory::by_id(token.text("puid"))
        .ok_or_else(|| GraphError::invalid_token("Access token validation failure."))?;
    Ok(Admitted { persona, granted })
}

/// Returns what stands behind `Bearer`; in the header only, never in the query.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
