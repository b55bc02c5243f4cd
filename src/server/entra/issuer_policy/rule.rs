//! The rule for the issuers of tokens, derived from the kind of authority and the issuer in its metadata.

use std::fmt;

use url::Url;

use super::{
    issuer::{PERSONAL_ACCOUNTS, TEMPLATE, same_issuer},
    refused::MetadataMismatch,
};
use crate::server::{
    entra::{Authority, AuthorityKind, Cloud, authority, is_guid},
    http,
};

/// The accepted issuers.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    /// Exactly this issuer, of a provider other than Microsoft.
    Provider { issuer: String },
    /// Exactly this issuer, of one tenant.
    Tenant { issuer: String, tenant: String },
    /// The issuer of the token's tenant, by the template of the metadata.
    Template { template: String, personal_accounts: bool },
    /// Exactly this issuer, of one policy of an Azure AD B2C tenant. If all its policies have the same issuer, the token must name
    /// the policy.
    Policy { issuer: String, tenant: String, policy: String, token_names_policy: bool },
}

impl Rule {
    /// Returns the issuer that tokens must have. It may contain `{tenantid}`, the placeholder for the tenant of the token.
    pub(super) fn issuer(&self) -> &str {
        match self {
            Self::Template { template, .. } => template,
            Self::Provider { issuer } | Self::Tenant { issuer, .. } | Self::Policy { issuer, .. } => issuer,
        }
    }

    pub(super) fn new(authority: &Authority, issuer: &str) -> Result<Self, MetadataMismatch> {
        let is_plain = |url: &Url| http::is_allowed(url) && url.query().is_none() && url.fragment().is_none();
        let url = Url::parse(issuer).ok().filter(is_plain).ok_or(MetadataMismatch::NoAddress)?;
        if is_version_one(&url) {
            return Err(MetadataMismatch::VersionOne);
        }
        match authority.kind() {
            AuthorityKind::Workforce { tenant } => workforce(authority, tenant, issuer, &url),
            AuthorityKind::MultiTenant { alias } if alias == "consumers" => {
                workforce(authority, PERSONAL_ACCOUNTS, issuer, &url)
            }
            AuthorityKind::MultiTenant { alias } => many_tenants(authority, alias, issuer, &url),
            AuthorityKind::External => external(authority, issuer, &url),
            AuthorityKind::B2c { tenant, policy } => b2c(tenant, policy, issuer, &url),
            AuthorityKind::OpenId => open_id(authority, issuer, &url),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Provider { issuer } => write!(formatter, "from {issuer} only"),
            Self::Tenant { issuer, tenant } => write!(formatter, "from {issuer} only, of the tenant {tenant}"),
            Self::Template { template, personal_accounts } => {
                write!(formatter, "from {template} with the token's own tenant (tid) in place of {TEMPLATE}")?;
                if *personal_accounts { Ok(()) } else { write!(formatter, ", but not from personal accounts") }
            }
            Self::Policy { issuer, policy, .. } => {
                write!(formatter, "from {issuer} only, of the Azure AD B2C policy {policy}")
            }
        }
    }
}

fn workforce(authority: &Authority, configured: &str, issuer: &str, url: &Url) -> Result<Rule, MetadataMismatch> {
    require_own_cloud(authority, url)?;
    let tenant = tenant_in(url).ok_or(MetadataMismatch::NoTenant)?;
    if is_guid(configured) && !tenant.eq_ignore_ascii_case(configured) {
        return Err(MetadataMismatch::OtherTenant);
    }
    Ok(Rule::Tenant { issuer: issuer.to_owned(), tenant: tenant.to_owned() })
}

fn many_tenants(authority: &Authority, alias: &str, issuer: &str, url: &Url) -> Result<Rule, MetadataMismatch> {
    require_own_cloud(authority, url)?;
    if !same_issuer(issuer, &format!("{}/{TEMPLATE}/v2.0", url.origin().ascii_serialization())) {
        return Err(MetadataMismatch::NoTemplate);
    }
    let personal_accounts = alias == "common";
    Ok(Rule::Template { template: issuer.to_owned(), personal_accounts })
}

fn external(authority: &Authority, issuer: &str, url: &Url) -> Result<Rule, MetadataMismatch> {
    let tenant = external_tenant(url)?;
    // Both the subdomain and the path may name the tenant by its ID.
    let mut named = authority.address().split(['/', '.']).filter(|part| is_guid(part));
    if named.any(|id| !id.eq_ignore_ascii_case(tenant)) {
        return Err(MetadataMismatch::OtherTenant);
    }
    Ok(Rule::Tenant { issuer: issuer.to_owned(), tenant: tenant.to_owned() })
}

/// `https://{name}.b2clogin.com/{GUID}/v2.0/`, or with the policy `https://{name}.b2clogin.com/tfp/{GUID}/{policy}/v2.0/`.
fn b2c(name: &str, policy: &str, issuer: &str, url: &Url) -> Result<Rule, MetadataMismatch> {
    let host = format!("{name}.b2clogin.com");
    if !(is_microsoft_address(url) && url.host_str() == Some(host.as_str())) {
        return Err(MetadataMismatch::OtherHost);
    }
    b2c_policy(policy, issuer, url)
}

