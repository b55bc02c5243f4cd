//! The discovery document and the public keys (OpenID Connect Discovery, with Entra ID's members).

use axum::Json;
use axum::extract::{Path, Query, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::address;
use super::form::Parameters;
use super::html::{self, Html};
use super::keys::Keys;
use super::place::{Home, Named, Place, Realm};
use super::problem::Problem;
use super::registration::CLIENT_ID;
use super::router::refusal;
use super::tenant::{SharedTenant, Tenant};

/// `GET …/v2.0/.well-known/openid-configuration`
pub async fn document(
    State(tenant): State<SharedTenant>,
    Path(named): Path<Named>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let (place, whose) = match asked_for(&tenant, &named, query.as_deref()) {
        Ok(asked_for) => asked_for,
        Err(problem) => return refusal(&tenant, &headers, problem),
    };
    let mut document = if tenant.flavour.is_b2c() {
        configuration_of_b2c(&tenant, place)
    } else {
        openid_configuration(&tenant, place)
    };
    if whose == Whose::OfApplication {
        document["jwks_uri"] = Value::from(format!("{}?appid={CLIENT_ID}", tenant.endpoint(place, address::KEYS)));
    }
    for (member, value) in tenant.switches.document_members() {
        document[member] = Value::from(value);
    }
    ([(header::CACHE_CONTROL, "max-age=86400, private")], Json(document)).into_response()
}

/// `GET …/discovery/v2.0/keys`
pub async fn keys(
    State(tenant): State<SharedTenant>,
    Path(named): Path<Named>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    tenant.switches.count_keys_request();
    let (place, whose) = match asked_for(&tenant, &named, query.as_deref()) {
        Ok(asked_for) => asked_for,
        Err(problem) => return refusal(&tenant, &headers, problem),
    };
    let keys = match tenant.switches.application_key().filter(|_| whose == Whose::OfApplication) {
        Some(key) => {
            let cloud = tenant.addresses.cloud_instance_name.as_str();
            vec![key.public_jwk(Some((&issuer(&tenant, place), cloud)))]
        }
        None => keys_of(&tenant, place).await,
    };
    ([(header::CACHE_CONTROL, "max-age=86400, private")], Json(json!({ "keys": keys }))).into_response()
}

/// Whose keys somebody asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    OfTenant,
    /// With `appid`: those that sign the tokens of our application, which may have a key of its own.
    OfApplication,
}

fn asked_for(tenant: &Tenant, named: &Named, query: Option<&str>) -> Result<(Place, Whose), Problem> {
    let place = Place::of_documents(tenant.flavour, named)?;
    match Parameters::of_query(query)?.get("appid") {
        Some(CLIENT_ID) if !tenant.flavour.is_b2c() => Ok((place, Whose::OfApplication)),
        // Azure AD B2C passes over what it does not know.
        Some(other) if !tenant.flavour.is_b2c() => Err(Problem::unknown_application(other)),
        _ => Ok((place, Whose::OfTenant)),
    }
}

async fn keys_of(tenant: &Tenant, place: Place) -> Vec<Value> {
    let personal = tenant.addresses.issuer(Home::Personal, None);
    let mut keys = Vec::new();
    if place.realm != Realm::Consumers || tenant.personal_keys.is_none() {
        keys.extend(listed(tenant, &tenant.keys, &issuer(tenant, place)).await);
    }
    if let (Some(ring), Realm::Common | Realm::Consumers) = (&tenant.personal_keys, place.realm) {
        keys.extend(listed(tenant, ring, &personal).await);
    }
    keys
}

/// Returns the entries of the JWK set; those of Azure AD B2C do not name their issuer.
async fn listed(tenant: &Tenant, ring: &Keys, issuer: &str) -> Vec<Value> {
    let keys = ring.published().await;
    let issuer = (!tenant.flavour.is_b2c()).then_some((issuer, tenant.addresses.cloud_instance_name.as_str()));
    keys.iter().map(|key| key.public_jwk(issuer)).collect()
}

/// Returns the issuer that the document of a place names, and its keys: a template where people of several tenants sign in.
fn issuer(tenant: &Tenant, place: Place) -> String {
    if let Some(issuer) = tenant.switches.document_members().remove("issuer") {
        return issuer;
    }
    match place.realm {
        Realm::One(home) => tenant.addresses.issuer(home, place.policy),
        Realm::Consumers => tenant.addresses.issuer(Home::Personal, None),
        Realm::Common | Realm::Organizations => tenant.addresses.issuer_of("{tenantid}", None),
    }
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
fn openid_configuration(tenant: &Tenant, place: Place) -> Value {
    let endpoint = |path: &str| tenant.endpoint(place, path);
    let addresses = &tenant.addresses;
    let region = if matches!(place.realm, Realm::One(_)) { Value::from("EU") } else { Value::Null };
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
        "issuer": issuer(tenant, place),
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

/// Azure AD B2C has a shorter document, with the policy in every endpoint; there is no sign-in by device code.
fn configuration_of_b2c(tenant: &Tenant, place: Place) -> Value {
    let endpoint = |path: &str| tenant.endpoint(place, path);
    json!({
        "issuer": issuer(tenant, place),
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
