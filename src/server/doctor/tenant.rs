//! The tenant: whether it exists, and in which of Microsoft's clouds.

use std::sync::Arc;

use reqwest::header::HeaderMap;
use serde::Deserialize;
use tokio::task::JoinSet;
use url::Url;

use super::{Check, Line, error_words::rejection, limits::LIMITS, metadata_response::MetadataResponse};
use crate::server::{
    config::Config,
    entra::{Authority, AuthorityKind, Cloud, is_guid},
    http::{Http, HttpResponse},
    oidc::ErrorResponse,
};

const NATIONAL_CLOUDS: &str = "https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud";
const FIND_TENANT: &str = "https://learn.microsoft.com/entra/fundamentals/how-to-find-tenant";

/// The members of Microsoft's metadata document that name the tenant and its cloud.
#[derive(Default, Deserialize)]
struct TenantDocument {
    #[serde(default)]
    issuer: String,
    #[serde(default)]
    tenant_region_scope: Option<String>,
    #[serde(default)]
    cloud_instance_name: Option<String>,
}

/// Returns the line about the tenant.
pub async fn line(config: &Config, http: &Arc<Http>, received: &MetadataResponse) -> Line {
    let authority = &config.authority;
    if !authority.may_be_microsoft() {
        return Line::skipped(Check::Tenant, "the provider is not Microsoft, and has no tenants.");
    }
    let Ok(response) = &received.response else {
        return Line::skipped(Check::Tenant, "not checked, because the provider does not respond: see network.");
    };
    let line = if response.status.is_success() {
        of_document(authority, &document(response))
    } else if let Some(error) = ErrorResponse::from_json(&response.body) {
        unknown(authority, http, &error).await
    } else {
        let status = response.status.as_u16();
        Line::skipped(Check::Tenant, format!("cannot tell: the provider responds with status {status}."))
    };
    line.about(authority.address())
}

fn document(response: &HttpResponse) -> TenantDocument {
    serde_json::from_slice(&response.body).unwrap_or_default()
}

impl TenantDocument {
    /// Returns the cloud that the document names, such as `microsoftonline.us`.
    fn cloud(&self) -> Option<&'static Cloud> {
        Cloud::of_instance(self.cloud_instance_name.as_deref()?)
    }

    fn tenant_id(&self) -> Option<&str> {
        self.issuer.split('/').find(|part| is_guid(part))
    }
}

fn of_document(authority: &Authority, document: &TenantDocument) -> Line {
    if let Some(cloud) = document.cloud()
        && *authority.kind() != AuthorityKind::OpenId
        && !authority.cloud().is_some_and(|own| shares_graph(own, cloud))
    {
        return in_other_cloud(authority, cloud);
    }
    let region = document.tenant_region_scope.as_ref();
    let region = region.map(|region| format!(", region {region}")).unwrap_or_default();
    let cloud = document.cloud().map(|cloud| format!(", in {}", cloud.name)).unwrap_or_default();
    Line::ok(
        Check::Tenant,
        match document.tenant_id() {
            Some(id) => format!("the tenant exists: {id}{region}{cloud}."),
            None => format!("the authority is for several tenants{cloud}."),
        },
    )
}

/// Returns whether two clouds have the same Graph. Two of the table do: their sign-in hosts differ, and their metadata may name
/// the other one.
fn shares_graph(one: &Cloud, other: &Cloud) -> bool {
    one.graph_host() == other.graph_host()
}

fn in_other_cloud(authority: &Authority, cloud: &Cloud) -> Line {
    let at = authority.cloud().map_or("another host", |own| own.name);
    let host = cloud.sign_in_hosts().first().copied().unwrap_or_default();
    let tenant = tenant_name(authority).unwrap_or("<tenant ID>");
    Line::failed(Check::Tenant, format!("the tenant is in {}, and AUTHORITY names {at}.", cloud.name))
        .because("A tenant, its tokens and its Graph are in one cloud.")
        .fix(format!(
            "Set AUTHORITY=https://{host}/{tenant}, and if ENDPOINT is set, ENDPOINT=https://{}/v1.0/me",
            cloud.graph_host()
        ))
        .see(NATIONAL_CLOUDS)
}

/// Returns the line about a tenant that the provider does not know. Other clouds may know it.
async fn unknown(authority: &Authority, http: &Arc<Http>, error: &ErrorResponse) -> Line {
    if error.error != "invalid_tenant" && error.number.as_deref() != Some("AADSTS90002") {
        return Line::failed(Check::Tenant, "the provider rejects the authority.")
            .because(rejection(error))
            .fix("Copy the Directory (tenant) ID from the Overview of the app registration into AUTHORITY.")
            .see(FIND_TENANT);
    }
    if let Some(cloud) = found_elsewhere(authority, http).await {
        return in_other_cloud(authority, cloud).because(rejection(error));
    }
    Line::failed(Check::Tenant, "no such tenant exists.")
        .because(rejection(error))
        .fix(
            "Copy the Directory (tenant) ID from the Overview of the app registration to the end of AUTHORITY, or look it up: az \
             account show --query tenantId",
        )
        .see(FIND_TENANT)
}

fn tenant_name(authority: &Authority) -> Option<&str> {
    match authority.kind() {
        AuthorityKind::Workforce { tenant } => Some(tenant),
        _ => None,
    }
}

/// Requests the tenant's metadata in the other clouds, concurrently. Returns the cloud that knows the tenant.
async fn found_elsewhere(authority: &Authority, http: &Arc<Http>) -> Option<&'static Cloud> {
    let (own, tenant) = (authority.cloud()?, tenant_name(authority)?);
    let others: Vec<_> = Cloud::all().iter().filter(|cloud| *cloud != own).collect();
    let addresses = others.iter().filter_map(|cloud| {
        let authority = format!("https://{}/{tenant}", cloud.sign_in_hosts().first()?);
        Some((Authority::parse_authority(&authority).ok()?.metadata_url(), *cloud))
    });
    let addresses: Vec<(Url, &'static Cloud)> = addresses.collect();
    // These requests contain nothing but the name of the tenant.
    let _allowed = http.allow_list().name(addresses.iter().map(|(url, _)| url));
    let mut requests = JoinSet::new();
    for (url, cloud) in addresses {
        let http = Arc::clone(http);
        requests.spawn(async move {
            let response = http.get(&url, None, HeaderMap::new(), LIMITS).await.ok()?;
            let document = Some(document(&response)).filter(|_| response.status.is_success())?;
            Some(document.cloud().unwrap_or(cloud))
        });
    }
    while let Some(found) = requests.join_next().await {
        if let Ok(Some(cloud)) = found {
            return Some(cloud);
        }
    }
    None
}
