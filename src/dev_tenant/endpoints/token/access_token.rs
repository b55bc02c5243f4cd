//! Signs the access tokens of a token response: for Graph, for an API in the tenant, or for the application's own API.

use serde_json::Value;

use crate::dev_tenant::endpoints::token::id_token::{self, Unsigned};
use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::protocol::ids::{CLIENT_ID, GRAPH_AUDIENCE, OWN_API};
use crate::dev_tenant::protocol::jwt;
use crate::dev_tenant::protocol::random::opaque;
use crate::dev_tenant::state::tenant::Tenant;

/// Signs an access token with these claims of version 1.0.
pub async fn signed(tenant: &Tenant, home: Home, claims: Value) -> String {
    let key = tenant.signing_key(home).await;
    match claims["aud"].as_str() {
        Some(GRAPH_AUDIENCE) => jwt::signed_for_graph(&key, &opaque(), &claims),
        Some(OWN_API) => {
            let mut claims =
                if tenant.switches.own_api_has_version_one() { claims } else { version_two(tenant, home, claims) };
            tenant.switches.change_access_token(&mut claims);
            let fault = tenant.switches.access_token_fault.strike();
            id_token::signed(tenant, &key, Unsigned { home, claims, fault }).await
        }
        _ => jwt::signed(&key, &claims),
    }
}

/// Converts the claims of an access token to version 2.0, which an app registration chooses for its API by
/// `requestedAccessTokenVersion`. Its audience is always the client ID.
fn version_two(tenant: &Tenant, home: Home, mut claims: Value) -> Value {
    claims["aud"] = Value::from(CLIENT_ID);
    claims["iss"] = Value::from(tenant.addresses.issuer(home, None));
    claims["ver"] = Value::from("2.0");
    let Some(members) = claims.as_object_mut() else { return claims };
    for (older, newer) in [("appid", "azp"), ("appidacr", "azpacr"), ("unique_name", "preferred_username")] {
        let value = members.remove(older);
        members.extend(value.map(|value| (newer.to_owned(), value)));
    }
    members.remove("upn");
    members.remove("puid");
    claims
}
