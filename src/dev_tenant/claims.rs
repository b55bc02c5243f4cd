//! The claims of ID tokens (v2.0) and of access tokens for Graph (v1.0), in Entra ID's shapes.

use serde_json::{Map, Value, json};

use super::directory::{Persona, group_ids};
use super::grants::Grant;
use super::random::{base64url, opaque};
use super::registration::CLIENT_ID;
use super::scopes::{Scopes, in_access_token};
use super::tenant::Tenant;

/// Returns the claims of an ID token. There is no `email_verified`, which Entra ID never sends for work accounts, and no
/// `at_hash`, which it leaves out in the code flow.
pub fn id_token(tenant: &Tenant, grant: &Grant, persona: &Persona, scopes: &Scopes, nonce: Option<&str>) -> Value {
    let now = tenant.clock.seconds();
    let mut claims = json!({
        "aud": CLIENT_ID,
        "iss": tenant.addresses.issuer(persona.home, None),
        "iat": now,
        "nbf": now,
        "exp": now + 3600,
        "aio": opaque(),
        "login_hint": persona.login_hint(),
        "rh": grant.family,
        "sid": grant.session_id,
        "auth_time": grant.auth_time,
        "sub": persona.subject(),
        "tid": persona.home.id(),
        "uti": opaque(),
        "ver": "2.0",
    });
    if !grant.contexts.is_empty() {
        claims["acrs"] = json!(grant.contexts);
    }
    add_membership(&mut claims, tenant, persona);
    let mut add = |name: &str, value: Value| {
        claims[name] = value;
    };
    if let Some(nonce) = nonce {
        add("nonce", Value::from(nonce));
    }
    if scopes.contains("profile") {
        add("name", Value::from(persona.display_name.as_str()));
        add("oid", Value::from(persona.object_id()));
        add("preferred_username", Value::from(persona.own_address()));
    }
    if let (true, Some(mail)) = (scopes.contains("email"), &persona.mail) {
        add("email", Value::from(mail.as_str()));
    }
    claims
}

/// More groups than this do not fit into a JWT.
const MOST_GROUPS: usize = 200;

/// Adds the app roles, and the groups, for which the application is registered (`groupMembershipClaims`). When there are too
/// many, the token says only where they could be read (overage); Entra ID still names the address of the retired Graph.
fn add_membership(claims: &mut Value, tenant: &Tenant, persona: &Persona) {
    if !persona.roles.is_empty() {
        claims["roles"] = json!(persona.roles);
    }
    match tenant.groups_of(persona) {
        0 => {}
        count if count <= MOST_GROUPS => claims["groups"] = json!(group_ids(count)),
        _ => {
            let (home, object_id) = (persona.home.id(), persona.object_id());
            let endpoint = format!("https://graph.windows.net/{home}/users/{object_id}/getMemberObjects");
            claims["_claim_names"] = json!({ "groups": "src1" });
            claims["_claim_sources"] = json!({ "src1": { "endpoint": endpoint } });
        }
    }
}

/// Returns the claims of an access token for a resource, living for so many seconds. They are its business, not the client's.
pub fn access_token(
    tenant: &Tenant,
    grant: &Grant,
    persona: &Persona,
    scopes: &Scopes,
    (audience, lifetime): (&str, u64),
) -> Value {
    let now = tenant.clock.seconds();
    let mut claims = json!({
        "aud": audience,
        "iss": format!("{}/{}/", tenant.addresses.origin, persona.home.id()),
        "iat": now,
        "nbf": now,
        "exp": now + lifetime,
        "acct": u8::from(persona.user_principal_name.contains("#EXT#")),
        "aio": opaque(),
        "app_displayname": "leptos-entra (dev tenant)",
        "appid": CLIENT_ID,
        "appidacr": if grant.public_client { "0" } else { "1" },
        "idtyp": "user",
        "name": persona.display_name,
        "oid": persona.object_id(),
        "rh": grant.family,
        "scp": in_access_token(scopes),
        "sid": grant.session_id,
        "sub": persona.subject(),
        "tid": persona.home.id(),
        "unique_name": persona.user_principal_name,
        "upn": persona.user_principal_name,
        "uti": opaque(),
        "ver": "1.0",
        // Graph itself knows the person by this; Entra ID's `puid` has the same role.
        "puid": persona.id,
    });
    if grant.handles_claims_challenges {
        claims["xms_cc"] = json!(["cp1"]);
    }
    if !grant.contexts.is_empty() {
        claims["acrs"] = json!(grant.contexts);
    }
    claims
}

/// Returns the value of `client_info`: who signed in, for caches of MSAL.
pub fn client_info(persona: &Persona) -> String {
    base64url(json!({ "uid": persona.object_id(), "utid": persona.home.id() }).to_string().as_bytes())
}

/// Returns the answer of the `UserInfo` endpoint.
pub fn user_info(persona: &Persona, photo: &str, scopes: &Scopes) -> Value {
    let mut members = Map::new();
    let mut add = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            members.insert(name.to_owned(), Value::from(value));
        }
    };
    add("sub", Some(&persona.subject()));
    if scopes.contains("profile") {
        add("name", Some(&persona.display_name));
        add("given_name", persona.given_name.as_deref());
        add("family_name", persona.surname.as_deref());
        add("picture", Some(photo));
    }
    if scopes.contains("email") {
        add("email", persona.mail.as_deref());
    }
    Value::Object(members)
}

/// Says whether the granted scopes, as an access token lists them, have this one.
pub fn lists_scope(granted: &str, wanted: &str) -> bool {
    granted.split(' ').any(|scope| scope == wanted)
}

/// Reads the scopes of an access token that we signed.
pub fn listed_scopes(granted: &str) -> Scopes {
    granted.split(' ').map(str::to_owned).collect()
}
