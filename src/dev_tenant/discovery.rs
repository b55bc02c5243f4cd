//! The discovery document and the public keys (OpenID Connect Discovery, with Entra ID's members).

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::address;
use super::html::{self, Html};
use super::problem::Problem;
use super::registration::{TENANT_ID, TenantInPath};
use super::router::refusal;
use super::tenant::{SharedTenant, Tenant};

/// `GET /{tenant}/v2.0/.well-known/openid-configuration`
pub async fn document(State(tenant): State<SharedTenant>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let document = match TenantInPath::parse(&name) {
        TenantInPath::Ours => openid_configuration(&tenant, TENANT_ID, TENANT_ID, Value::from("EU")),
        TenantInPath::Alias => openid_configuration(&tenant, &name, "{tenantid}", Value::Null),
        TenantInPath::Unknown => return refusal(&tenant, &headers, Problem::unknown_tenant(&name)),
    };
    ([(header::CACHE_CONTROL, "max-age=86400, private")], Json(document)).into_response()
}

/// `GET /{tenant}/discovery/v2.0/keys`
pub async fn keys(State(tenant): State<SharedTenant>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let issuer = match TenantInPath::parse(&name) {
        TenantInPath::Ours => tenant.issuer(),
        TenantInPath::Alias => format!("{}/{{tenantid}}/v2.0", tenant.origin),
        TenantInPath::Unknown => return refusal(&tenant, &headers, Problem::unknown_tenant(&name)),
    };
    let keys: Vec<Value> = tenant.keys.all().await.iter().map(|key| key.public_jwk(&issuer, tenant.host())).collect();
    ([(header::CACHE_CONTROL, "max-age=86400, private")], Json(json!({ "keys": keys }))).into_response()
}

#[derive(Deserialize)]
pub struct ErrorPage {
    code: Option<u32>,
}

/// `GET /error?code=…`: where `error_uri` leads.
pub async fn error_page(State(tenant): State<SharedTenant>, Query(query): Query<ErrorPage>) -> Response {
    let number = query.code.unwrap_or_default().to_string();
    let content = Html::filled(
        "<p>AADSTS{} is a number that Entra ID also uses. Its list of authentication and authorization error codes explains it; the answer that named it says what happened here.</p>",
        [&Html::text(&number)],
    );
    html::page(&tenant, StatusCode::OK, "About an error", &content)
}

/// The members and their values as Entra ID had them in July 2026; `code_challenge_methods_supported` is not among them,
/// although PKCE is required here.
fn openid_configuration(tenant: &Tenant, in_endpoints: &str, in_issuer: &str, region: Value) -> Value {
    let (origin, host) = (&tenant.origin, tenant.host());
    let endpoint = |path: &str| format!("{origin}{}", address::of_tenant(path, in_endpoints));
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
        "issuer": format!("{origin}/{in_issuer}/v2.0"),
        "request_uri_parameter_supported": false,
        "userinfo_endpoint": endpoint(address::USER_INFO),
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
        "kerberos_endpoint": format!("{origin}/{in_endpoints}/kerberos"),
        "mtls_endpoint_aliases": { "token_endpoint": endpoint(address::TOKEN) },
        "tls_client_certificate_bound_access_tokens": true,
        "tenant_region_scope": region,
        "cloud_instance_name": host,
        "cloud_graph_host_name": host,
        "msgraph_host": host,
        "rbac_url": format!("{origin}/rbac"),
    })
}
