//! The rule for the issuers of tokens, derived from the kind of authority and the issuer in its metadata.

use std::fmt;

use url::Url;

use super::issuer::{PERSONAL_ACCOUNTS, TEMPLATE, same_issuer};
use crate::server::{
    entra::{Authority, AuthorityKind, Cloud, authority, is_guid},
    http,
    sign_in_problem::IssuerMismatch,
};

/// The accepted issuers of ID tokens.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    /// Accepts exactly this issuer, of a provider other than Microsoft.
    Provider { issuer: String },
    /// Accepts exactly this issuer, of one tenant.
    Tenant { issuer: String, tenant: String },
    /// Accepts the issuer of the token's tenant, by the template of the metadata.
    Template { template: String, personal_accounts: bool },
    /// Accepts exactly this issuer, of one policy of an Azure AD B2C tenant. If all policies of the tenant have the
    /// same issuer, the token must name the policy.
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

    pub(super) fn new(authority: &Authority, issuer: &str) -> Result<Self, IssuerMismatch> {
        let is_plain = |url: &Url| http::is_allowed(url) && url.query().is_none() && url.fragment().is_none();
        let url = Url::parse(issuer).ok().filter(is_plain).ok_or(IssuerMismatch::NoAddress)?;
        if is_version_one(&url) {
            return Err(IssuerMismatch::VersionOne);
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

fn workforce(authority: &Authority, configured: &str, issuer: &str, url: &Url) -> Result<Rule, IssuerMismatch> {
    require_own_cloud(authority, url)?;
    let tenant = tenant_in(url).ok_or(IssuerMismatch::NoTenant)?;
    if is_guid(configured) && !tenant.eq_ignore_ascii_case(configured) {
        return Err(IssuerMismatch::OtherTenant);
    }
    Ok(Rule::Tenant { issuer: issuer.to_owned(), tenant: tenant.to_owned() })
}

fn many_tenants(authority: &Authority, alias: &str, issuer: &str, url: &Url) -> Result<Rule, IssuerMismatch> {
    require_own_cloud(authority, url)?;
    if !same_issuer(issuer, &format!("{}/{TEMPLATE}/v2.0", url.origin().ascii_serialization())) {
        return Err(IssuerMismatch::NoTemplate);
    }
    let personal_accounts = alias == "common";
    Ok(Rule::Template { template: issuer.to_owned(), personal_accounts })
}

fn external(authority: &Authority, issuer: &str, url: &Url) -> Result<Rule, IssuerMismatch> {
    let tenant = external_tenant(url)?;
    // Both the subdomain and the path of the authority may name the tenant by its ID.
    let mut named = authority.address().split(['/', '.']).filter(|part| is_guid(part));
    if named.any(|id| !id.eq_ignore_ascii_case(tenant)) {
        return Err(IssuerMismatch::OtherTenant);
    }
    Ok(Rule::Tenant { issuer: issuer.to_owned(), tenant: tenant.to_owned() })
}

/// Requires an issuer of the form `https://{name}.b2clogin.com/{GUID}/v2.0/` or
/// `https://{name}.b2clogin.com/tfp/{GUID}/{policy}/v2.0/`.
fn b2c(name: &str, policy: &str, issuer: &str, url: &Url) -> Result<Rule, IssuerMismatch> {
    let host = format!("{name}.b2clogin.com");
    if !(is_microsoft_address(url) && url.host_str() == Some(host.as_str())) {
        return Err(IssuerMismatch::OtherHost);
    }
    b2c_policy(policy, issuer, url)
}

fn b2c_policy(policy: &str, issuer: &str, url: &Url) -> Result<Rule, IssuerMismatch> {
    let parts: Vec<_> = url.path().split('/').skip(1).collect();
    let tenant = match parts.as_slice() {
        [tenant, "v2.0", ""] => *tenant,
        ["tfp", tenant, named, "v2.0", ""] if named.eq_ignore_ascii_case(policy) => *tenant,
        ["tfp", _, _, "v2.0", ""] => return Err(IssuerMismatch::OtherPolicy),
        _ => return Err(IssuerMismatch::NoPolicy),
    };
    let token_names_policy = is_user_flow(policy) && parts.first() != Some(&"tfp");
    if !is_guid(tenant) {
        return Err(IssuerMismatch::NoTenant);
    }
    let (issuer, tenant, policy) = (issuer.to_owned(), tenant.to_owned(), policy.to_owned());
    Ok(Rule::Policy { issuer, tenant, policy, token_names_policy })
}

/// Returns the rule for a custom domain of Azure AD B2C, whose issuer is at the same domain. `None` for other addresses.
fn b2c_custom_domain(address: &Url, issuer: &str, url: &Url) -> Option<Result<Rule, IssuerMismatch>> {
    let (tenant, policy) = authority::b2c_custom_domain(address)?;
    let is_own_host = address.origin() == url.origin();
    let rule = if is_own_host { b2c_policy(policy, issuer, url) } else { Err(IssuerMismatch::OtherHost) };
    Some(match rule {
        Ok(Rule::Policy { tenant: found, .. }) if is_guid(tenant) && !found.eq_ignore_ascii_case(tenant) => {
            Err(IssuerMismatch::OtherTenant)
        }
        rule => rule,
    })
}

/// Returns whether a policy is a user flow, whose name is in every token, as `tfp` or as `acr`.
///
/// The tokens of a custom policy (`B2C_1A_…`) contain its name only if it is configured
/// (`AuthenticationContextReferenceClaimPattern`, `trustFrameworkPolicy`). A missing name is safe: the token endpoint of the
/// policy rejects codes of other policies (AADB2C90088), and the token has the nonce of a sign-in that started there.
fn is_user_flow(policy: &str) -> bool {
    policy.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("B2C_1_"))
}

fn open_id(authority: &Authority, issuer: &str, url: &Url) -> Result<Rule, IssuerMismatch> {
    // The issuer must equal the authority (OpenID Connect Discovery 1.0 §4.3). A slash at the end is ignored, because
    // it often gets lost in settings.
    if issuer.trim_end_matches('/') == authority.address().trim_end_matches('/') {
        return Ok(Rule::Provider { issuer: issuer.to_owned() });
    }
    let address = Url::parse(authority.address()).map_err(|_| IssuerMismatch::NoAddress)?;
    if let Some(rule) = b2c_custom_domain(&address, issuer, url) {
        return rule;
    }
    // The custom domain of an external tenant: both the address and the issuer contain the tenant's ID.
    let tenant = tenant_in(url).ok_or(IssuerMismatch::OtherProvider)?;
    let is_public_cloud =
        is_microsoft_address(url) && url.host_str().is_some_and(|host| Cloud::public().has_issuer_host(host));
    if external_tenant(url).is_err() && !is_public_cloud {
        return Err(IssuerMismatch::OtherProvider);
    }
    if !authority.address().split('/').any(|part| part.eq_ignore_ascii_case(tenant)) {
        return Err(IssuerMismatch::OtherTenant);
    }
    Ok(Rule::Tenant { issuer: issuer.to_owned(), tenant: tenant.to_owned() })
}

fn is_version_one(url: &Url) -> bool {
    url.host_str().is_some_and(|host| host == "sts.windows.net" || host == "sts.chinacloudapi.cn")
}

/// Requires the issuer host of the authority's cloud, even if the authority names an alias host. An authority outside all
/// clouds, such as the dev tenant, must be the issuer's own origin.
fn require_own_cloud(authority: &Authority, issuer: &Url) -> Result<(), IssuerMismatch> {
    let is_own = match authority.cloud() {
        Some(cloud) => {
            is_microsoft_address(issuer) && issuer.host_str().is_some_and(|host| cloud.has_issuer_host(host))
        }
        None => Url::parse(authority.address()).is_ok_and(|address| address.origin() == issuer.origin()),
    };
    if is_own { Ok(()) } else { Err(IssuerMismatch::OtherHost) }
}

fn is_microsoft_address(url: &Url) -> bool {
    url.scheme() == "https" && url.port().is_none()
}

/// Returns the tenant ID in the issuer of an external tenant: `https://{GUID}.ciamlogin.com/{GUID}/v2.0`.
fn external_tenant(issuer: &Url) -> Result<&str, IssuerMismatch> {
    let subdomain = issuer.host_str().and_then(|host| host.strip_suffix(".ciamlogin.com"));
    let subdomain = subdomain.filter(|_| is_microsoft_address(issuer)).ok_or(IssuerMismatch::OtherHost)?;
    let tenant = tenant_in(issuer).ok_or(IssuerMismatch::NoTenant)?;
    if subdomain.eq_ignore_ascii_case(tenant) { Ok(tenant) } else { Err(IssuerMismatch::OtherTenant) }
}

/// Returns the tenant ID in an issuer of the form `https://{host}/{GUID}/v2.0`.
fn tenant_in(issuer: &Url) -> Option<&str> {
    let mut segments = issuer.path_segments()?;
    let tenant = segments.next().filter(|segment| is_guid(segment))?;
    (segments.next() == Some("v2.0") && segments.next().is_none()).then_some(tenant)
}
