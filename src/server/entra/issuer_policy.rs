//! The issuers that the provider's metadata may name, and that an ID token may have.
//!
//! The authority is what the operator configured; the issuer is the claim `iss`. At Microsoft the two differ in most set-ups, so
//! that a plain comparison would reject valid tokens. The cases: a tenant by GUID or domain, the multi-tenant aliases with their
//! `{tenantid}` template, external tenants, custom domains, Azure AD B2C, and any other provider.
//! `issuer_policy/tests/table.rs` lists the accepted and rejected issuers of each case.

mod issuer;
mod refused;
mod rule;
mod version_one;

pub use issuer::is_key_for;
pub use refused::{ExpectedIssuer, IssuerRefused, RefusedTenant};

use super::{AllowedTenants, Authority, is_guid};
use issuer::{PERSONAL_ACCOUNTS, TEMPLATE, same_issuer};
use rule::Rule;
use version_one::version_one_issuer;

/// The accepted issuers of ID tokens, and of access tokens for the protected API.
#[derive(Clone, Debug)]
pub struct IssuerPolicy {
    authority: String,
    rule: Rule,
    /// The template of the issuers of access tokens of version 1.0. `None` if they are not accepted.
    version_one: Option<String>,
    allowed: AllowedTenants,
}

/// The claims of an ID token about its origin.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokenOrigin<'a> {
    pub iss: &'a str,
    pub tid: Option<&'a str>,
    pub ver: Option<&'a str>,
    /// `tfp`, or the older `acr`: the policy of Azure AD B2C.
    pub policy: Option<&'a str>,
}

/// The verified origin of an access token for the protected API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessTokenOrigin {
    /// The tenant. `None` for a provider without tenants.
    pub tenant: Option<String>,
    /// The issuer that the keys of the token name: that of version 2.0.
    pub issuer_of_keys: String,
}

impl IssuerPolicy {
    /// Creates the policy of an authority whose metadata names `issuer`. Rejects the metadata if the issuer does not
    /// belong to the authority.
    pub fn new(authority: &Authority, allowed: &AllowedTenants, issuer: &str) -> Result<Self, IssuerRefused> {
        let address = authority.address().to_owned();
        match Rule::new(authority, issuer) {
            Ok(rule) => {
                let version_one = version_one_issuer(authority);
                Ok(Self { authority: address, rule, version_one, allowed: allowed.clone() })
            }
            Err(why) => Err(IssuerRefused::Metadata { authority: address, issuer: issuer.to_owned(), why }),
        }
    }

    /// Verifies the origin of an ID token, and returns its tenant. `None` for a provider without tenants.
    pub fn accept(&self, token: TokenOrigin<'_>) -> Result<Option<String>, IssuerRefused> {
        let tenant = self.tenant(token)?;
        self.require_allowed(tenant.as_deref())?;
        Ok(tenant)
    }

    /// Returns whether the issuers are Microsoft's. Only the rules for Microsoft's issuers verify `tid`, and compare
    /// identifiers without regard to case.
    pub fn is_microsoft(&self) -> bool {
        !matches!(self.rule, Rule::Provider { .. })
    }

    /// Returns whether only tokens of apps have the object ID as their subject (`sub`). At Azure AD B2C the tokens of users have it
    /// by default, too.
    pub fn subject_tells_apps(&self) -> bool {
        !matches!(self.rule, Rule::Policy { .. })
    }

    /// Requires that `ALLOWED_TENANTS` lists a tenant, if the setting contains a list.
    pub fn require_allowed(&self, tenant: Option<&str>) -> Result<(), IssuerRefused> {
        let tenant = tenant.unwrap_or_default();
        if self.allowed.allows(tenant) {
            return Ok(());
        }
        Err(IssuerRefused::TenantNotAllowed(RefusedTenant { tenant: tenant.to_owned(), expected: self.expected() }))
    }

    /// Returns whether this issuer of a front-channel logout request is accepted. The request contains no token. With a
    /// multi-tenant authority the tenant is read from the issuer.
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

    /// Verifies the origin of an ID token by the rule of the authority, and returns its tenant. `None` for a provider without
    /// tenants. The signature is verified later, because the issuer determines the valid keys.
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
            // The version (`ver`) is not checked, because all tokens of Azure AD B2C have "1.0".
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

    /// Verifies the origin of an access token for the protected API, of version 1.0 or 2.0. As for ID tokens, the signature and
    /// `ALLOWED_TENANTS` are verified later.
    pub fn of_access_token(&self, token: TokenOrigin<'_>) -> Result<AccessTokenOrigin, IssuerRefused> {
        let version_one = self.version_one.as_deref().filter(|_| token.ver == Some("1.0"));
        let Some(template) = version_one else {
            return Ok(AccessTokenOrigin { tenant: self.tenant(token)?, issuer_of_keys: token.iss.to_owned() });
        };
        let tid = token.tid.filter(|tid| is_guid(tid)).ok_or_else(|| self.refuse(IssuerRefused::Tenant))?;
        self.require_issuer(&template.replace(TEMPLATE, tid), token)?;
        let issuer_of_keys = self.rule.issuer().replace(TEMPLATE, tid);
        let as_version_two = TokenOrigin { iss: &issuer_of_keys, ver: Some("2.0"), ..token };
        Ok(AccessTokenOrigin { tenant: self.tenant(as_version_two)?, issuer_of_keys })
    }

    /// Describes the accepted ID tokens, for the log.
    pub fn explain(&self) -> String {
        let allowed = match &self.allowed {
            AllowedTenants::Any => String::new(),
            AllowedTenants::Listed(listed) => {
                format!(", if its tenant is one of the {} in ALLOWED_TENANTS", listed.len())
            }
        };
        format!("For {} an ID token is accepted {}{allowed}.", self.authority, self.rule)
    }

    fn require_issuer(&self, expected: &str, token: TokenOrigin<'_>) -> Result<(), IssuerRefused> {
        if same_issuer(token.iss, expected) { Ok(()) } else { Err(self.refuse(IssuerRefused::OtherIssuer)) }
    }

    /// Requires that `tid`, if it is present, names the tenant that the issuer already names.
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

fn require_version_two(token: TokenOrigin<'_>) -> Result<(), IssuerRefused> {
    if token.ver.is_none_or(|version| version == "2.0") { Ok(()) } else { Err(IssuerRefused::Version) }
}

#[cfg(test)]
mod tests;
