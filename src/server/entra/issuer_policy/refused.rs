//! The reasons why an issuer is rejected, for the log. They quote no claim of a token.

use std::fmt;

use crate::server::sign_in_problem::IssuerMismatch;

/// Why an issuer is rejected. The variants about a token name the accepted issuer.
#[derive(Clone, Debug, thiserror::Error)]
pub enum IssuerRefused {
    #[error("the metadata document of `{authority}` names the issuer `{issuer}`: {why}")]
    Metadata { authority: String, issuer: String, why: IssuerMismatch },
    #[error("the token comes from another issuer. {0}")]
    OtherIssuer(ExpectedIssuer),
    #[error("the token has no tenant (`tid`), or a tenant that does not match its issuer. {0}")]
    Tenant(ExpectedIssuer),
    #[error("the token comes from a tenant that ALLOWED_TENANTS does not list. {}", .0.expected)]
    TenantNotAllowed(RefusedTenant),
    #[error("the token is that of a personal account. {0}")]
    PersonalAccount(ExpectedIssuer),
    #[error("the token names no policy of Azure AD B2C (`tfp` or `acr`). {0}")]
    NoPolicy(ExpectedIssuer),
    #[error("the token belongs to another policy of Azure AD B2C (`tfp` or `acr`). {0}")]
    Policy(ExpectedIssuer),
    #[error("the token is not one of version 2.0 of the Microsoft identity platform (`ver`)")]
    Version,
}

/// The accepted issuer of ID tokens. It contains settings of this app and its provider, and no data of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedIssuer {
    pub authority: String,
    /// The issuer may contain `{tenantid}`, the placeholder for the tenant of the token.
    pub issuer: String,
    pub(super) explained: String,
}

impl fmt::Display for ExpectedIssuer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.explained)
    }
}

/// A tenant that `ALLOWED_TENANTS` does not list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedTenant {
    /// The tenant's ID, for the administrator who decides about the list; empty at a provider without tenants.
    pub tenant: String,
    pub expected: ExpectedIssuer,
}
