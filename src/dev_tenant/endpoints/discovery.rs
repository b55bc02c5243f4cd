//! The discovery document and the JWK set (OpenID Connect Discovery, with Entra ID's members).

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::dev_tenant::endpoints::reply::refusal;
use crate::dev_tenant::protocol::address;
use crate::dev_tenant::protocol::authority_path::{AuthorityPath, Home, PathSegments, Realm};
use crate::dev_tenant::protocol::ids::CLIENT_ID;
use crate::dev_tenant::protocol::parameters::Parameters;
use crate::dev_tenant::protocol::problem::Problem;
use crate::dev_tenant::state::keys::Keys;
use crate::dev_tenant::state::tenant::{SharedTenant, Tenant};

/// `GET …/v2.0/.well-known/openid-configuration`: the discovery document.
pub async fn document(
    State(tenant): State<SharedTenant>,
    Path(path): Path<PathSegments>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let (authority, owner) = match parse_request(&tenant, &path, query.as_deref()) {
        Ok(request) => request,
        Err(problem) => return refusal(&tenant, &headers, problem),
    };
    let mut document = if tenant.flavour.is_b2c() {
        configuration_of_b2c(&tenant, authority)
    } else {
        openid_configuration(&tenant, authority)
    };
    if owner == KeyOwner::Application {
        document["jwks_uri"] = Value::from(format!("{}?appid={CLIENT_ID}", tenant.endpoint(authority, address::KEYS)));
    }
    for (member, value) in tenant.switches.document_members() {
        document[member] = Value::from(value);
    }
    ([(header::CACHE_CONTROL, "max-age=86400, private")], Json(document)).into_response()
}

/// `GET …/discovery/v2.0/keys`: the JWK set.
pub async fn keys(
    State(tenant): State<SharedTenant>,
    Path(path): Path<PathSegments>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    tenant.switches.count_keys_request();
    let (authority, owner) = match parse_request(&tenant, &path, query.as_deref()) {
        Ok(request) => request,
        Err(problem) => return refusal(&tenant, &headers, problem),
    };
    let keys = match tenant.switches.application_key().filter(|_| owner == KeyOwner::Application) {
        Some(key) => {
            let cloud = tenant.addresses.cloud_instance_name.as_str();
            vec![key.public_jwk(Some((&issuer(&tenant, authority), cloud)))]
        }
        None => keys_of(&tenant, authority).await,
    };
    ([(header::CACHE_CONTROL, "max-age=86400, private")], Json(json!({ "keys": keys }))).into_response()
}

/// The owner of the keys in the requested JWK set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum KeyOwner {
    Tenant,
    /// The request has `appid`: the keys for tokens of the registered application, which can have an
    /// application-specific key.
    Application,
}

fn parse_request(
    tenant: &Tenant,
    path: &PathSegments,
    query: Option<&str>,
) -> Result<(AuthorityPath, KeyOwner), Problem> {
    let authority = AuthorityPath::of_documents(tenant.flavour, path)?;
    match Parameters::of_query(query)?.get("appid") {
        Some(CLIENT_ID) if !tenant.flavour.is_b2c() => Ok((authority, KeyOwner::Application)),
        // Azure AD B2C ignores the unknown parameter `appid`.
        Some(other) if !tenant.flavour.is_b2c() => Err(Problem::unknown_application(other)),
        _ => Ok((authority, KeyOwner::Tenant)),
    }
}

async fn keys_of(tenant: &Tenant, authority: AuthorityPath) -> Vec<Value> {
    let personal = tenant.addresses.issuer(Home::Personal, None);
    let mut keys = Vec::new();
    if authority.realm != Realm::Consumers || tenant.personal_keys.is_none() {
        keys.extend(listed(tenant, &tenant.keys, &issuer(tenant, authority)).await);
    }
    if let (Some(ring), Realm::Common | Realm::Consumers) = (&tenant.personal_keys, authority.realm) {
        keys.extend(listed(tenant, ring, &personal).await);
    }
    keys
}

