//! The token response of Azure AD B2C: numbers are strings, and only the scopes of an API lead to an access token.

use serde_json::{Value, json};

use crate::dev_tenant::endpoints::token::id_token::signed_id_token;
use crate::dev_tenant::endpoints::token::wanted::WantedTokens;
use crate::dev_tenant::protocol::ids::{CLIENT_ID, TENANT_ID};
use crate::dev_tenant::protocol::policy::Policy;
use crate::dev_tenant::protocol::random::base64url;
use crate::dev_tenant::protocol::{jwt, scopes};
use crate::dev_tenant::state::directory::Persona;
use crate::dev_tenant::state::grants::Grant;
use crate::dev_tenant::state::lock::hold;
use crate::dev_tenant::state::tenant::Tenant;

const ID_TOKEN_LIFETIME: u64 = 3600;
const REFRESH_TOKEN_LIFETIME: u64 = 14 * 24 * 3600;

/// Issues the tokens of a token response for a grant.
pub async fn tokens(tenant: &Tenant, grant: Grant, persona: &Persona, wanted: &WantedTokens) -> Value {
    let now = tenant.clock.seconds();
    let listed: Vec<&str> = wanted.scopes.iter().map(String::as_str).collect();
    let profile = json!({ "ver": "1.0", "tid": TENANT_ID, "sub": null, "name": persona.display_name });
    let mut body = json!({
        "token_type": "Bearer",
        "not_before": now.to_string(),
        "profile_info": base64url(profile.to_string().as_bytes()),
        "scope": listed.join(" "),
    });
    if wanted.scopes.contains("openid") {
        let claims = id_token(tenant, &grant, persona, wanted.nonce.as_deref());
        body["id_token"] = Value::from(signed_id_token(tenant, persona.home, claims).await);
        body["id_token_expires_in"] = Value::from(ID_TOKEN_LIFETIME.to_string());
    }
    if scopes::request_an_api(&wanted.scopes) {
        let lifetime = tenant.switches.access_token_lifetime();
        let claims = access_token(common(tenant, &grant, persona, lifetime), wanted);
        let key = tenant.signing_key(persona.home).await;
        body["access_token"] = Value::from(jwt::signed(&key, &claims));
        body["expires_in"] = Value::from(lifetime.to_string());
        body["expires_on"] = Value::from((now + lifetime).to_string());
        let resource = if wanted.scopes.contains(CLIENT_ID) { CLIENT_ID.to_owned() } else { scopes::b2c_api() };
        body["resource"] = Value::from(resource);
    }
    if wanted.scopes.contains("offline_access") {
        let mut grants = hold(&tenant.refresh_grants);
        body["refresh_token"] = Value::from(grants.issue(grant, now));
        body["refresh_token_expires_in"] = Value::from(REFRESH_TOKEN_LIFETIME.to_string());
        tenant.remember(&grants);
    }
    body
}

/// Returns the claims of an ID token of Azure AD B2C, which leaves out `tid`, `preferred_username`, `login_hint` and
/// `sid`. The claim `tfp` names the policy.
fn id_token(tenant: &Tenant, grant: &Grant, persona: &Persona, nonce: Option<&str>) -> Value {
    let mut claims = common(tenant, grant, persona, ID_TOKEN_LIFETIME);
    claims["aud"] = Value::from(CLIENT_ID);
    claims["name"] = Value::from(persona.display_name.as_str());
    claims["given_name"] = Value::from(persona.given_name.as_deref());
    claims["family_name"] = Value::from(persona.surname.as_deref());
    claims["emails"] = json!(persona.mail.iter().collect::<Vec<_>>());
    if let Some(nonce) = nonce {
        claims["nonce"] = Value::from(nonce);
    }
    claims
}

fn access_token(mut claims: Value, wanted: &WantedTokens) -> Value {
    let api = format!("{}/", scopes::b2c_api());
    let granted = wanted.scopes.iter().filter_map(|scope| scope.strip_prefix(api.as_str()));
    claims["aud"] = Value::from(CLIENT_ID);
    claims["azp"] = Value::from(CLIENT_ID);
    claims["scp"] = Value::from(granted.collect::<Vec<_>>().join(" "));
    claims
}

fn common(tenant: &Tenant, grant: &Grant, persona: &Persona, lifetime: u64) -> Value {
    let now = tenant.clock.seconds();
    json!({
        "iss": tenant.addresses.issuer(persona.home, grant.policy),
        "exp": now + lifetime,
        "nbf": now,
        "iat": now,
        "auth_time": grant.auth_time,
        "ver": "1.0",
        "sub": persona.object_id(),
        "oid": persona.object_id(),
        "tfp": grant.policy.map(Policy::name),
    })
}
