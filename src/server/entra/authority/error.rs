//! The reasons why an authority is rejected, with advice.

/// Why an authority is rejected. The text follows the name of the variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthorityError {
    #[error("is not an absolute address")]
    NotAbsolute,
    #[error("must begin with https:// (http:// is for this machine only)")]
    NotHttps,
    #[error("contains a user name, a password, a query or a fragment")]
    TooMuch,
    #[error("does not name a tenant")]
    NoTenant,
    #[error("names a tenant that is neither an ID (a GUID) nor a domain")]
    BadTenant,
    #[error("has more behind the tenant than an authority has")]
    TooLong,
    #[error("is not on one of Microsoft's sign-in hosts")]
    UnknownHost,
    #[error("is on a regional host of Microsoft's, where programs get tokens and nobody signs in")]
    RegionalHost,
    #[error("is the address of an Azure AD B2C tenant, which has variables of its own")]
    B2cAddress,
    #[error("is not the name of an Azure AD B2C tenant")]
    B2cTenant,
    #[error("is not the name of a user flow or custom policy of Azure AD B2C")]
    B2cPolicy,
    #[error("stands for many tenants, which only AUTHORITY can")]
    ManyTenants,
    #[error("is the address of version 1 of the Microsoft identity platform, whose tokens have another issuer")]
    VersionOne,
}

impl AuthorityError {
    /// Returns the next step for the operator.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::NotAbsolute => "Write the whole address, from https:// on.",
            Self::NotHttps => "Write https:// instead of http://.",
            Self::TooMuch => "Leave out everything but https://, the host and the path.",
            Self::NoTenant => {
                "Append a slash and the Directory (tenant) ID, from the Overview of the app registration."
            }
            Self::BadTenant => "Copy the Directory (tenant) ID from the Overview of the app registration.",
            Self::TooLong => "Leave out everything behind the tenant.",
            Self::UnknownHost => {
                "For a custom domain or another OpenID provider use OIDC_AUTHORITY instead. Otherwise check the host."
            }
            Self::RegionalHost => "Write login.microsoftonline.com in place of the host.",
            Self::B2cAddress => "Set B2C_TENANT_NAME and SIGNUPSIGNIN_USER_FLOW instead.",
            Self::B2cTenant => {
                "Write the first part of the tenant's domain: contoso.onmicrosoft.com has the name contoso."
            }
            Self::B2cPolicy => "Copy its name from the Azure portal: it begins with B2C_1_ or B2C_1A_.",
            Self::ManyTenants => "Use AUTHORITY without /v2.0, together with ALLOWED_TENANTS.",
            Self::VersionOne => "Append /v2.0.",
        }
    }
}
