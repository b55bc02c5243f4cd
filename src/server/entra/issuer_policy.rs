//! Which issuer the provider's metadata may name, and which one an ID token may come from.
//!
//! The authority is what the operator configured; the issuer is what stands in `iss`. At Microsoft the two differ in most
//! set-ups, so "equal or refused" is wrong and "not compared" is worse. The cases: a tenant by
//! GUID or domain, the multi-tenant aliases with their `{tenantid}` template, external tenants, custom domains, and any
//! other provider. The tests beside this file are the table of what each accepts and refuses.

use url::Url;

use super::{AllowedTenants, Authority, AuthorityKind, is_guid};
use crate::server::http;

/// The tenant of all personal Microsoft accounts.
const PERSONAL_ACCOUNTS: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
const TEMPLATE: &str = "{tenantid}";

/// The issuers that ID tokens may come from.
#[derive(Clone, Debug)]
pub enum IssuerPolicy {
    /// Exactly this one.
    Exact { issuer: String, tenant: Option<String> },
    /// The tenant's own one, after the metadata's template, for tenants that are allowed.
    Template { template: String, allowed: AllowedTenants },
}

/// Why an issuer is refused.
#[derive(Debug, thiserror::Error)]
pub enum IssuerRefused {
    #[error("the metadata document of `{authority}` names the issuer `{issuer}`, which does not belong to it")]
    Metadata { authority: String, issuer: String },
    #[error("the ID token comes from another issuer than `{expected}`")]
    OtherIssuer { expected: String },
    #[error("the ID token names no tenant, or one that its issuer does not name")]
    Tenant,
    #[error("the ID token comes from a tenant that ALLOWED_TENANTS does not list")]
    TenantNotAllowed,
}

impl IssuerPolicy {
    /// Makes the policy for an authority whose metadata names `issuer`, or refuses the metadata.
    pub fn new(authority: &Authority, allowed: &AllowedTenants, issuer: &str) -> Result<Self, IssuerRefused> {
        let refused =
            || IssuerRefused::Metadata { authority: authority.address().to_owned(), issuer: issuer.to_owned() };
        let url = Url::parse(issuer).ok().filter(http::is_allowed).ok_or_else(refused)?;
        let tenant = tenant_in(&url);
        let exact = |tenant: Option<String>| Self::Exact { issuer: issuer.to_owned(), tenant };
        match authority.kind() {
            AuthorityKind::Workforce { tenant: configured } => {
                let tenant = tenant.filter(|found| !is_guid(configured) || found.eq_ignore_ascii_case(configured));
                let tenant = tenant.filter(|_| same_cloud(authority, &url)).ok_or_else(refused)?;
                Ok(exact(Some(tenant)))
            }
            AuthorityKind::MultiTenant { alias } if alias != "consumers" => {
                let is_template = issuer.matches(TEMPLATE).count() == 1 && same_cloud(authority, &url);
                let template = Self::Template { template: issuer.to_owned(), allowed: allowed.clone() };
                is_template.then_some(template).ok_or_else(refused)
            }
            AuthorityKind::MultiTenant { .. } => {
                let tenant = tenant.filter(|found| found == PERSONAL_ACCOUNTS && same_cloud(authority, &url));
                Ok(exact(Some(tenant.ok_or_else(refused)?)))
            }
            AuthorityKind::External => {
                let tenant = tenant.filter(|tenant| is_external_tenant(&url, tenant)).ok_or_else(refused)?;
                Ok(exact(Some(tenant)))
            }
            AuthorityKind::OpenId => {
                let same = issuer.trim_end_matches('/') == authority.address().trim_end_matches('/');
                // The custom domain of an external tenant: the address has the tenant's ID, the issuer the tenant's host.
                let custom_domain = tenant.as_deref().is_some_and(|tenant| {
                    authority.address().split('/').any(|part| part.eq_ignore_ascii_case(tenant))
                        && (is_external_tenant(&url, tenant) || url.host_str() == Some("login.microsoftonline.com"))
                });
                if same || custom_domain { Ok(exact(tenant.filter(|_| custom_domain))) } else { Err(refused()) }
            }
        }
    }

    /// Accepts the issuer and the tenant of an ID token whose signature has been verified.
    pub fn accept(&self, iss: &str, tid: Option<&str>) -> Result<(), IssuerRefused> {
        match self {
            Self::Exact { issuer, tenant } => {
                if iss != issuer {
                    return Err(IssuerRefused::OtherIssuer { expected: issuer.clone() });
                }
                let agrees = match (tenant, tid) {
                    (Some(tenant), Some(tid)) => tenant.eq_ignore_ascii_case(tid),
                    _ => true,
                };
                if agrees { Ok(()) } else { Err(IssuerRefused::Tenant) }
            }
            Self::Template { template, allowed } => {
                let tid = tid.filter(|tid| is_guid(tid)).ok_or(IssuerRefused::Tenant)?;
                let expected = template.replace(TEMPLATE, tid);
                if iss != expected {
                    return Err(IssuerRefused::OtherIssuer { expected });
                }
                if allowed.allows(tid) { Ok(()) } else { Err(IssuerRefused::TenantNotAllowed) }
            }
        }
    }
}

/// The hosts of one cloud are aliases of each other; the first of each row is the one that its issuers name.
const CLOUDS: &[&[&str]] = &[
    &["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"],
    &["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"],
    &["login.microsoftonline.us", "login.usgovcloudapi.net"],
];

fn same_cloud(authority: &Authority, issuer: &Url) -> bool {
    let Some(cloud) =
        CLOUDS.iter().find(|hosts| hosts.contains(&authority.metadata_url().host_str().unwrap_or_default()))
    else {
        // A host without aliases, such as the dev tenant's, issues its own tokens.
        return authority.metadata_url().origin() == issuer.origin();
    };
    issuer.scheme() == "https" && issuer.host_str() == cloud.first().copied()
}

/// `https://{GUID}.ciamlogin.com/{GUID}/v2.0`
fn is_external_tenant(issuer: &Url, tenant: &str) -> bool {
    issuer.scheme() == "https"
        && issuer.host_str().and_then(|host| host.strip_suffix(".ciamlogin.com")) == Some(&tenant.to_ascii_lowercase())
}

/// `https://{host}/{GUID}/v2.0`: the GUID.
fn tenant_in(issuer: &Url) -> Option<String> {
    let mut segments = issuer.path_segments()?;
    let tenant = segments.next().filter(|segment| is_guid(segment))?.to_owned();
    (segments.next() == Some("v2.0") && segments.next().is_none()).then_some(tenant)
}

#[cfg(test)]
mod tests;
