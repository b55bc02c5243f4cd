//! Which issuer the provider's metadata may name, and which one an ID token may come from.
//!
//! The authority is what the operator configured; the issuer is the claim `iss`. At Microsoft the two differ in most set-ups, so
//! that a plain comparison would reject valid tokens. The cases: a tenant by GUID or domain, the multi-tenant aliases with their
//! `{tenantid}` template, external tenants, custom domains, Azure AD B2C, and any other provider.
//! `issuer_policy/tests/table.rs` is the table of what each accepts and refuses.

mod refused;
mod rule;

pub use refused::{ExpectedIssuer, IssuerRefused, MetadataMismatch, RefusedTenant};

use super::{AllowedTenants, Authority, is_guid};
use rule::Rule;

/// The tenant of all personal Microsoft accounts.
const PERSONAL_ACCOUNTS: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
/// Stands for the tenant in the issuers of aliases and of signing keys.
const TEMPLATE: &str = "{tenantid}";

/// The issuers that ID tokens may come from.
#[derive(Clone, Debug)]
pub struct IssuerPolicy {
    authority: String,
    rule: Rule,
    allowed: AllowedTenants,
}

/// What an ID token says about where it comes from.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokenOrigin<'a> {
    pub iss: &'a str,
    pub tid: Option<&'a str>,
    pub ver: Option<&'a str>,
    /// `tfp`, or the older `acr`: the policy of Azure AD B2C.
    pub policy: Option<&'a str>,
}

impl IssuerPolicy {
    /// Makes the policy for an authority whose metadata names `issuer`, or refuses the metadata.
    pub fn new(authority: &Authority, allowed: &AllowedTenants, issuer: &str) -> Result<Self, IssuerRefused> {
        let address = authority.address().to_owned();
        match Rule::new(authority, issuer) {
            Ok(rule) => Ok(Self { authority: address, rule, allowed: allowed.clone() }),
            Err(why) => Err(IssuerRefused::Metadata { authority: address, issuer: issuer.to_owned(), why }),
        }
    }

    /// Accepts what an ID token says about where it comes from, and returns its tenant; `None` at a provider without tenants.
    pub fn accept(&self, token: TokenOrigin<'_>) -> Result<Option<String>, IssuerRefused> {
        let tenant = self.tenant(token)?;
        self.require_allowed(tenant.as_deref())?;
        Ok(tenant)
    }

    /// Says whether the issuers are Microsoft's. Only there a rule verifies `tid`, and identifiers are compared without regard to
    /// case.
    pub fn is_microsoft(&self) -> bool {
        !matches!(self.rule, Rule::Provider { .. })
    }

    /// Requires that `ALLOWED_TENANTS` lists a tenant, if there is such a list.
    pub fn require_allowed(&self, tenant: Option<&str>) -> Result<(), IssuerRefused> {
        let tenant = tenant.unwrap_or_default();
        if self.allowed.allows(tenant) {
            return Ok(());
        }
        Err(IssuerRefused::TenantNotAllowed(RefusedTenant { tenant: tenant.to_owned(), expected: self.expected() }))
    }

    /// Says whether tokens of this app may come from an issuer that stands alone, without a token: in the request of a
    /// front-channel logout. Where there are many tenants it is the issuer itself that names one.
    pub fn accepts_issuer(&self, iss: &str) -> bool {
        let template = match &self.rule {
            Rule::Provider { issuer } | Rule::Tenant { issuer, .. } | Rule::Policy { issuer, .. } => {
                return same_issuer(iss, issuer);
            }
            Rule::Template { template, .. } => template,
        };
        let tid = template
            .split_once(TEMPLATE)
            .and_then(|(before, after)| iss.get(before.len()..iss.len().checked_sub(after.len())?));
        self.accept(TokenOrigin { iss, tid, ..TokenOrigin::default() }).is_ok()
    }