fn b2c_policy(policy: &str, issuer: &str, url: &Url) -> Result<Rule, MetadataMismatch> {
    let parts: Vec<_> = url.path().split('/').skip(1).collect();
    let tenant = match parts.as_slice() {
        [tenant, "v2.0", ""] => *tenant,
        ["tfp", tenant, named, "v2.0", ""] if named.eq_ignore_ascii_case(policy) => *tenant,
        ["tfp", _, _, "v2.0", ""] => return Err(MetadataMismatch::OtherPolicy),
        _ => return Err(MetadataMismatch::NoPolicy),
    };
    let token_names_policy = is_user_flow(policy) && parts.first() != Some(&"tfp");
    if !is_guid(tenant) {
        return Err(MetadataMismatch::NoTenant);
    }
    let (issuer, tenant, policy) = (issuer.to_owned(), tenant.to_owned(), policy.to_owned());
    Ok(Rule::Policy { issuer, tenant, policy, token_names_policy })
}

/// The custom domain of an Azure AD B2C tenant: the issuer is at the same domain.
fn b2c_custom_domain(address: &Url, issuer: &str, url: &Url) -> Option<Result<Rule, MetadataMismatch>> {
    let (tenant, policy) = authority::b2c_custom_domain(address)?;
    let is_own_host = address.origin() == url.origin();
    let rule = if is_own_host { b2c_policy(policy, issuer, url) } else { Err(MetadataMismatch::OtherHost) };
    Some(match rule {
        Ok(Rule::Policy { tenant: found, .. }) if is_guid(tenant) && !found.eq_ignore_ascii_case(tenant) => {
            Err(MetadataMismatch::OtherTenant)
        }
        rule => rule,
    })
}

/// User flows name themselves in every token, as `tfp` or as `acr`. A custom policy (`B2C_1A_…`) does so only if it says so
/// (`AuthenticationContextReferenceClaimPattern`, `trustFrameworkPolicy`). One that does not is safe all the same: its tokens
/// come from its own token endpoint, which redeems no code of another policy (AADB2C90088), and carry the nonce of a sign-in
/// that this app began there.
fn is_user_flow(policy: &str) -> bool {
    policy.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("B2C_1_"))
}

fn open_id(authority: &Authority, issuer: &str, url: &Url) -> Result<Rule, MetadataMismatch> {
    // OpenID Connect Discovery 1.0 §4.3, except that the slash at the end, which gets lost in settings, does not count.
    if issuer.trim_end_matches('/') == authority.address().trim_end_matches('/') {
        return Ok(Rule::Provider { issuer: issuer.to_owned() });
    }
    let address = Url::parse(authority.address()).map_err(|_| MetadataMismatch::NoAddress)?;
    if let Some(rule) = b2c_custom_domain(&address, issuer, url) {
        return rule;
    }
    // The custom domain of an external tenant: its address has the tenant's ID, the issuer the tenant's own host.
    let tenant = tenant_in(url).ok_or(MetadataMismatch::OtherProvider)?;
    let is_public_cloud =
        is_microsoft_address(url) && url.host_str().is_some_and(|host| Cloud::public().has_issuer_host(host));
    if external_tenant(url).is_err() && !is_public_cloud {
        return Err(MetadataMismatch::OtherProvider);
    }
    if !authority.address().split('/').any(|part| part.eq_ignore_ascii_case(tenant)) {
        return Err(MetadataMismatch::OtherTenant);
    }
    Ok(Rule::Tenant { issuer: issuer.to_owned(), tenant: tenant.to_owned() })
}

fn is_version_one(url: &Url) -> bool {
    url.host_str().is_some_and(|host| host == "sts.windows.net" || host == "sts.chinacloudapi.cn")
}

/// The issuers of a cloud are at one host, whichever of its aliases the authority names. A host that is in no cloud, such
/// as the dev tenant's, issues its own tokens.
fn require_own_cloud(authority: &Authority, issuer: &Url) -> Result<(), MetadataMismatch> {
    let is_own = match authority.cloud() {
        Some(cloud) => {
            is_microsoft_address(issuer) && issuer.host_str().is_some_and(|host| cloud.has_issuer_host(host))
        }
        None => Url::parse(authority.address()).is_ok_and(|address| address.origin() == issuer.origin()),
    };
    if is_own { Ok(()) } else { Err(MetadataMismatch::OtherHost) }
}

fn is_microsoft_address(url: &Url) -> bool {
    url.scheme() == "https" && url.port().is_none()
}

/// `https://{GUID}.ciamlogin.com/{GUID}/v2.0`: the GUID.
fn external_tenant(issuer: &Url) -> Result<&str, MetadataMismatch> {
    let subdomain = issuer.host_str().and_then(|host| host.strip_suffix(".ciamlogin.com"));
    let subdomain = subdomain.filter(|_| is_microsoft_address(issuer)).ok_or(MetadataMismatch::OtherHost)?;
    let tenant = tenant_in(issuer).ok_or(MetadataMismatch::NoTenant)?;
    if subdomain.eq_ignore_ascii_case(tenant) { Ok(tenant) } else { Err(MetadataMismatch::OtherTenant) }
}

/// `https://{host}/{GUID}/v2.0`: the GUID.
fn tenant_in(issuer: &Url) -> Option<&str> {
    let mut segments = issuer.path_segments()?;
    let tenant = segments.next().filter(|segment| is_guid(segment))?;
    (segments.next() == Some("v2.0") && segments.next().is_none()).then_some(tenant)
}
