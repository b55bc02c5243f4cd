//! The access check of Graph: a request needs a valid access token of this tenant for Graph that has the needed scope.

use axum::http::{HeaderMap, header};

use crate::dev_tenant::endpoints::graph::resource::Resource;
use crate::dev_tenant::endpoints::graph::response::GraphError;
use crate::dev_tenant::protocol::ids::GRAPH_AUDIENCE;
use crate::dev_tenant::protocol::jwt::VerifiedToken;
use crate::dev_tenant::protocol::scopes::lists_scope;
use crate::dev_tenant::state::directory::{self, Persona};
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::tenant::Tenant;

/// The caller of Graph, identified by a valid access token.
pub struct Caller {
    pub persona: Persona,
    /// The scopes of the access token, separated by spaces.
    pub granted: String,
}

impl Caller {
    /// Returns whether the access token has this scope.
    pub fn has(&self, scope: &str) -> bool {
        lists_scope(&self.granted, scope)
    }
}

/// Returns whether the request has an access token whose user has met this authentication context.
pub async fn has_met(tenant: &Tenant, headers: &HeaderMap, context: &str) -> bool {
    let Some(presented) = bearer(headers) else { return false };
    tenant.verified(presented).await.is_some_and(|token| has_context(&token, context))
}

fn has_context(token: &VerifiedToken, context: &str) -> bool {
    let contexts = token.claims.get("acrs").and_then(serde_json::Value::as_array);
    contexts.is_some_and(|contexts| contexts.iter().any(|met| met == context))
}

/// Returns the caller of a resource. Fails without a valid access token that has one of the resource's scopes.
pub async fn admitted_to(resource: &Resource, tenant: &Tenant, headers: &HeaderMap) -> Result<Caller, GraphError> {
    let caller = admitted(tenant, headers).await?;
    let Resource { scopes, service, .. } = resource;
    if scopes.is_empty() || scopes.iter().any(|scope| caller.has(scope)) {
        return Ok(caller);
    }
    Err(service.denied(scopes, &caller.granted))
}

/// Returns the caller of a request. Fails without a valid access token.
pub async fn admitted(tenant: &Tenant, headers: &HeaderMap) -> Result<Caller, GraphError> {
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
    let persona = directory::by_id(token.text("puid"))
        .ok_or_else(|| GraphError::invalid_token("Access token validation failure."))?;
    Ok(Caller { persona, granted })
}

/// Returns the bearer token of the `Authorization` header. A token in the query is never accepted.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