    /// Compares where an ID token comes from with the rule of the authority, and returns its tenant; `None` at a provider without
    /// tenants. The token need not be verified yet: the issuer decides which keys count.
    pub fn tenant(&self, token: TokenOrigin<'_>) -> Result<Option<String>, IssuerRefused> {
        match &self.rule {
            Rule::Provider { issuer } => {
                self.require_issuer(issuer, token)?;
                Ok(None)
            }
            Rule::Tenant { issuer, tenant } => {
                require_version_two(token)?;
                self.require_issuer(issuer, token)?;
                self.require_tenant(tenant, token)
            }
            Rule::Template { template, personal_accounts } => {
                require_version_two(token)?;
                let tid = token.tid.filter(|tid| is_guid(tid)).ok_or_else(|| self.refuse(IssuerRefused::Tenant))?;
                self.require_issuer(&template.replace(TEMPLATE, tid), token)?;
                if tid.eq_ignore_ascii_case(PERSONAL_ACCOUNTS) && !personal_accounts {
                    return Err(self.refuse(IssuerRefused::PersonalAccount));
                }
                Ok(Some(tid.to_ascii_lowercase()))
            }
            // The tokens of Azure AD B2C say `ver` "1.0" only.
            Rule::Policy { issuer, tenant, policy, token_names_policy } => {
                self.require_issuer(issuer, token)?;
                match token.policy {
                    Some(named) if !named.eq_ignore_ascii_case(policy) => {
                        return Err(self.refuse(IssuerRefused::Policy));
                    }
                    None if *token_names_policy => return Err(self.refuse(IssuerRefused::NoPolicy)),
                    _ => {}
                }
                self.require_tenant(tenant, token)
            }
        }
    }

    /// Says in words which ID tokens are accepted, for the log.
    pub fn explain(&self) -> String {
        let allowed = match &self.allowed {
            AllowedTenants::Any => String::new(),
            AllowedTenants::Listed(listed) => {
                format!(", if ALLOWED_TENANTS, which has {}, lists its tenant", listed.len())
            }
        };
        format!("For {} an ID token is accepted {}{allowed}.", self.authority, self.rule)
    }

    fn require_issuer(&self, expected: &str, token: TokenOrigin<'_>) -> Result<(), IssuerRefused> {
        if same_issuer(token.iss, expected) { Ok(()) } else { Err(self.refuse(IssuerRefused::OtherIssuer)) }
    }

    /// The issuer names the tenant already; `tid`, where it is there, must name the same one.
    fn require_tenant(&self, tenant: &str, token: TokenOrigin<'_>) -> Result<Option<String>, IssuerRefused> {
        let agrees = token.tid.is_none_or(|tid| tid.eq_ignore_ascii_case(tenant));
        if agrees { Ok(Some(tenant.to_ascii_lowercase())) } else { Err(self.refuse(IssuerRefused::Tenant)) }
    }

    fn refuse(&self, refused: fn(ExpectedIssuer) -> IssuerRefused) -> IssuerRefused {
        refused(self.expected())
    }

    fn expected(&self) -> ExpectedIssuer {
        let issuer = self.rule.issuer().to_owned();
        ExpectedIssuer { authority: self.authority.clone(), issuer, explained: self.explain() }
    }
}

/// Says whether a signing key is there for the tokens of an issuer: its `issuer` member names it, with the tenant in place
/// of `{tenantid}`. A key without the member is there for all issuers of its set.
pub fn is_key_for(key_issuer: Option<&str>, iss: &str, tenant: Option<&str>) -> bool {
    key_issuer.is_none_or(|issuer| same_issuer(&issuer.replace(TEMPLATE, tenant.unwrap_or(TEMPLATE)), iss))
}

fn require_version_two(token: TokenOrigin<'_>) -> Result<(), IssuerRefused> {
    if token.ver.is_none_or(|version| version == "2.0") { Ok(()) } else { Err(IssuerRefused::Version) }
}

/// The same text, except that upper and lower case mean the same in scheme and host (RFC 3986 §6.2.2.1).
fn same_issuer(one: &str, other: &str) -> bool {
    let host_ends = |text: &str| text.match_indices('/').nth(2).map_or(text.len(), |(index, _)| index);
    let (one_host, one_path) = one.split_at(host_ends(one));
    let (other_host, other_path) = other.split_at(host_ends(other));
    one_host.eq_ignore_ascii_case(other_host) && one_path == other_path
}

#[cfg(test)]
mod tests;
