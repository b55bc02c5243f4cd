//! The claims of ID tokens (v2.0) and of access tokens for Graph (v1.0), in the form of Entra ID.

use serde_json::{Value, json};

use crate::dev_tenant::endpoints::token::wanted::WantedTokens;
use crate::dev_tenant::protocol::authority_path::Home;
use crate::dev_tenant::protocol::ids::{CLIENT_ID, OWN_API, OWN_APP_ROLES};
use crate::dev_tenant::protocol::random::{guid_from, opaque};
use crate::dev_tenant::protocol::scopes::{Scopes, in_access_token};
use crate::dev_tenant::state::directory::{Persona, group_ids};
use crate::dev_tenant::state::grants::Grant;
use crate::dev_tenant::state::tenant::Tenant;

/// Returns the claims of an ID token. As at Entra ID, `email_verified` is missing for work accounts, and `at_hash` in the
/// code flow.
pub fn id_token(tenant: &Tenant, grant: &Grant, persona: &Persona, wanted: &WantedTokens) -> Value {
    let WantedTokens { scopes, nonce, .. } = wanted;
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
    if let Some(acr) = &grant.acr {
        claims["acr"] = json!(acr);
    }
    add_membership(&mut claims, tenant, persona);
    let mut add = |name: &str, value: Value| {
        claims[name] = value;
    };
    if let Some(nonce) = nonce {
        add("nonce", Value::from(nonce.as_str()));
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

/// The largest number of groups that an ID token lists.
const MOST_GROUPS: usize = 200;

/// Adds the app roles and groups (`groupMembershipClaims`) to the claims. With too many groups the token has only an
/// address from which they can be read (overage). As at Entra ID, this is an address of the retired Azure AD Graph.
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

/// The properties of an access token that is about to be issued.
pub struct AccessToken<'a> {
    pub audience: &'a str,
    /// The lifetime of the token in seconds.
    pub lifetime: u64,
    /// Whether the application declares that it handles claims challenges (`xms_cc` with `cp1`).
    pub handles_claims_challenges: bool,
}

impl AccessToken<'_> {
    /// Returns the claims that the tokens of users and of the application have in common. `members` are the other claims.
    fn claims(&self, tenant: &Tenant, home: Home, members: Value) -> Value {
        let now = tenant.clock.seconds();
        let mut claims = json!({
            "aud": self.audience,
            "iss": tenant.addresses.version_one_issuer(home),
            "iat": now,
            "nbf": now,
            "exp": now + self.lifetime,
            "aio": opaque(),
            "app_displayname": "leptos-entra (dev tenant)",
            "appid": CLIENT_ID,
            "tid": home.id(),
            "uti": opaque(),
            "ver": "1.0",
        });
        if self.handles_claims_challenges {
            claims["xms_cc"] = json!(["cp1"]);
        }
        if let (Value::Object(claims), Value::Object(members)) = (&mut claims, members) {
            claims.extend(members);
        }
        claims
    }
}

/// Returns the claims of an access token of a user, for these scopes. Only its resource may read them, not the client.
pub fn access_token(
    tenant: &Tenant,
    grant: &Grant,
    (persona, scopes): (&Persona, &Scopes),
    token: &AccessToken<'_>,
) -> Value {
    let mut claims = token.claims(
        tenant,
        persona.home,
        json!({
            "acct": u8::from(persona.user_principal_name.contains("#EXT#")),
            "appidacr": if grant.public_client { "0" } else { "1" },
            "idtyp": "user",
            "name": persona.display_name,
            "oid": persona.object_id(),
            "rh": grant.family,
            "scp": in_access_token(scopes),
            "sid": grant.session_id,
            "sub": persona.subject(),
            "unique_name": persona.user_principal_name,
            "upn": persona.user_principal_name,
            // Graph finds the persona by this claim. Entra ID's access tokens have `puid` for the same purpose.
            "puid": persona.id,
        }),
    );
    if !grant.contexts.is_empty() {
        claims["acrs"] = json!(grant.contexts);
    }
    claims
}

/// Returns the object ID of the application's service principal in a tenant. As at Entra ID, all tokens of the application there have
/// the same.
fn object_id_of_client(home: Home) -> String {
    guid_from(&["service principal", CLIENT_ID, home.id()].join(" "))
}

/// Returns the claims of an access token of the application itself, in one tenant.
pub fn application_token(tenant: &Tenant, home: Home, token: &AccessToken<'_>) -> Value {
    let object_id = object_id_of_client(home);
    let mut claims =
        token.claims(tenant, home, json!({ "appidacr": "1", "idtyp": "app", "oid": object_id, "sub": object_id }));
    if token.audience == OWN_API {
        claims["roles"] = json!(OWN_APP_ROLES);
    }
    claims
}
