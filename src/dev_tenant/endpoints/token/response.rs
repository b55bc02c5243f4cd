//! The token response (RFC 6749, section 5.1; OpenID Connect Core, section 3.1.3.3).

use serde_json::{Value, json};

use crate::dev_tenant::endpoints::token::access_token;
use crate::dev_tenant::endpoints::token::b2c;
use crate::dev_tenant::endpoints::token::claims::{self, AccessToken};
use crate::dev_tenant::endpoints::token::id_token::signed_id_token;
use crate::dev_tenant::endpoints::token::wanted::WantedTokens;
use crate::dev_tenant::protocol::aadsts::Aadsts;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::protocol::scopes;
use crate::dev_tenant::state::grants::Grant;
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::tenant::Tenant;

/// Issues the tokens of a token response: a refresh token only for `offline_access`, an ID token only for `openid`.
pub async fn tokens(tenant: &Tenant, grant: Grant, wanted: WantedTokens) -> Result<Value, Problem> {
    let persona = tenant.persona(&grant).ok_or_else(|| {
        Problem::invalid_grant(Aadsts::UNKNOWN_USER, "The user account does not exist in the directory of this tenant.")
    })?;
    if tenant.flavour.is_b2c() {
        return Ok(b2c::tokens(tenant, grant, &persona, &wanted).await);
    }
    let audience = scopes::one_resource(&wanted.scopes)?;
    let lifetime = tenant.switches.access_token_lifetime();
    let token = AccessToken { audience, lifetime, handles_claims_challenges: grant.handles_claims_challenges };
    let claims = claims::access_token(tenant, &grant, (&persona, &wanted.scopes), &token);
    let access_token = access_token::signed(tenant, persona.home, claims).await;
    let mut body = json!({
        "token_type": "Bearer",
        "scope": scopes::in_response(&wanted.scopes),
        "expires_in": lifetime,
        "ext_expires_in": lifetime,
        "access_token": access_token,
    });
    if wanted.scopes.contains("openid") {
        let claims = claims::id_token(tenant, &grant, &persona, &wanted);
        body["id_token"] = Value::from(signed_id_token(tenant, persona.home, claims).await);
    }
    if wanted.client_info {
        body["client_info"] = Value::from(persona.client_info());
    }
    if wanted.scopes.contains("offline_access") {
        let mut grants = hold(&tenant.refresh_grants);
        body["refresh_token"] = Value::from(grants.issue(grant, tenant.clock.seconds()));
        tenant.remember(&grants);
    }
    Ok(body)
}
