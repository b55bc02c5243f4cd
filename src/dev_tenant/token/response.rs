//! The token response (RFC 6749, section 5.1; OpenID Connect Core, section 3.1.3.3).

use serde_json::{Value, json};

use super::b2c;
use super::id_token::signed_id_token;
use crate::dev_tenant::grants::Grant;
use crate::dev_tenant::problem::Problem;
use crate::dev_tenant::random::opaque;
use crate::dev_tenant::registration::GRAPH_AUDIENCE;
use crate::dev_tenant::scopes::{self, Scopes};
use crate::dev_tenant::tenant::{Tenant, hold};
use crate::dev_tenant::{claims, jwt};

/// What one request wants out of a grant.
pub struct Wanted {
    pub scopes: Scopes,
    pub nonce: Option<String>,
    pub client_info: bool,
}

/// Makes the tokens: a refresh token only for `offline_access`, an ID token only for `openid`.
pub async fn tokens(tenant: &Tenant, grant: Grant, wanted: Wanted) -> Result<Value, Problem> {
    let persona = tenant.persona(&grant).ok_or_else(|| {
        Problem::invalid_grant(50034, "The user account does not exist in the directory of this tenant.")
    })?;
    if tenant.flavour.is_b2c() {
        return Ok(b2c::tokens(tenant, grant, &persona, &wanted).await);
    }
    let audience = scopes::one_resource(&wanted.scopes)?;
    let lifetime = tenant.switches.access_token_lifetime();
    let key = tenant.signing_key(persona.home).await;
    let claims = claims::access_token(tenant, &grant, &persona, &wanted.scopes, (audience, lifetime));
    let mut body = json!({
        "token_type": "Bearer",
        "scope": scopes::in_response(&wanted.scopes),
        "expires_in": lifetime,
        "ext_expires_in": lifetime,
        "access_token": if audience == GRAPH_AUDIENCE { jwt::signed_for_graph(&key, &opaque(), &claims) } else { jwt::signed(&key, &claims) },
    });
    if wanted.scopes.contains("openid") {
        let claims = claims::id_token(tenant, &grant, &persona, &wanted.scopes, wanted.nonce.as_deref());
        body["id_token"] = Value::from(signed_id_token(tenant, persona.home, claims).await);
    }
    if wanted.client_info {
        body["client_info"] = Value::from(claims::client_info(&persona));
    }
    if wanted.scopes.contains("offline_access") {
        let mut grants = hold(&tenant.refresh_grants);
        body["refresh_token"] = Value::from(grants.issue(grant, tenant.clock.seconds()));
        tenant.remember(&grants);
    }
    Ok(body)
}