/// Returns the entries of the JWK set. At Azure AD B2C the entries do not name an issuer.
async fn listed(tenant: &Tenant, ring: &Keys, issuer: &str) -> Vec<Value> {
    let keys = ring.published().await;
    let issuer = (!tenant.flavour.is_b2c()).then_some((issuer, tenant.addresses.cloud_instance_name.as_str()));
    keys.iter().map(|key| key.public_jwk(issuer)).collect()
}

/// Returns the issuer in the discovery document of an authority and in its keys. For several tenants it is a template.
fn issuer(tenant: &Tenant, authority: AuthorityPath) -> String {
    if let Some(issuer) = tenant.switches.document_members().remove("issuer") {
        return issuer;
    }
    match authority.realm {
        Realm::One(home) => tenant.addresses.issuer(home, authority.policy),
        Realm::Consumers => tenant.addresses.issuer(Home::Personal, None),
        Realm::Common | Realm::Organizations => tenant.addresses.issuer_of("{tenantid}", None),
    }
}

/// Returns the members and values of Entra ID's discovery document of July 2026. Like that document it lacks
/// `code_challenge_methods_supported`, although the dev tenant requires PKCE.
fn openid_configuration(tenant: &Tenant, authority: AuthorityPath) -> Value {
    let endpoint = |path: &str| tenant.endpoint(authority, path);
    let addresses = &tenant.addresses;
    let region = if matches!(authority.realm, Realm::One(_)) { Value::from("EU") } else { Value::Null };
    json!({
        "token_endpoint": endpoint(address::TOKEN),
        "token_endpoint_auth_methods_supported":
            ["client_secret_post", "private_key_jwt", "client_secret_basic", "self_signed_tls_client_auth"],
        "jwks_uri": endpoint(address::KEYS),
        "response_modes_supported": ["query", "fragment", "form_post"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "response_types_supported": ["code", "id_token", "code id_token", "id_token token"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "issuer": issuer(tenant, authority),
        "request_uri_parameter_supported": false,
        "userinfo_endpoint": tenant.graph(address::USER_INFO),
        "authorization_endpoint": endpoint(address::AUTHORIZE),
        "device_authorization_endpoint": endpoint(address::DEVICE_AUTHORIZATION),
        "http_logout_supported": true,
        "frontchannel_logout_supported": true,
        "end_session_endpoint": endpoint(address::END_SESSION),
        "claims_supported": [
            "sub", "iss", "cloud_instance_name", "cloud_instance_host_name", "cloud_graph_host_name", "msgraph_host",
            "aud", "exp", "iat", "auth_time", "acr", "nonce", "preferred_username", "name", "tid", "ver", "at_hash",
            "c_hash", "email"
        ],
        "kerberos_endpoint": endpoint("/kerberos"),
        "mtls_endpoint_aliases": { "token_endpoint": endpoint(address::TOKEN) },
        "tls_client_certificate_bound_access_tokens": true,
        "tenant_region_scope": region,
        "cloud_instance_name": addresses.cloud_instance_name,
        "cloud_graph_host_name": addresses.cloud_graph_host_name,
        "msgraph_host": addresses.msgraph_host,
        "rbac_url": addresses.rbac_url,
    })
}

/// Returns the discovery document of Azure AD B2C: shorter, with the policy in every endpoint, and without device
/// authorization.
fn configuration_of_b2c(tenant: &Tenant, authority: AuthorityPath) -> Value {
    let endpoint = |path: &str| tenant.endpoint(authority, path);
    json!({
        "issuer": issuer(tenant, authority),
        "authorization_endpoint": endpoint(address::AUTHORIZE),
        "token_endpoint": endpoint(address::TOKEN),
        "end_session_endpoint": endpoint(address::END_SESSION),
        "jwks_uri": endpoint(address::KEYS),
        "response_modes_supported": ["query", "fragment", "form_post"],
        "response_types_supported": [
            "code", "code id_token", "code token", "code id_token token", "id_token", "id_token token", "token",
            "token id_token"
        ],
        "scopes_supported": ["openid"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "claims_supported": ["name", "sub", "idp", "tfp", "iss", "iat", "exp", "aud", "acr", "nonce", "auth_time"],
    })
}
